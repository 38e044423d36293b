import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { made } from "./api";
import { watchComplaints } from "./broken-page";
import { type Admitted, admit, newMrn, sixWeeks } from "./hospital-day";
import { hydrated, settled } from "./hydrated";
import { hl7File, localMessage } from "./laboratory-file";
import { expect, type Person, test } from "./sign-in";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let patient: Admitted;
let reportId: string;
let importId: string;
let tableId: string;
let queuedId: string;
test.beforeAll(async ({ apiAs }) => {
  const nurse = await apiAs("nurse");
  patient = await admit(nurse);
  await sixWeeks(nurse, patient);
  reportId = (await made(nurse.get(`patients/${patient.id}/reports`))).items[0].id;
  importId = (await made(nurse.upload(hl7File("blood-count")))).id;
  // Its columns, units, dates and decimals are asked about: nobody has answered these headings yet.
  const table = `MRN;Datum;Leukozyten;Neutrophils;Hb [g/dL];Raum ${newMrn()}\n${patient.mrn};03/04/2025;5;3;1,234;12b\n`;
  tableId = (await made(nurse.upload(table, "text/csv", "csv"))).id;
  // A stranger, one who is nearly a patient, and a code of the laboratory's own wait on /import.
  const someone = await admit(nurse);
  const stranger = localMessage(`L-${newMrn()}`);
  const near = localMessage(`L-${newMrn()}`, { FAMILY: someone.familyName, GIVEN: someone.givenName });
  const known = localMessage(`L-${newMrn()}`, {
    MRN: someone.mrn,
    FAMILY: someone.familyName,
    GIVEN: someone.givenName,
  });
  queuedId = (await made(nurse.upload([stranger, near, known].join("")))).id;
  const { waiting } = await made(nurse.post(`imports/${queuedId}/commit`, {}));
  expect(waiting).toBe(5);
});

async function expectNoBarrier(page: Page, where: string, rules: readonly string[] = []) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules.length === 0
    ? axe.withTags(TAGS)
    : axe.withRules([...rules])
  ).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
  );
  expect(found, where).toEqual([]);
}

const PAGES: readonly [name: string, person: Person | null, address: () => string][] = [
  ["sign-in", null, () => "/sign-in"],
  ["worklist", "oncologist", () => "/?limit=20"],
  ["patient", "oncologist", () => `/patients/${patient.id}?range=all`],
  ["enter results", "nurse", () => `/patients/${patient.id}/results?report=both`],
  ["grid", "nurse", () => `/patients/${patient.id}/grid`],
  ["ward entry", "nurse", () => "/entry"],
  ["treatment", "nurse", () => `/patients/${patient.id}/treatment`],
  ["record", "nurse", () => `/patients/${patient.id}/record`],
  ["edit patient", "nurse", () => `/patients/${patient.id}/edit`],
  ["new patient", "nurse", () => "/patients/new"],
  ["report and its versions", "nurse", () => `/patients/${patient.id}/reports/${reportId}`],
  ["history", "oncologist", () => `/patients/${patient.id}/history`],
  ["import with its queue", "nurse", () => "/import"],
  ["import preview", "nurse", () => `/import/${importId}`],
  ["import preview with questions", "nurse", () => `/import/${tableId}`],
  ["import with rows that wait", "nurse", () => `/import/${queuedId}`],
  ["rules", "nurse", () => "/rules"],
  ["audit", "admin", () => "/admin/audit?verify=1"],
  ["feed", "admin", () => "/admin/feed"],
  ["mappings", "admin", () => "/admin/mappings"],
  ["tokens", "admin", () => "/admin/tokens"],
  ["site", "admin", () => "/admin/site"],
  ["worklist of an administrator", "admin", () => "/"],
  ["not found", "nurse", () => "/patients/nobody"],
];

