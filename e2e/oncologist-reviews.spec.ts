import type { Page } from "@playwright/test";
import { showDate } from "../lib/display";
import { type Admitted, admit, daysAfter, sixWeeks } from "./hospital-day";
import { hydrated, settled } from "./hydrated";
import { watchLayoutShift } from "./layout-shift";
import { expect, test } from "./sign-in";

test.use({ person: "oncologist" });

/** One invented patient for all reviews: reading changes nothing. */
let patient: Admitted;
let start: string;
test.beforeAll(async ({ apiAs }) => {
  const nurse = await apiAs("nurse");
  patient = await admit(nurse);
  ({ start } = await sixWeeks(nurse, patient));
});

const worklist = (page: Page) => page.getByRole("table", { name: /^Patients/ });
const figureOf = (page: Page) => page.getByRole("img", { name: /^Course by/ });
const names = (page: Page) => worklist(page).getByRole("cell").getByRole("link");

test("the worklist sorts, filters, pages and goes back by its address, and no address holds a name", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  page.on("request", (request) => addresses.push(request.url()));
  await page.goto("/?limit=5");
  const head = (name: RegExp) => worklist(page).getByRole("columnheader", { name });
  await head(/^PLT/).getByRole("link").click();
  await expect(page).toHaveURL(/sort=-?plt/);
  await expect(head(/^PLT/)).toHaveAttribute("aria-sort", /ascending|descending/);
  const first = await names(page).allTextContents();
  expect(first).toHaveLength(5);

  await page.getByRole("link", { name: /^Next \d/ }).click();
  await expect(page.getByText(/^6–10 of/)).toBeVisible();
  expect(await names(page).allTextContents()).not.toEqual(first);
  await page.goBack();
  await expect(page.getByText(/^1–5 of/)).toBeVisible();
  expect(await names(page).allTextContents()).toEqual(first);

  await page
    .getByRole("navigation", { name: "Quick filters" })
    .getByRole("link", { name: "Criterion met" })
    .click();
  await expect(page).toHaveURL(/remission=met/);
  await expect(page.getByLabel("Criterion", { exact: true })).toHaveValue(/remission=met/);
  for (const row of (await worklist(page).getByRole("row").all()).slice(1))
    await expect(row).toContainText("Met");
  const filtered = page.url();
  await hydrated(page.getByLabel("Milestone", { exact: true }));
  await page.getByLabel("Milestone", { exact: true }).selectOption({ label: "missed" });
  await expect(page).toHaveURL(/milestone=missed/);
  await page.goBack();
  await expect(page).toHaveURL(filtered);

  await hydrated(page.getByRole("combobox", { name: /^Find a patient/ }));
  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: /^Find a patient/ });
  await expect(search).toBeFocused();
  await search.fill(patient.familyName);
  await expect(page.getByRole("option", { name: new RegExp(patient.familyName) })).toBeVisible();
  await search.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
  for (const address of addresses) {
    const plain = decodeURIComponent(address).toLowerCase();
    expect(plain).not.toContain(patient.familyName.toLowerCase());
    expect(plain).not.toContain(patient.mrn.toLowerCase());
    expect(plain).not.toContain("demo,");
  }
});

test("each verdict stands with its evidence: clauses, values, dates, intervals, gap and policy", async ({
  page,
}) => {
  await page.goto(`/patients/${patient.id}`);
  const remission = page.getByRole("region", { name: "Remission criterion" });
  const day29 = showDate(daysAfter(start, 28));
  await expect(remission).toContainText("Met");
  await expect(remission).toContainText(/policy \S+ \S+/);
  await expect(
    remission
      .getByRole("listitem")
      .filter({ hasText: /marrow/i })
      .first(),
  ).toContainText(/1\.5\s*%/);
  for (const analyte of ["WBC", "Hb", "PLT", "ANC"]) {
    await expect(remission.getByRole("listitem").filter({ hasText: analyte }).first()).toContainText(/met: /);
  }
  await expect(remission).toContainText(`Marrow of ${day29} 09:15, count of ${day29} 08:30, same day.`);
  const milestone = page.getByRole("region", { name: "4–5 week milestone" });
  await expect(milestone).toContainText("Met");
  await expect(milestone).toContainText(`Day 29–36, ${day29} to ${showDate(daysAfter(start, 35))}`);
  await expect(milestone).toContainText("Basis: morphology");
  const definitions = page.getByRole("region", { name: /^Professional definitions/ });
  await expect(definitions).toContainText("ELN 2024");
  await expect(definitions).toContainText("CIBMTR");
  await expect(page.getByRole("region", { name: /^Kinetics/ })).toContainText("ANC below 0.5");
  const banner = page.getByRole("region", { name: "Patient", exact: true });
  await expect(banner).toContainText(patient.mrn);
  await expect(banner).toContainText("01-Mar-1992");
  await expect(banner).toContainText(/Induction · Day 43/);
});

