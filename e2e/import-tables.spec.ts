import { type Api, made } from "./api";
import { type Admitted, admit, newMrn } from "./hospital-day";
import { commitButton, previewFile, readingOf, rowsOf } from "./import-page";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

/** "1992-03-01" as a hospital of the continent writes it. */
const pointed = (date: string) => date.split("-").reverse().join(".");

const identity = ({ mrn, familyName, givenName, birthDate }: Admitted) =>
  [mrn, familyName, givenName, pointed(birthDate)].join(";");

/** Reports of a patient, oldest first: day, state, and what was received of each value. */
async function stored(api: Api, patientId: string) {
  const { items } = await made(api.get(`patients/${patientId}/reports`));
  type Result = { readonly derived: boolean; readonly analyte: string; readonly text: string };
  type Report = {
    readonly collectedOn: string;
    readonly status: string;
    readonly results: readonly Result[];
  };
  return items.map(({ collectedOn, status, results }: Report) => [
    collectedOn,
    status,
    ...results.filter(({ derived }) => !derived).map(({ analyte, text }) => `${analyte} ${text}`),
  ]);
}

test("a table's ambiguous columns and dates are asked and answered on its preview; the next file of that layout is not asked about", async ({
  page,
  api,
}) => {
  const patient = await admit(api);
  const { name: nurse } = await made(api.get("me"));
  // A heading nobody else has makes this layout a source of its own.
  const room = `Zimmer ${newMrn()}`;
  const head = `MRN;Nachname;Vorname;Geburtsdatum;Datum;Leukozyten;Neutrophils;Hämoglobin [g/dL];${room}`;
  const file = (line: string) => `${head}\n${identity(patient)};${line};12b\n`;
  await previewFile(page, file("03/04/2025;5,20;2,80;12,40"), "table.csv");
  const reading = readingOf(page);
  await expect(reading.getByText("? open")).toHaveCount(4);
  await expect(page.getByText("Say first how the file is read.")).toBeVisible();
  await expect(commitButton(page)).toBeDisabled();
  await expect(reading.getByRole("button", { name: /^Read again/ })).toBeDisabled();
  await reading.getByLabel(/unit .*“Leukozyten”/).selectOption("10*9/L");
  await reading.getByLabel(/“Neutrophils”/).selectOption("ANC");
  await reading.getByLabel(new RegExp(`“${room}”`)).selectOption("ignore");
  await reading.getByLabel(/order .*“Datum”.*“03\/04\/2025”/).selectOption("dmy");
  await reading.getByRole("button", { name: "Read again with these answers" }).click();

  // What an answer raises is asked next.
  await expect(reading.getByText("? open")).toHaveCount(1);
  await reading.getByLabel(/unit .*“Neutrophils”/).selectOption("10*9/L");
  await reading.getByRole("button", { name: "Read again with this answer" }).click();
  await expect(reading.getByText("? open")).toHaveCount(0);
  await expect(page.getByText("Matched by record number and birth date")).toBeVisible();
  await page.getByRole("button", { name: "Commit 3 new" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  const first = ["2025-04-03", "final", "WBC 5,20", "ANC 2,80", "HGB 12,40"];
  expect(await stored(api, patient.id)).toEqual([first]);

  await previewFile(page, file("05/06/2025;6,10;3,00;11,90"), "table.csv");
  await expect(reading.getByText("? open")).toHaveCount(0);
  await expect(
    reading.getByText(new RegExp(`Remembered from ${nurse}, \\d{4}-\\d\\d-\\d\\d`)),
  ).not.toHaveCount(0);
  await page.getByRole("button", { name: "Commit 3 new" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  expect(await stored(api, patient.id)).toEqual([
    first,
    ["2025-06-05", "final", "WBC 6,10", "ANC 3,00", "HGB 11,90"],
  ]);
});

const HEAD = "MRN;Nachname;Vorname;Geburtsdatum;Datum;Hb [g/dL];PLT [10*9/L]";

test("a bad row of a table is named by line and column and stops it, until a person takes the good rows only", async ({
  page,
  api,
}) => {
  const patient = await admit(api);
  const who = identity(patient);
  const file = `${HEAD}\n${who};30.03.2026;12,4;188\n${who};30.02.2026;12,9;190\n`;
  await previewFile(page, file, "table.csv");
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toHaveText(/new.*2:6.*Hb.*12,4.*g\/dL/);
  await expect(rows.nth(3)).toHaveText(/refused.*3:6.*12,9.*30\.02\.2026/);
  await expect(page.getByText(/^2 rows cannot be read: take the good rows only, or mend/)).toBeVisible();
  await expect(commitButton(page)).toBeDisabled();
  const importId = page.url().split("/").at(-1);
  const refused = await api.post(`imports/${importId}/commit`, {});
  expect(refused.status).toBe(422);
  expect(JSON.stringify(refused.body)).toContain("Line 3, column 6");
  expect(await stored(api, patient.id)).toEqual([]);

  await page.getByLabel("Take the good rows only").check();
  await page.getByRole("button", { name: "Commit 2 new" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  await expect(
    page.getByText("2 new + 0 same + 0 changed + 0 set aside + 2 refused = 4 rows").first(),
  ).toBeVisible();
  expect(await stored(api, patient.id)).toEqual([["2026-03-30", "final", "HGB 12,4", "PLT 188"]]);
});

test("a batch is reverted whole with its reason: its reports are withdrawn, for everybody it touched", async ({
  page,
  api,
}) => {
  const patients = [await admit(api), await admit(api)];
  const lines = patients.map((patient) => `${identity(patient)};31.03.2026;11,5;210`);
  await previewFile(page, [HEAD, ...lines, ""].join("\n"), "table.csv");
  await page.getByRole("button", { name: "Commit 4 new" }).click();
  await page.getByRole("button", { name: "Revert the whole import…" }).click();
  const form = page.getByRole("form", { name: "Revert the whole import" });
  await form.getByRole("button", { name: "Revert import" }).click();
  await expect(form.getByText("Say why, in a few words.").first()).toBeVisible();
  for (const { id } of patients) expect((await stored(api, id))[0][1]).toBe("final");
  await form.getByLabel("Why").fill("the file of another hospital");
  await form.getByRole("button", { name: "Revert import" }).click();
  await expect(page.getByText("Reverted as a whole.")).toBeVisible();
  await expect(
    page.getByText(/2 reports withdrawn, 0 as before, by .*: the file of another hospital/),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Revert the whole import…" })).toHaveCount(0);
  for (const { id } of patients) {
    expect(await stored(api, id)).toEqual([["2026-03-31", "entered-in-error", "HGB 11,5", "PLT 210"]]);
  }
  await page.goto("/import");
  await expect(
    page.getByRole("region", { name: "Imports of this site" }).getByRole("row").nth(1),
  ).toContainText("↩ reverted");
});