for (const [name, person, address] of PAGES) {
  test.describe(name, () => {
    test.use({ person });

    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      test(`${name} has no barrier at ${width} wide, light or dark, and the browser complains of nothing`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height });
        const complaints = await watchComplaints(page);
        await page.goto(address());
        await settled(page);
        await page.emulateMedia({ colorScheme: "light" });
        await expectNoBarrier(page, `${name}, light, ${width}`);
        // The other theme is the same page in other colours.
        await page.emulateMedia({ colorScheme: "dark" });
        await expectNoBarrier(page, `${name}, dark, ${width}`, ["color-contrast", "link-in-text-block"]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, "no sideways scrolling of the page").toBeLessThanOrEqual(0);
        expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
        const missing = name === "not found" ? /404/ : /^$/;
        expect(complaints.filter((text) => !missing.test(text))).toEqual([]);
      });
    }
  });
}

test.describe("what opens on a page", () => {
  test.use({ person: "nurse" });

  test("dialogs, refusals and results of a search have no barrier either", async ({ page }) => {
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    await page.getByRole("button", { name: "Download" }).click();
    await expectNoBarrier(page, "download");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys on this page" })).toBeVisible();
    await expectNoBarrier(page, "keys");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await expectNoBarrier(page, "table twin");

    await page.goto(`/patients/${patient.id}/results`);
    const form = page.getByRole("form", { name: "Enter results" });
    await form.getByRole("textbox", { name: "Hb", exact: true }).fill("124");
    await form.getByRole("textbox", { name: "WBC", exact: true }).fill("0.05");
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("button", { name: "Use 12.4" })).toBeVisible();
    await expectNoBarrier(page, "refused values");

    await page.goto("/");
    const search = page.getByRole("combobox", { name: /^Find a patient/ });
    await hydrated(search);
    await search.fill("Demo");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectNoBarrier(page, "search");
  });
});

test.describe("by keyboard alone", () => {
  test.use({ person: "oncologist" });

  /** Presses Tab until it is reached, as often as a patient person would. */
  async function tabTo(page: Page, name: string, reached: () => Promise<boolean>) {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await reached()) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} is not reached by Tab.`);
  }
  const focused = (page: Page, selector: string) => () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

  test("a whole review is done: list, course, values, report, download, and back", async ({ page }) => {
    await page.goto("/?sort=-changed");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Enter");
    const rows = page
      .getByRole("table", { name: /^Patients/ })
      .getByRole("cell")
      .getByRole("link");
    await hydrated(rows);
    const second = (await rows.nth(1).textContent()) ?? "";
    await tabTo(page, "the first row", focused(page, "tbody a"));
    await expect(rows.first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
    await page.goto(`/patients/${patient.id}`);
    await settled(page);

    await tabTo(page, "the time axis", focused(page, 'nav[aria-label="Time axis"] a'));
    await tabTo(page, "the focus line", focused(page, '[role="slider"]'));
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    const slider = page.getByRole("slider", { name: "Day in focus" });
    await expect(slider).toHaveAttribute("aria-valuetext", /Day 29: .*WBC 5\.2/);
    await tabTo(page, "the flowsheet", focused(page, "td[data-row]"));
    const said = page.getByRole("region", { name: "Flowsheet", exact: true }).getByRole("status");
    await expect(said).toContainText(/Marrow blasts 1\.5 %.*Day 29/);
    await page.keyboard.press("ArrowLeft");
    await expect(said).toContainText(/Marrow blasts 12 %.*Day 15/);
    await page.keyboard.press("Enter");
    const history = page.getByRole("dialog", { name: "History of Marrow blasts" });
    const report = history.getByRole("link", { name: "the whole report" });
    await expect(report).toBeVisible();
    await tabTo(page, "the whole report", () => report.evaluate((link) => link === document.activeElement));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Values of version 1" })).toBeVisible();
    // The browser's own key for going back is not the page's, and a test cannot press it.
    await page.goBack();
    await settled(page);

    const download = page.getByRole("button", { name: "Download" });
    await tabTo(page, "Download", () => download.evaluate((element) => element === document.activeElement));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Download" });
    await expect(dialog).toBeVisible();
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press("Tab");
      // The browser's own bar may take its turn; nothing behind the dialog does.
      expect(await page.evaluate(() => document.activeElement?.closest("main, header") === null)).toBe(true);
    }
    await tabTo(page, "the slide", focused(page, "dialog a[download]"));
    const saved = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect((await saved).suggestedFilename()).toMatch(/\.pptx$/);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(download).toBeFocused();
  });
});
