import type { Page } from "@playwright/test";
import { made } from "./api";
import { admit, countOf, daysAfter, daysAgo, record, sixWeeks } from "./hospital-day";
import { hydrated } from "./hydrated";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

const flowsheetOf = (page: Page) => page.getByRole("region", { name: "Flowsheet", exact: true });
const history = (page: Page) => page.getByRole("dialog", { name: /^History of/ });

async function openCell(page: Page, patientId: string, row: RegExp, text: string) {
  await page.goto(`/patients/${patientId}`);
  await hydrated(page.getByRole("button", { name: "Hide identifiers" }));
  const cell = flowsheetOf(page)
    .getByRole("row", { name: row })
    .getByRole("gridcell")
    .filter({ hasText: text });
  await cell.focus();
  await cell.press("Enter");
  return cell;
}

test("a value is corrected where it stands, by keys alone; both versions are told and the old one is a ghost", async ({
  page,
  api,
}) => {
  const patient = await admit(api);
  await sixWeeks(api, patient);
  const cell = await openCell(page, patient.id, /^PLT/, "262");
  const versions = history(page).getByRole("region", { name: "Versions of this value" });
  await expect(versions.getByRole("row")).toHaveCount(2);
  await expect(versions.getByRole("row").last()).toContainText(/1\s*final.*262 ×10⁹\/L/);
  const form = history(page).getByRole("form", { name: "Correct this report" });
  await form.getByRole("textbox", { name: "PLT", exact: true }).fill("26.2");
  await form.getByLabel("Reason").selectOption({ label: "Typing error" });
  await page.keyboard.press("Control+Enter");
  await expect(history(page).getByText("Saved as version 2.")).toBeVisible();
  await expect(versions.getByRole("row")).toHaveCount(3);
  await expect(versions.getByRole("row").nth(1)).toContainText("Typing error");
  await page.keyboard.press("Escape");
  await expect(history(page)).toBeHidden();
  await expect(cell.or(flowsheetOf(page).locator("td:focus"))).toBeFocused();
  await expect(flowsheetOf(page).getByRole("row", { name: /^PLT/ })).toContainText("26.2");
  const svg = await api.get(`patients/${patient.id}/export/de-identified?format=svg&range=all`);
  expect(svg.text).toContain("earlier version, corrected");
});

test("a colleague's version meanwhile is shown beside mine and the original, and nothing is lost", async ({
  page,
  api,
}) => {
  const patient = await admit(api);
  const report = await record(api, patient.id, countOf(`${daysAgo(3)}T08:00`, { WBC: "4.4", HGB: "9.1" }));
  await openCell(page, patient.id, /^Hb/, "9.1");
  const form = history(page).getByRole("form", { name: "Correct this report" });
  await form.getByRole("textbox", { name: "Hb", exact: true }).fill("11.9");
  await form.getByLabel("Reason").selectOption({ label: "Typing error" });
  const theirs = [
    { analyte: "WBC", text: "4.4", unit: "10*9/L", confirmed: true },
    { analyte: "HGB", text: "10.1", unit: "g/dL", confirmed: true },
  ];
  const meanwhile = await api.patch(`reports/${report.id}`, { reason: "typing-error", results: theirs }, 1);
  expect(meanwhile.status).toBe(200);
  await form.getByRole("button", { name: "Save correction" }).click();
  const differs = form.getByRole("region", { name: "What differs" });
  await expect(differs.getByRole("row", { name: /^Hb/ })).toContainText(
    /9\.1 g\/dL.*10\.1 g\/dL.*11\.9 g\/dL/,
  );
  await form.getByRole("button", { name: "Save my changes over theirs" }).click();
  await expect(history(page).getByText("Saved as version 3.")).toBeVisible();
});

