import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { made } from "./api";
import { type Admitted, admit, countOf, daysAgo, record, startInduction } from "./hospital-day";
import { hydrated, settled } from "./hydrated";
import { expect, type Person, test } from "./sign-in";

const today = daysAgo(0);
const rowOf = (page: Page, { familyName }: Admitted) =>
  page.getByRole("table", { name: /^Patients/ }).getByRole("row", { name: new RegExp(`${familyName},`) });
const list = async (page: Page, query: string) => {
  await page.goto(`/?${query}&limit=200`);
  await hydrated(page.getByRole("combobox", { name: /^Find a patient/ }));
};
const critical = (page: Page) => page.getByRole("region", { name: "For your review" });

test.describe("an oncologist", () => {
  test.use({ person: "oncologist" });

  test("sees every reason of the demo hospital as a group with its threshold and its patients", async ({
    page,
  }) => {
    await page.goto("/?view=all");
    const table = page.getByRole("table", { name: /^Patients/ });
    for (const [title, says] of [
      [/^Critical value unseen · \d+/, /an oncologist acknowledges it/],
      [/^Marrow window open, no sample · \d+/, /no marrow yet/],
      [/^Window opens within 7 days · \d+/, /plan the marrow/],
      [/^Milestone missed · \d+/, /closed without a marrow/],
      [/^Criterion newly met or lost · \d+/, /in the last 14 days/],
      [/^Possible recurrence to confirm · \d+/, /no clinician has answered/],
      [/^Preliminary or unconfirmed values · \d+/, /not used by any verdict/],
      [/^No results for 14 days · \d+/, /nothing has come in/],
      [/^Follow-up due · \d+/, /overdue/],
    ] as const) {
      const head = table.getByRole("rowheader", { name: says });
      await expect(head.getByRole("button", { name: title })).toHaveAttribute("aria-expanded", "true");
    }
    await expect(table.getByText(/^All patients · \d+/)).toBeVisible();
    for (const [query, name, words] of [
      ["reason=window-open", "Demo, Daniel", /Marrow window open, no sample: Day 31 of 29–36/],
      ["reason=window-soon", "Demo, Elif", /Marrow window opens in 3 d/],
      ["reason=missed", "Demo, Hana", /Milestone missed/],
      ["reason=recurrence", "Demo, Goran", /Possible recurrence to confirm/],
      ["reason=follow-up", "Demo, Anna", /Follow-up overdue/],
    ] as const) {
      await list(page, query);
      await expect(table.getByRole("row", { name }).first()).toContainText(words);
    }
    await list(page, "reason=missed");
    await expect(table.getByRole("row", { name: "Demo, Anna" })).toHaveCount(0);
  });

  test("acknowledges a critical value once for a week of them; a worse one is raised again", async ({
    page,
    apiAs,
  }) => {
    const nurse = await apiAs("nurse");
    const patient = await admit(nurse);
    await record(nurse, patient.id, countOf(`${daysAgo(2)}T08:00`, { ANC: "0.41" }));
    await list(page, "reason=critical");
    await expect(rowOf(page, patient)).toContainText("Critical, not acknowledged: ANC 0.41");
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    await expect(critical(page)).toContainText("Critical value, not acknowledged");
    await critical(page).getByRole("button", { name: "Acknowledge" }).click();
    await expect(critical(page)).toContainText(/Critical ANC acknowledged by Dr Imani Okafor/);
    await list(page, "reason=critical");
    await expect(rowOf(page, patient)).toHaveCount(0);

    await record(nurse, patient.id, countOf(`${daysAgo(1)}T08:00`, { ANC: "0.38" }));
    await page.reload();
    await expect(page.getByRole("table", { name: /^Patients/ })).toBeVisible();
    await expect(rowOf(page, patient)).toHaveCount(0);
    await record(nurse, patient.id, countOf(`${today}T00:05`, { ANC: "0.08" }));
    await page.reload();
    await expect(rowOf(page, patient)).toContainText("ANC 0.08");
    await expect(rowOf(page, patient)).toContainText("worse");
  });

  test("marks a patient reviewed, takes it back, and sees what a colleague changed since", async ({
    page,
    apiAs,
  }) => {
    const nurse = await apiAs("nurse");
    const patient = await admit(nurse);
    await record(nurse, patient.id, countOf(`${daysAgo(2)}T08:00`, { HGB: "10.1" }));
    await list(page, "sort=-changed");
    const mark = page.getByRole("button", { name: `Mark reviewed: ${patient.familyName}, Invented` });
    await mark.click();
    await expect(page.getByText(`${patient.familyName}, Invented marked reviewed.`)).toBeVisible();
    await expect(mark).toHaveCount(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(mark).toBeVisible();
    await mark.click();
    await expect(mark).toHaveCount(0);

    await record(nurse, patient.id, countOf(`${daysAgo(1)}T08:00`, { HGB: "10.4" }));
    await list(page, "review=changed");
    await expect(rowOf(page, patient)).toContainText("changed since");
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    await expect(critical(page)).toContainText(/Changed since: blood of .* new\./);
    const fresh = page.getByRole("link", { name: /changed since your review, versions$/ });
    await expect(fresh).toHaveCount(1);
    await expect(fresh).toHaveAccessibleName(/^Blood report of /);
    await page.keyboard.press("r");
    await expect(critical(page)).toContainText("Marked reviewed.");
    await expect(fresh).toHaveCount(0);
    await list(page, "review=changed");
    await expect(rowOf(page, patient)).toHaveCount(0);
    // The nurse has a mark of her own to set.
    const { items } = await made(nurse.get("patients?sort=-changed&limit=50"));
    expect(items.find(({ id }: { id: string }) => id === patient.id)).toMatchObject({ review: null });
  });

  test("keeps a view under a name, opens it again, and removes it", async ({ page }) => {
    const name = `Met, WBC ${Date.now().toString(36)}`;
    await page.goto("/?remission=met&sort=-wbc");
    const views = page.getByRole("navigation", { name: "My views" });
    await hydrated(page.getByRole("button", { name: "Save this view…" }));
    await page.getByRole("button", { name: "Save this view…" }).click();
    const dialog = page.getByRole("dialog", { name: "Save this view" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(views.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
    await page.goto("/?view=all");
    await views.getByRole("link", { name }).click();
    await expect(page).toHaveURL(/\?(?=.*remission=met)(?=.*sort=-wbc)/);
    await page.goBack();
    await expect(page).toHaveURL(/view=all/);
    await page.getByRole("button", { name: "My views…" }).click();
    await page.getByRole("button", { name: `Remove the view ${name}` }).click();
    await expect(views.getByRole("link", { name })).toHaveCount(0);
  });

  test("takes the list as a file, as it is filtered, and no cell of it is a formula", async ({
    page,
    apiAs,
  }) => {
    const nurse = await apiAs("nurse");
    const patient = await admit(nurse, { familyName: "=cmd|calc" });
    await startInduction(nurse, patient.id, daysAgo(30));
    const elsewhere = await admit(nurse);
    await list(page, "reason=window-open");
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "This list as CSV" }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toContain(patient.mrn);
    expect(text).not.toContain(elsewhere.mrn);
    expect(text).not.toMatch(/(^|[,;\n])"?=cmd/);
    expect(text).toContain("=cmd|calc");
  });
});

test.describe("a nurse", () => {
  const person: Person = "nurse";
  test.use({ person });

  test("sees a critical value and cannot acknowledge it", async ({ page, api }) => {
    const patient = await admit(api);
    const { id } = await record(api, patient.id, countOf(`${daysAgo(1)}T08:00`, { PLT: "8" }));
    await page.goto(`/patients/${patient.id}`);
    await settled(page);
    await expect(critical(page)).toContainText("An oncologist acknowledges it.");
    await expect(critical(page).getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
    const values = [{ reportId: id, reportVersion: 1, analyte: "PLT" }];
    expect((await api.post(`patients/${patient.id}/critical`, { values })).status).toBe(403);
  });
});
