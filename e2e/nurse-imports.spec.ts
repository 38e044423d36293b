import { made } from "./api";
import { newMrn, tally } from "./hospital-day";
import { chooseFile, previewFile, rowsOf } from "./import-page";
import { hl7File, nistSample } from "./laboratory-file";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

test("a nurse previews a laboratory file row by row, creates its patient, commits it, and finds the values", async ({
  page,
}) => {
  const filling = { MRN: newMrn(), ACCESSION: newMrn() };
  await previewFile(page, hl7File("blood-count", filling));
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(9);
  for (const [at, words] of [
    /new.*OBX\[1\].*Leukocytes.*4200.*cells.*4\.2.*4000 to 11000/,
    /set aside.*OBX\[2\].*Hemoglobin.*11\.8.*g\/mL.*g\/dL/,
    /new.*OBX\[3\].*Platelets.*188/,
    /new.*OBX\[4\].*Neutrophils.*1\.9/,
    /new.*OBX\[5\].*Neutrophils %.*45/,
    /new.*OBX\[6\].*Blasts %.*0/,
    /set aside.*OBX\[7\].*morphology.*Reactive lymphocytes seen/,
    /new.*OBX\[8\].*Hematocrit.*0\.36.*36 %/,
  ].entries()) {
    await expect(rows.nth(at + 1)).toHaveText(words);
  }
  await expect(page.getByText("The rows of 1 undecided patient will wait for a person.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Keep the rows waiting" })).toBeEnabled();
  await page.getByRole("button", { name: "Create as a new patient" }).click();
  await expect(page.getByText("Will be created at commit")).toBeVisible();
  await page.getByRole("button", { name: "Commit 6 new" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  await expect(
    page.getByText("6 new + 0 same + 0 changed + 2 set aside + 0 refused = 8 rows").first(),
  ).toBeVisible();
  await page.getByRole("link", { name: "Open Invented, Ida" }).click();
  const flowsheet = page.getByRole("region", { name: "Flowsheet", exact: true });
  await expect(flowsheet.getByRole("row", { name: /^WBC/ })).toContainText("4.2");
  await expect(flowsheet.getByRole("row", { name: /^Hb/ })).toContainText("not used");

  // The same file once more is known to the last value, and a corrected one is a new version.
  await previewFile(page, hl7File("blood-count", filling));
  await expect(page.getByText("Matched by record number and birth date")).toBeVisible();
  await expect(page.getByText("0 new + 6 same + 0 changed + 2 set aside + 0 refused = 8 rows")).toBeVisible();
  await page.getByRole("button", { name: "Commit: nothing new to store" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  await previewFile(page, hl7File("blood-count", { ...filling, PLATELETS: "191" }));
  await page.getByRole("button", { name: "Commit 1 changed" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  await page.getByRole("link", { name: "Open Invented, Ida" }).click();
  await page.getByRole("link", { name: /^Blood report of/ }).click();
  await expect(
    page.getByRole("region", { name: "Values of version 2" }).getByRole("row", { name: /^PLT/ }),
  ).toContainText(/191.*changed from 188/);
});

test("a file cut short, a file of another kind and an empty one are refused in words, and nothing is kept", async ({
  page,
  api,
}) => {
  const before = [await tally(api), (await made(api.get("imports"))).items];
  const whole = hl7File("blood-count");
  for (const [content, name, words] of [
    [whole.slice(0, whole.indexOf("OBX|6") + 30), "cut.hl7", /has no end|cut|ended|ends/i],
    [Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"), "letter.pdf", "This looks like a PDF document"],
    ["<!doctype html><html><body>signed out</body></html>", "page.hl7", "This looks like an HTML page"],
    ["", "empty.hl7", "The file is empty."],
  ] as const) {
    const form = await chooseFile(page, content, name);
    await expect(form.getByRole("alert")).toContainText(words);
    await expect(page).toHaveURL(/\/import$/);
  }
  expect([await tally(api), (await made(api.get("imports"))).items]).toEqual(before);
});

test("the published NIST message goes in whole: 28 rows in order, 18 new, 10 set aside", async ({ page }) => {
  const sample = nistSample();
  test.skip(sample === null, "the published sample is not beside the repository");
  // Under numbers of its own, so that the run can be repeated on one database.
  const file = (sample ?? "").replaceAll("PATID1234", newMrn()).replaceAll("R-991133", newMrn());
  await previewFile(page, file);
  await expect(
    page.getByText("18 new + 0 same + 0 changed + 10 set aside + 0 refused = 28 rows"),
  ).toBeVisible();
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(29);
  const texts = (await rows.allTextContents()).slice(1);
  expect(texts.map((text) => /OBX\[(\d+)\]/.exec(text)?.[1])).toEqual(
    texts.map((_, index) => String(index + 1)),
  );
  await expect(rows.nth(1)).toContainText("4.3 to 6.2");
  await expect(rows.nth(2)).toHaveText(/set aside.*g\/mL.*g\/dL/);
  await expect(rows.nth(4)).toHaveText(/105600.*105\.6/);
  await page.getByRole("button", { name: "Create as a new patient" }).click();
  await page.getByRole("button", { name: "Commit 18 new" }).click();
  await expect(page.getByText("Committed as one batch.")).toBeVisible();
  await previewFile(page, file);
  await expect(
    page.getByText("0 new + 18 same + 0 changed + 10 set aside + 0 refused = 28 rows"),
  ).toBeVisible();
});
