import { made } from "./api";
import { change, NEWEST_SESSION } from "./database";
import { cellAt, gridOf, HGB, PLT, reportsOf, saved, WBC } from "./grid-page";
import { type Admitted, admit, countOf, daysAgo, record, startInduction } from "./hospital-day";
import { hydrated } from "./hydrated";
import { expect, PASSWORD, SIGN_INS, test } from "./sign-in";

const start = daysAgo(40);

test.describe("a nurse with a grid", () => {
  test.use({ person: "nurse" });

  test("finds everything typed again after a reload, the open cell included, and saves it then", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, 0).focus();
    await page.keyboard.type(start);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("4.2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("3.9");
    await expect(page.getByText("draft kept")).toBeVisible();
    const kept = async () => (await made(api.get(`me/drafts/patient-${patient.id}-blood`))).body;
    await expect.poll(async () => JSON.stringify(await kept())).toContain("3.9");
    await page.reload();
    await hydrated(grid);
    await expect(cellAt(grid, 0, WBC)).toContainText("4.2");
    await expect(cellAt(grid, 0, WBC + 1)).toContainText("3.9");
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await reportsOf(api, patient)).toEqual([]);
    await page.getByRole("button", { name: /^Save 1 row/ }).click();
    await saved(page, /1 row saved/);
    expect(await reportsOf(api, patient)).toHaveLength(1);
    await expect(page.getByText("Nothing typed that is not saved")).toBeVisible();
  });

  test("keeps the cells when the network is lost, asks before leaving, and saves once it is back", async ({
    page,
    api,
    context,
  }) => {
    const patient = await admit(api);
    const grid = await gridOf(page, patient);
    await context.setOffline(true);
    await cellAt(grid, 0, 0).focus();
    await page.keyboard.type(start);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("4.2");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("alert").filter({ hasText: "The draft is not kept" })).toBeVisible();
    await page.keyboard.press("Control+s");
    await saved(page, /0 rows saved, 1 not/);
    await expect(cellAt(grid, 0, WBC)).toContainText("4.2");
    await expect(cellAt(grid, 0, WBC)).toContainText("not saved");
    let asked = "";
    page.once("dialog", (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole("link", { name: "Worklist" }).click();
    expect(asked).toContain("not saved yet");
    await context.setOffline(false);
    await cellAt(grid, 0, WBC).focus();
    await page.keyboard.press("Control+s");
    await saved(page, /1 row saved/);
    expect(await reportsOf(api, patient)).toHaveLength(1);
  });

  test("corrects a value on record with a reason; a colleague's change meanwhile stands beside it", async ({
    page,
    api,
    apiAs,
  }) => {
    const patient = await admit(api);
    const report = await record(
      api,
      patient.id,
      countOf(`${start}T08:30`, { WBC: "4.4", HGB: "9.1", PLT: "88" }),
    );
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, HGB).focus();
    await page.keyboard.type("11.9");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await expect(page.getByText("Choose a reason.")).toBeVisible();
    await page.getByLabel("Reason").selectOption({ label: "Typing error" });

    const colleague = await apiAs("oncologist");
    const theirs = countOf("", { WBC: "4.4", HGB: "9.1", PLT: "90" }).results;
    await made(colleague.patch(`reports/${report.id}`, { reason: "lab-corrected", results: theirs }, 1));
    await cellAt(grid, 0, HGB).focus();
    await page.keyboard.press("Control+s");
    const differs = page.getByRole("region", { name: "What differs" });
    await expect(differs.getByRole("row", { name: /^PLT/ })).toContainText("not touched, theirs stays");
    await expect(differs.getByRole("row", { name: /^Hb/ })).toContainText("11.9");
    await page.getByRole("button", { name: "Save my changes over theirs" }).click();
    await expect(differs).toBeHidden();
    await expect(cellAt(grid, 0, PLT)).toContainText("90");
    const [now] = await reportsOf(api, patient);
    expect(now).toMatchObject({ version: 3, status: "corrected" });
    expect(now?.results.map(({ analyte, text }) => [analyte, text])).toEqual([
      ["WBC", "4.4"],
      ["HGB", "11.9"],
      ["PLT", "90"],
    ]);
  });

  test("types for today's patients, each row another person, and adds one who is not there", async ({
    page,
    api,
  }) => {
    const [first, second] = [await admit(api), await admit(api)];
    await startInduction(api, first.id, start);
    await page.goto("/entry");
    const grid = page.getByRole("grid", { name: "Today’s patients" });
    await hydrated(grid);
    const rowOf = (patient: Admitted) => grid.getByRole("row", { name: new RegExp(patient.familyName) });
    await expect(rowOf(first)).toBeVisible();
    await expect(rowOf(second)).toHaveCount(0);
    await rowOf(first).getByRole("gridcell").nth(WBC).focus();
    await page.keyboard.type("1.2");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Add a patient" }).click();
    await page.getByLabel(/Add a patient by name/).fill(second.mrn);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add a row" }).click();
    await expect(rowOf(second).getByRole("gridcell").nth(WBC)).toBeFocused();
    await page.keyboard.type("3.3");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await saved(page, /2 rows saved/);
    const today = daysAgo(0);
    for (const [patient, text] of [
      [first, "1.2"],
      [second, "3.3"],
    ] as const) {
      const reports = await reportsOf(api, patient);
      expect(reports.map(({ collectedOn, results }) => [collectedOn, results[0]?.text])).toEqual([
        [today, text],
      ]);
    }
    await page.reload();
    await expect(rowOf(second).getByRole("gridcell").nth(WBC)).toContainText("3.3");
  });
});

test("what was typed before and after an idle lock is there once the nurse has signed in again", async ({
  browser,
  freshSession,
}) => {
  const { api, state } = await freshSession("southNurse");
  const patient = await admit(api);
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  const grid = await gridOf(page, patient);
  await cellAt(grid, 0, 0).focus();
  await page.keyboard.type(start);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("4.2");
  await page.keyboard.press("Tab");
  await expect(page.getByText("draft kept")).toBeVisible();
  const idle = new Date(Date.now() - 15.1 * 60_000).toISOString();
  const lock = `UPDATE "Session" SET "lastSeenAt" = ? WHERE "id" = ${NEWEST_SESSION}`;
  change(lock, idle, SIGN_INS.southNurse);

  await page.keyboard.type("3.9");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+s");
  await saved(page, /0 rows saved, 1 not/);
  await expect(cellAt(grid, 0, WBC + 1)).toContainText("3.9");
  expect(await reportsOf((await freshSession("southNurse")).api, patient)).toEqual([]);

  // Signed in again beside it, the page saves what it held all the time.
  const beside = await context.newPage();
  await beside.goto("/sign-in");
  await beside.getByLabel("E-mail").fill(SIGN_INS.southNurse);
  await beside.getByLabel("Password").fill(PASSWORD);
  await beside.keyboard.press("Enter");
  await expect(beside.getByRole("navigation").first()).toBeVisible();
  const reloaded = await gridOf(beside, patient);
  await expect(cellAt(reloaded, 0, WBC)).toContainText("4.2");
  await beside.close();
  await cellAt(grid, 0, WBC).focus();
  await page.keyboard.press("Control+s");
  await saved(page, /1 row saved/);
  const [report] = await reportsOf((await freshSession("southNurse")).api, patient);
  expect(report?.results.filter(({ derived }) => !derived).map(({ text }) => text)).toEqual(["4.2", "3.9"]);
  await context.close();
});