test("a report goes from the wrong patient to the right one in one step", async ({ page, api }) => {
  const [wrong, right] = [await admit(api), await admit(api)];
  await record(api, wrong.id, countOf(`${daysAgo(3)}T08:00`, { WBC: "4.40" }));
  await openCell(page, wrong.id, /^WBC/, "4.40");
  const dialog = history(page);
  await dialog.getByText("Move to another patient").click();
  await dialog.getByRole("textbox", { name: /^Whose report it is/ }).fill(right.mrn);
  await dialog.getByRole("button", { name: "Find" }).click();
  await dialog.getByRole("button", { name: "Move to this patient…" }).click();
  await expect(dialog.getByText("1 value of")).toBeVisible();
  await dialog.getByRole("button", { name: "Move report" }).click();
  await expect(dialog.getByText("Moved.")).toBeVisible();
  await dialog.getByRole("link", { name: "the patient it belongs to" }).click();
  await expect(page).toHaveURL(new RegExp(`/patients/${right.id}/reports/`));
  expect(page.url()).not.toContain(right.mrn);
  await expect(page.getByText(/Why: Wrong patient: moved from report/)).toBeVisible();
  const here = await made(api.get(`patients/${wrong.id}/reports`));
  expect(here.items.map(({ status }: { status: string }) => status)).toEqual(["entered-in-error"]);
});

test("two records of one person are merged side by side, read as one, and taken apart again", async ({
  page,
  api,
}) => {
  const [kept, gone] = [await admit(api), await admit(api, { birthDate: "1992-03-11" })];
  await record(api, kept.id, countOf(`${daysAgo(5)}T08:00`, { WBC: "4.4" }));
  await record(api, gone.id, countOf(`${daysAfter(daysAgo(5), 2)}T08:00`, { WBC: "3.3" }));
  await page.goto(`/patients/${kept.id}/edit`);
  await page.getByRole("link", { name: "Merge two records of one person" }).click();
  await page.getByRole("textbox", { name: /^The other record/ }).fill(gone.mrn);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("button", { name: "Compare the two" }).click();
  await expect(
    page.getByRole("region", { name: "The two records" }).getByRole("row", { name: /^Born/ }),
  ).toContainText("differs");
  expect(page.url()).not.toContain(gone.mrn);
  const form = page.getByRole("form", { name: "Merge the two records" });
  await form.getByRole("textbox", { name: /^How you know/ }).fill("the same insurance card");
  await form.getByRole("button", { name: /^Merge into/ }).click();
  await expect(form.getByText("Say that they are one person all the same.")).toBeVisible();
  await form.getByRole("checkbox", { name: "They are one person all the same" }).check();
  await form.getByRole("button", { name: /^Merge into/ }).click();
  await expect(page).toHaveURL(new RegExp(`/patients/${kept.id}$`));
  await expect(page.getByRole("region", { name: "Patient", exact: true })).toContainText(
    `Includes record MRN ${gone.mrn}`,
  );
  await expect(flowsheetOf(page).getByRole("row", { name: /^WBC/ })).toContainText(/4\.4.*3\.3/);
  const refused = await api.post(`patients/${gone.id}/support`, { kind: "platelets", on: daysAgo(1) });
  expect([refused.status, refused.body.error.current]).toEqual([409, { mergedInto: kept.id }]);

  await page.goto(`/patients/${gone.id}/results`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`MRN ${gone.mrn} was merged`);
  const undo = page.getByRole("form", { name: /^Undo the merge/ });
  await undo.getByRole("textbox").fill("two people after all");
  await undo.getByRole("button", { name: "Undo the merge" }).click();
  await expect(flowsheetOf(page).getByRole("row", { name: /^WBC/ })).toContainText("3.3");
  await page.goto(`/patients/${kept.id}`);
  await expect(page.getByRole("region", { name: "Patient", exact: true })).not.toContainText(
    "Includes record",
  );
  await expect(flowsheetOf(page).getByRole("row", { name: /^WBC/ })).not.toContainText("3.3");
});