test("the course is drawn by the server before any script runs, and Recharts takes over without moving anything", async ({
  page,
  browser,
  stateOf,
}) => {
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await stateOf("oncologist"),
  });
  const still = await plain.newPage();
  await still.goto(`/patients/${patient.id}`);
  const drawn = figureOf(still);
  await expect(drawn).toBeVisible();
  const drawing = drawn.locator("svg");
  expect(await drawing.locator("path").count()).toBeGreaterThan(5);
  // Simple marks are strokes of no length in one path, the others refer to a glyph.
  const marks = await drawing
    .locator('path[d*="h.01"]')
    .evaluateAll((paths) =>
      paths.reduce((sum, path) => sum + (path.getAttribute("d") ?? "").split("h.01").length - 1, 0),
    );
  expect(marks + (await drawing.locator("use").count())).toBeGreaterThan(20);
  await expect(drawn).toHaveAccessibleName(/Marrow blasts: .*1\.5 % on/);
  const before = await drawn.boundingBox();
  await plain.close();

  const shifts = await watchLayoutShift(page);
  await page.goto(`/patients/${patient.id}`);
  const live = figureOf(page);
  await expect(live.locator(".recharts-surface").first()).toBeVisible();
  await expect(live.locator(".recharts-curve").first()).toBeVisible();
  expect(await live.locator(".recharts-curve").count()).toBeGreaterThanOrEqual(5);
  expect(await live.locator(".recharts-cartesian-axis").count()).toBe(2);
  expect(await live.locator(".recharts-cartesian-axis-tick").count()).toBeGreaterThan(15);
  // The first drawing's bands and levels stay; its lines have given way to those of Recharts, vertex on vertex.
  expect(await live.locator(".d29-grounds rect").count()).toBeGreaterThan(3);
  await expect(live.locator(".d29-grounds .d29-first").first()).toBeHidden();
  const apart = await live.evaluate((figure) => {
    const numbers = (path: Element) => (path.getAttribute("d") ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
    const plots = [...figure.querySelectorAll<HTMLElement>(".d29-grounds .d29-plot")];
    const top = plots[0]?.getBoundingClientRect().top ?? 0;
    return plots.map((plot, index) => {
      const box = plot.getBoundingClientRect();
      const drawn = [...plot.querySelectorAll(".d29-clip path")].flatMap(numbers);
      const panel = figure.querySelectorAll("g[data-panel]")[index];
      const curves = [...(panel?.querySelectorAll(".recharts-curve") ?? [])].flatMap(numbers);
      const wanted = drawn.map((n, at) => (at % 2 === 0 ? (n / 1000) * box.width : n + box.top - top));
      return wanted.length === curves.length
        ? Math.max(0, ...wanted.map((n, at) => Math.abs(n - (curves[at] ?? 0))))
        : Number.POSITIVE_INFINITY;
    });
  });
  expect(apart.length).toBeGreaterThanOrEqual(5);
  for (const pixels of apart) expect(pixels).toBeLessThan(0.5);
  expect(await live.boundingBox()).toEqual(before);
  const moved = await shifts();
  expect(moved.drawings).toBe(0);
  expect(moved.page).toBeLessThan(0.1);
});

