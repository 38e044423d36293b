import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { showDate } from "../lib/display";
import { made } from "./api";
import { type Admitted, admit, daysAfter, sixWeeks } from "./hospital-day";
import { named, partsOf, pngChunks } from "./opened-file";
import { expect, test } from "./sign-in";

test.use({ person: "oncologist" });

let patient: Admitted;
let start: string;
test.beforeAll(async ({ apiAs }) => {
  const nurse = await apiAs("nurse");
  patient = await admit(nurse, {
    familyName: "Quillfeather",
    givenName: "Ottoline",
    studyCode: "STUDY-7-019",
  });
  ({ start } = await sixWeeks(nurse, patient));
});

type Identity = "With identifiers" | "De-identified";

/** Downloads as a person does: the key D, who it may name, and the form. */
async function download(page: Page, identity: Identity, form: "Slide" | "PNG" | "SVG") {
  await page.goto(`/patients/${patient.id}`);
  await expect(page.getByRole("button", { name: "Hide identifiers" })).toBeVisible();
  const dialog = page.getByRole("dialog", { name: "Download" });
  await expect(async () => {
    await page.keyboard.press("d");
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await dialog.getByText(identity, { exact: true }).click();
  const saved = page.waitForEvent("download");
  await dialog.getByRole("link", { name: form }).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** All that would tell who it is, or when. */
function identifiers(): string[] {
  const days = [-1, 0, 3, 7, 10, 14, 21, 25, 28, 35].map((day) => daysAfter(start, day));
  const dates = [patient.birthDate, ...days];
  return [
    ...["Quillfeather", "Ottoline", patient.mrn, "STUDY-7-019", "Tom Hale", "Okafor", "North", "Invented 26"],
    ...dates.flatMap((date) => [date, showDate(date), date.replaceAll("-", ""), showDate(date).slice(0, 6)]),
    patient.id,
  ];
}

function expectNobody(text: string, where: string) {
  for (const word of identifiers()) expect(text.toLowerCase(), where).not.toContain(word.toLowerCase());
}

for (const identity of ["With identifiers", "De-identified"] as const) {
  test(`a slide ${identity.toLowerCase()} has native charts and a table, and reaches for nothing outside itself`, async ({
    page,
  }) => {
    const { name, bytes } = await download(page, identity, "Slide");
    expect(name).toMatch(/\.pptx$/);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    const parts = await partsOf(bytes);
    expect(named(parts, /^ppt\/charts\/chart\d+\.xml$/).length).toBeGreaterThanOrEqual(5);
    expect(
      named(parts, /^ppt\/embeddings\/.+\.xlsx\/xl\/worksheets\/sheet1\.xml$/).length,
    ).toBeGreaterThanOrEqual(5);
    const slide = parts.get("ppt/slides/slide1.xml") ?? "";
    expect(slide).toContain("<a:tbl>");
    expect(slide).toContain("graphicFrame");
    for (const part of named(parts, /\.rels$/)) {
      expect(parts.get(part), part).not.toMatch(/TargetMode="External"|https?:\/\/(?!schemas\.|purl\.)/);
    }
    expect(named(parts, /vbaProject|activeX|oleObject/i)).toEqual([]);
    const words = slide.replace(/<[^>]+>/g, " ");
    expect(words).toContain("Met");
    expect(words).toContain("1.5");
    if (identity === "With identifiers") {
      expect(words).toContain("Quillfeather");
      expect(words).toContain(patient.mrn);
      return;
    }
    expect(words).toMatch(/de-identified/i);
    expectNobody(name, "file name");
    for (const [part, text] of parts) expectNobody(text, part);
  });
}

test("the figure as SVG is a drawing and nothing else, and names nobody when it must not", async ({
  page,
}) => {
  for (const identity of ["With identifiers", "De-identified"] as const) {
    const { name, bytes } = await download(page, identity, "SVG");
    const text = bytes.toString("utf8");
    expect(name).toMatch(/\.svg$/);
    expect(text).toMatch(/^(<\?xml[^>]*>\s*)?<svg /);
    expect(text).not.toMatch(/<script|<foreignObject|\son\w+=|href="(?!#)|url\((?!#)|<!ENTITY|@import/i);
    if (identity === "De-identified") {
      expectNobody(`${name} ${text}`, "SVG");
      expect(text).toContain("Day");
    } else expect(text).toContain("Quillfeather");
  }
});

test("the figure as PNG is a picture without words beside it", async ({ page }) => {
  for (const identity of ["With identifiers", "De-identified"] as const) {
    const { name, bytes } = await download(page, identity, "PNG");
    expect(name).toMatch(/\.png$/);
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1080);
    expect(pngChunks(bytes).filter((chunk) => /^(tEXt|zTXt|iTXt|eXIf|tIME)$/.test(chunk))).toEqual([]);
    if (identity === "De-identified") expectNobody(name, "file name");
  }
});

test("every download says how old its data are, is kept by no cache, and is in the patient's history", async ({
  api,
}) => {
  for (const [path, action] of [
    ["export?format=pptx", "patient.export-identified"],
    ["export/de-identified?format=svg", "patient.export-de-identified"],
  ] as const) {
    const { status, headers } = await api.get(`patients/${patient.id}/${path}`);
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+"$/);
    expect(headers["x-data-as-of"]).toBeTruthy();
    expect(headers["cache-control"]).toBe("private, no-store");
    const { items } = await made(api.get(`patients/${patient.id}/history?limit=5`));
    expect(items.map((item: { action: string }) => item.action)).toContain(action);
  }
  for (const query of ["format=exe", "format=pptx&surprise=1", "", "format=svg&asOf=yesterday"]) {
    expect((await api.get(`patients/${patient.id}/export?${query}`)).status, query).toBe(422);
  }
});
