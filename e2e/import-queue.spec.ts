import { type Admitted, admit, idOf, newMrn, receivedOf } from "./hospital-day";
import { commitButton, previewFile, readingOf, waitingItem } from "./import-page";
import { type Filling, localMessage } from "./laboratory-file";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

const known = ({ mrn, familyName, givenName }: Admitted): Filling => ({
  MRN: mrn,
  FAMILY: familyName,
  GIVEN: givenName,
  BORN: "19920301",
});

test("unknown patients and a laboratory's own code wait on /import, are created, named and mapped there, and what waited is written", async ({
  page,
  api,
}) => {
  const here = await admit(api);
  const meant = await admit(api);
  // Numbers far enough from all others that neither is taken for a slip of the hand.
  const [newcomer, misnamed] = [`N-${newMrn()}`, `M-${newMrn()}`];
  const code = `L-${newMrn()}`;
  const file = [
    localMessage(code, known(here)),
    localMessage(code, { MRN: newcomer, FAMILY: `New-${newcomer}`, BORN: "19920302" }),
    localMessage(code, { MRN: misnamed, FAMILY: `Other-${misnamed}`, BORN: "19920303" }),
  ].join("");
  await previewFile(page, file);
  await expect(readingOf(page).getByLabel(`Which value is “Leukocytes” (${code})?`)).toHaveValue("");
  await expect(page.getByText("The rows of 2 undecided patients will wait for a person.")).toBeVisible();
  await commitButton(page).click();
  await expect(page.getByText("Waiting for a person: 5 rows.")).toBeVisible();
  expect(await receivedOf(api, here.id)).toEqual(["PLT 188"]);

  await page.getByRole("link", { name: "Waiting for a person" }).click();
  await waitingItem(page, newcomer).getByRole("button", { name: "Create as a new patient" }).click();
  await expect(page.getByText("1 value written from 1 import.")).toBeVisible();
  await expect(waitingItem(page, newcomer)).toHaveCount(0);
  const other = waitingItem(page, misnamed);
  await other.getByLabel(/^Or find the patient/).fill(meant.familyName);
  await other.getByRole("button", { name: "Find" }).click();
  await other.getByRole("button", { name: "Use this patient" }).click();
  await expect(waitingItem(page, misnamed)).toHaveCount(0);
  const created = await idOf(api, newcomer);
  for (const id of [created, meant.id]) expect(await receivedOf(api, id)).toEqual(["PLT 188"]);

  const local = waitingItem(page, code);
  // A code says nothing of itself: nobody guesses, not even from the name beside it.
  await expect(local.getByRole("combobox")).toHaveValue("");
  await local.getByRole("combobox").selectOption("WBC");
  await local.getByRole("button", { name: "Remember and write" }).click();
  await expect(page.getByText("3 values written from 1 import.")).toBeVisible();
  await expect(waitingItem(page, code)).toHaveCount(0);
  for (const id of [here.id, created, meant.id])
    expect(await receivedOf(api, id)).toEqual(["PLT 188", "WBC 5.2"]);

  await previewFile(page, localMessage(code, { ...known(here), VALUE: "6.1" }));
  await expect(readingOf(page).getByLabel(`Code “${code}”`)).toHaveValue("WBC");
  await expect(page.getByRole("button", { name: "Commit 2 new" })).toBeEnabled();
});

test("a file of one unknown patient waits whole, and is written when the patient is created", async ({
  page,
  api,
}) => {
  const mrn = `W-${newMrn()}`;
  await previewFile(page, localMessage("718-7", { MRN: mrn, FAMILY: `Alone-${mrn}`, BORN: "19920304" }));
  await page.getByRole("button", { name: "Keep the rows waiting" }).click();
  await expect(page.getByText(/^Waiting for a person: \d+ rows?\./)).toBeVisible();
  await page.getByRole("link", { name: "Waiting for a person" }).click();
  await waitingItem(page, mrn).getByRole("button", { name: "Create as a new patient" }).click();
  await expect(waitingItem(page, mrn)).toHaveCount(0);
  expect(await receivedOf(api, await idOf(api, mrn))).toContain("PLT 188");
});
