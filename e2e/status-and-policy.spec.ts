import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { showDate } from "../lib/display";
import { type Api, made } from "./api";
import {
  type Admitted,
  admit,
  countOf,
  daysAfter,
  daysAgo,
  marrowOf,
  NORMAL_COUNT,
  record,
  startInduction,
} from "./hospital-day";
import { expect, type Person, test } from "./sign-in";

test.use({ person: "oncologist" });

/** A count and a marrow of one day, both known that afternoon. */
async function dayOf(nurse: Api, { id }: Admitted, on: string, blasts: string): Promise<void> {
  const known = { knownSince: `${on}T15:00` };
  await record(nurse, id, countOf(`${on}T08:30`, NORMAL_COUNT, known));
  await record(nurse, id, marrowOf(`${on}T09:15`, blasts, known));
}

/** An induction that began six weeks ago: 12 % on Day 15, 1.5 % on Day 29. */
async function respondingPatient(nurse: Api): Promise<{ patient: Admitted; start: string }> {
  const patient = await admit(nurse);
  const start = daysAgo(42);
  await startInduction(nurse, patient.id, start);
  await dayOf(nurse, patient, daysAfter(start, 14), "12");
  await dayOf(nurse, patient, daysAfter(start, 28), "1.5");
  return { patient, start };
}

async function pageAs(browser: Browser, stateOf: (person: Person) => Promise<object>, person: Person) {
  const context = await browser.newContext({ storageState: (await stateOf(person)) as never });
  return context.newPage();
}

const status = (page: Page) => page.getByRole("region", { name: "Disease status" });
const remission = (page: Page) => page.getByRole("region", { name: "Remission criterion" });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("the rules propose a status, only the oncologist confirms it, and a possible recurrence waits in the worklist", async ({
  page,
  apiAs,
  browser,
  stateOf,
}) => {
  const nurse = await apiAs("nurse");
  const { patient, start } = await respondingPatient(nurse);
  const day29 = showDate(daysAfter(start, 28));

  const nursePage = await pageAs(browser, stateOf, "nurse");
  await nursePage.goto(`/patients/${patient.id}`);
  await expect(status(nursePage)).toContainText(`Proposed: CR1 since ${day29}`);
  await expect(status(nursePage)).toContainText("An oncologist confirms it");
  await expect(status(nursePage).getByRole("button")).toHaveCount(0);
  await nursePage.context().close();

  await page.goto(`/patients/${patient.id}`);
  await status(page).getByRole("button", { name: "Confirm CR1" }).click();
  await expect(status(page)).toContainText(/Set by Dr Imani Okafor, .*as proposed/);
  await expect(status(page)).toContainText("C91.01");
  await expect(status(page)).not.toContainText("Proposed:");
  await expect(page.getByRole("region", { name: "Patient", exact: true })).toContainText("CR1");

  await dayOf(nurse, patient, daysAgo(1), "40");
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Quick filters" })
    .getByRole("link", { name: "Possible recurrence" })
    .click();
  await expect(page).toHaveURL(/recurrence=possible/);
  const row = page.getByRole("row").filter({ hasText: patient.familyName });
  await expect(row).toContainText("CR1");
  await expect(row).toContainText("possible recurrence");
  await row.getByRole("link").click();
  await expect(status(page)).toContainText(`Proposed: recurrent since ${showDate(daysAgo(1))}`);
  await expectAccessible(page);

  await status(page).getByRole("button", { name: "Set another status…" }).click();
  await status(page).getByRole("button", { name: "Set status" }).click();
  await expect(status(page)).toContainText("Choose a status.");
  await status(page).getByLabel("Status", { exact: true }).selectOption("Recurrent");
  await status(page).getByLabel("Since").fill(daysAgo(-1));
  await status(page).getByRole("button", { name: "Set status" }).click();
  await expect(status(page)).toContainText("This date is in the future.");
  await status(page).getByLabel("Since").fill(daysAgo(0));
  await status(page).getByLabel("Note").fill("Second marrow agrees.");
  await status(page).getByRole("button", { name: "Set status" }).click();
  await expect(status(page)).toContainText("C91.02");
  await expect(status(page)).toContainText(`proposed was recurrent since ${showDate(daysAgo(1))}`);
  await expect(status(page)).toContainText("Second marrow agrees.");
  await status(page).getByText("1 earlier").click();
  await expect(status(page).getByRole("listitem")).toContainText(`CR1 since ${day29}`);
  await page.goto("/?recurrence=possible");
  await expect(page.getByRole("row").filter({ hasText: patient.familyName })).toHaveCount(0);
});