test("the focus line moves by arrow keys and says every value of its day; axis and range stand in the address", async ({
  page,
}) => {
  await page.goto(`/patients/${patient.id}`);
  await expect(figureOf(page).locator(".recharts-surface").first()).toBeVisible();
  const focus = page.getByRole("slider", { name: "Day in focus" });
  await focus.focus();
  await focus.press("Home");
  await expect(focus).toHaveAttribute("aria-valuetext", /Day −1.*Marrow blasts 84/);
  await focus.press("End");
  await focus.press("ArrowLeft");
  await expect(focus).toHaveAttribute(
    "aria-valuetext",
    /Day 29: Marrow blasts 1\.5.*WBC 5\.2.*ANC 2\.8.*Hb 12\.9.*PLT 241/,
  );
  await expect(page.getByText(`${showDate(daysAfter(start, 28))} · Day 29`).first()).toBeVisible();
  await focus.press("Escape");
  await expect(focus).toHaveAttribute("aria-valuetext", /none/);

  await page.getByRole("navigation", { name: "Time axis" }).getByRole("link", { name: "Dates" }).click();
  await expect(page).toHaveURL(/axis=date/);
  await page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "14 d" }).click();
  await expect(page).toHaveURL(/axis=date&range=14d/);
  await expect(figureOf(page)).toHaveAccessibleName(/^Course by date/i);
  await page.goBack();
  await expect(page).toHaveURL(/axis=date$/);
  await page.goForward();
  await page.reload();
  await expect(
    page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "14 d" }),
  ).toHaveAttribute("aria-current", "true");
});

test("the figure has a table twin and a paragraph to copy", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/patients/${patient.id}?range=all`);
  await settled(page);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Course by day of treatment\. Treatment: .*Induction/);
  expect(copied).toContain(`1.5 % on ${showDate(daysAfter(start, 28))} (Day 29)`);
  expect(copied).toContain("Remission criterion: met.");

  await page.getByRole("button", { name: "Table", exact: true }).click();
  const table = page.getByRole("region", { name: "Course as a table" });
  await expect(table.getByRole("row")).toHaveCount(10);
  await expect(table.getByRole("row", { name: /Day 29/ })).toContainText(/1\.5.*5\.2.*2\.8.*12\.9.*241/);
});

test("one key covers name, number and birth date on every screen, and shows them again", async ({ page }) => {
  await page.goto(`/patients/${patient.id}`);
  const name = page.getByRole("heading", { level: 1 }).locator("[data-identifier]");
  const hidden = () => name.evaluate((element) => getComputedStyle(element).color);
  const shown = await hidden();
  await expect(page.getByRole("button", { name: "Hide identifiers" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await hydrated(page.getByRole("button", { name: "Hide identifiers" }));
  await page.keyboard.press("h");
  await expect(page.getByRole("button", { name: "Hide identifiers" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect.poll(hidden).not.toBe(shown);
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Hide identifiers" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await hydrated(page.getByRole("button", { name: "Hide identifiers" }));
  await page.keyboard.press("h");
  await expect(page.getByRole("button", { name: "Hide identifiers" })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
});

test("the flowsheet ends at the newest report, explains a value, and opens its history", async ({ page }) => {
  await page.goto(`/patients/${patient.id}`);
  const sheet = page.getByRole("region", { name: "Flowsheet", exact: true });
  await expect(sheet.getByRole("columnheader").last()).toContainText("Day 36");
  // The page only: how far the sheet itself is scrolled is what is looked at.
  await sheet.evaluate((region) => region.scrollIntoView({ block: "center" }));
  await expect(sheet.getByRole("columnheader").last()).toBeInViewport({ ratio: 0 });
  const cell = sheet.getByRole("row", { name: /^PLT/ }).getByRole("gridcell").filter({ hasText: "241" });
  await settled(page);
  await cell.hover();
  await expect(sheet.getByRole("status")).toContainText(
    /PLT 241 ×10⁹\/L.*interval 1\d\d–\d+ \(.+\).*Day 29.*final, version 1 by Tom Hale/,
  );
  await cell.press("Enter");
  const history = page.getByRole("dialog", { name: "History of PLT" });
  await expect(history.getByRole("region", { name: "Versions of this value" })).toContainText("Tom Hale");
  await history.getByRole("link", { name: "the whole report" }).click();
  await expect(page.getByRole("region", { name: "Values of version 1" })).toBeVisible();
});