test("the page is replayed as it was known then, unmistakably, downloads included, and leads back", async ({
  page,
  apiAs,
}) => {
  const { patient, start } = await respondingPatient(await apiAs("nurse"));
  const then = daysAfter(start, 20);
  await page.goto(`/patients/${patient.id}?axis=date`);
  await expect(remission(page)).toContainText("Met");
  await page.getByRole("button", { name: "As of…" }).click();
  await page.getByLabel("Date", { exact: true }).fill(showDate(then));
  await page.getByLabel("Time at the site").fill("0930");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`asOf=${then}T09%3A30&axis=date`));
  await expect(page.getByText(`As it was known on ${showDate(then)} 09:30`)).toBeVisible();
  await expect(remission(page)).toContainText("Not met");
  await expect(remission(page)).toContainText(/12\s*%/);
  const sheet = page.getByRole("region", { name: "Flowsheet", exact: true });
  await expect(sheet.getByRole("columnheader").last()).toContainText("Day 15");
  await expect(page.getByRole("img", { name: /^Course by date/i })).not.toHaveAccessibleName(/1\.5 %/);
  await expect(page.getByRole("region", { name: "Patient", exact: true })).toContainText("Day 21");
  await expect(page.getByRole("link", { name: /Enter results/ })).toHaveCount(0);
  await expect(status(page).getByRole("button")).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Download" }).click();
  await page.getByText("With identifiers").click();
  const href = await page.getByRole("link", { name: "SVG" }).getAttribute("href");
  expect(href).toContain(`asOf=${then}T09%3A30`);
  const file = await page.request.get(href ?? "");
  expect(file.status()).toBe(200);
  expect(file.headers()["x-data-as-of"]?.slice(0, 10)).toBe(then);
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Back to now" }).click();
  await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}\\?axis=date$`));
  await expect(remission(page)).toContainText("Met");

  for (const nonsense of ["2026-02-30", "yesterday", "2099-01-01", "%00"]) {
    const answer = await page.goto(`/patients/${patient.id}?asOf=${nonsense}`);
    expect(answer?.status(), nonsense).toBe(200);
    await expect(page.getByText("The moment in this link cannot be replayed")).toBeVisible();
    await expect(remission(page)).toContainText("Met");
  }
});

test.describe("the policy", () => {
  test.afterAll(async ({ apiAs }) => {
    const admin = await apiAs("admin");
    const { items } = await made(admin.get("policy"));
    const [now, standard] = [items[0], items.at(-1)];
    if (JSON.stringify(now.settings) === JSON.stringify(standard.settings)) return;
    await made(
      admin.post("policy", { settings: standard.settings, from: now.version, reason: "As before the test." }),
    );
  });

  test("is changed by the administrator in sight of the counts; the oncologist sees whose; the past keeps its rules", async ({
    page,
    apiAs,
    browser,
    stateOf,
  }) => {
    const nurse = await apiAs("nurse");
    const { patient, start } = await respondingPatient(nurse);
    // Eight days before the count: one more than the default looks back.
    await made(nurse.post(`patients/${patient.id}/support`, { kind: "platelets", on: daysAfter(start, 20) }));
    const field = "After platelets, PLT cannot pass for";

    await page.goto("/rules");
    await page.getByRole("link", { name: "What if they were others?" }).click();
    await page.getByLabel(field).fill("8");
    await page.getByRole("button", { name: "Show what would change" }).click();
    const change = page
      .getByRole("row")
      .filter({ hasText: "Remission criterion" })
      .filter({ hasText: "Indeterminate" });
    await expect(change.getByRole("link", { name: new RegExp(patient.familyName) })).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole("button", { name: "Put in force" })).toHaveCount(0);
    expect((await page.goto("/admin/policy"))?.status()).toBe(404);

    const admin = await pageAs(browser, stateOf, "admin");
    await admin.goto("/admin/policy");
    await expect(admin.getByRole("button", { name: "Put in force" })).toBeDisabled();
    await admin.getByLabel(field).fill("eight");
    await admin.getByRole("button", { name: "Show what would change" }).click();
    await expect(admin.getByLabel(field)).toBeFocused();
    await expect(admin.getByText("Write whole days.")).toBeVisible();
    await admin.getByLabel(field).fill("8");
    await admin.getByRole("button", { name: "Show what would change" }).click();
    await expect(admin.getByText(/^Verdicts of \d+ patients? of \d+ would change\.$/)).toBeVisible();
    await expect(admin.getByText(patient.familyName)).toHaveCount(0);
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Put in force" }).click();
    await expect(admin.getByText("Say why, for those who read it later.")).toBeVisible();
    await admin.getByLabel("Why").fill("Agreed with the blood bank.");
    await admin.getByRole("button", { name: "Put in force" }).click();
    await expect(admin.getByText(/^Version \d+ is in force$/)).toBeVisible();
    const newest = admin.getByRole("row").filter({ hasText: "Agreed with the blood bank." });
    await expect(newest).toContainText(/in force.*Alex Moreau.*After platelets: 7 days → 8 days/);
    await admin.context().close();

    await page.goto(`/patients/${patient.id}`);
    await expect(remission(page)).toContainText("Indeterminate");
    await expect(remission(page)).toContainText(/policy site \d+/);
    await page.goto(`/patients/${patient.id}?asOf=${daysAgo(1)}`);
    await expect(remission(page)).toContainText("Met");
    await expect(remission(page)).toContainText(/policy default 1/);
    await page.goto("/rules");
    await expect(page.getByRole("row", { name: /^After platelets/ })).toContainText(/8 days.*Site policy/);
    await expect(async () => {
      const { items } = await made(nurse.post("patients/search", { text: patient.mrn }));
      expect(items[0]).toMatchObject({ remission: "indeterminate", outdatedPolicy: null });
    }).toPass({ timeout: 30_000 });
  });
});
