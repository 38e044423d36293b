import type { Page } from "@playwright/test";
import { showDate } from "../lib/display";
import { made } from "./api";
import { type Admitted, admit, daysAfter, daysAgo, startInduction } from "./hospital-day";
import { settled } from "./hydrated";
import { watchLayoutShift } from "./layout-shift";
import { manyCounts } from "./many-counts";
import { expect, test } from "./sign-in";

test.use({ person: "oncologist" });

const COUNTS = 500;
let patient: Admitted;
let first: string;
test.beforeAll(async ({ apiAs }) => {
  const nurse = await apiAs("nurse");
  patient = await admit(nurse);
  ({ first } = await manyCounts(nurse, patient, COUNTS));
  await startInduction(nurse, patient.id, first);
});

const address = () => `/patients/${patient.id}?rows=all`;
const gridOf = (page: Page) => page.getByRole("grid", { name: /^Analytes by date/ });
const scrollerOf = (page: Page) => page.getByRole("region", { name: /^Flowsheet, newest/ });
const newestHead = (page: Page) =>
  gridOf(page).getByRole("columnheader", { name: new RegExp(showDate(daysAgo(1))) });

test("of 500 reports only what is in sight is in the page, and every row and column keeps its number", async ({
  page,
  request,
}) => {
  const html = await (await request.get(address())).text();
  const cells = html.match(/<td[ >]/g)?.length ?? 0;
  expect(cells).toBeGreaterThan(20 * 10);
  expect(cells, "of 10,000").toBeLessThan(1000);
  // The value of the first day is nowhere in what is sent; it is read when somebody goes there.
  await page.goto(address());
  await settled(page);
  const grid = gridOf(page);
  await expect(grid).toHaveAttribute("aria-rowcount", "22");
  await expect(grid).toHaveAttribute("aria-colcount", String(3 + COUNTS));
  await expect(newestHead(page)).toHaveAttribute("aria-colindex", String(3 + COUNTS));
  await expect(page.getByRole("region", { name: "Flowsheet", exact: true })).toContainText(
    /4\d\d older dates/,
  );
});

test("the newest report is in sight before any script has run", async ({ browser, stateOf, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await stateOf("oncologist"),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await page.goto(address());
  await newestHead(page).scrollIntoViewIfNeeded();
  const box = await scrollerOf(page).boundingBox();
  const head = await newestHead(page).boundingBox();
  expect(box && head && head.x >= box.x && head.x + head.width <= box.x + box.width + 1).toBe(true);
  await context.close();
});

test("opening and scrolling through two years moves nothing else, and the heads stay", async ({ page }) => {
  const shift = await watchLayoutShift(page);
  await page.goto(address());
  await settled(page);
  const scroller = scrollerOf(page);
  await scroller.scrollIntoViewIfNeeded();
  const before = await scroller.boundingBox();
  const opened = await shift();
  for (const share of [0.3, 0.7, 1]) {
    await scroller.evaluate((box, to) => {
      box.scrollLeft = -(box.scrollWidth - box.clientWidth) * to;
    }, share);
    await expect.poll(() => scroller.getByText("…", { exact: true }).count()).toBe(0);
  }
  await expect(
    gridOf(page).getByRole("columnheader", { name: new RegExp(showDate(first)) }),
  ).toBeInViewport();
  await expect(gridOf(page).getByRole("rowheader", { name: /^PLT/ })).toBeInViewport();
  await scroller.evaluate((box) => {
    box.scrollTop = box.scrollHeight;
  });
  await expect(
    gridOf(page).getByRole("columnheader", { name: new RegExp(showDate(first)) }),
  ).toBeInViewport();
  expect(await scroller.boundingBox()).toEqual(before);
  // Opening is the whole page's affair: what counts as good. Scrolling the sheet moves nothing at all.
  expect(opened.page).toBeLessThan(0.1);
  expect((await shift()).page - opened.page).toBeLessThan(0.005);
});

test("the keys go to columns that are not drawn, not even read, and Enter opens the history", async ({
  page,
}) => {
  await page.goto(address());
  await settled(page);
  const said = page.getByRole("region", { name: "Flowsheet", exact: true }).getByRole("status");
  const focused = page.locator("td[data-row]:focus");
  await gridOf(page).locator('td[tabindex="0"]').focus();
  await expect(said).toContainText(showDate(daysAgo(1)));

  await page.keyboard.press("ArrowLeft");
  await expect(said).toContainText(showDate(daysAgo(2)));
  await page.keyboard.press("PageUp");
  await expect(said).toContainText(/Day 4(8\d|9[0-4])/);
  await page.keyboard.press("Home");
  await expect(said).toContainText(new RegExp(`^WBC .*${showDate(first)}.*Day 1 `));
  await expect(focused).toBeInViewport({ ratio: 1 });
  await expect(focused).toHaveAttribute("aria-colindex", "4");
  await page.keyboard.press("ArrowRight");
  await expect(said).toContainText(showDate(daysAfter(first, 1)));
  await page.keyboard.press("Control+End");
  await expect(said).toContainText(new RegExp(`${showDate(daysAgo(1))}`));
  await expect(focused).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Control+Home");
  await expect(said).toContainText(/^WBC .*Day 1 /);

  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "History of WBC" })).toContainText(showDate(first));
  await page.keyboard.press("Escape");
  await expect(focused).toHaveAttribute("aria-colindex", "4");
});

test("each column says which course it belongs to and which day of it", async ({ page }) => {
  await page.goto(address());
  const row = gridOf(page).getByRole("row", { name: /^Course/ });
  await expect(row).toContainText(`Induction`);
  await expect(row).toContainText(`Day ${COUNTS}`);
});

test("newest left is one person's choice on the server: there in another browser, and nobody else's", async ({
  page,
  apiAs,
  browser,
  freshSession,
  baseURL,
}) => {
  try {
    await page.goto(address());
    await settled(page);
    await page.getByRole("button", { name: "Newest left" }).click();
    await expect(gridOf(page)).toHaveAccessibleName(/newest at the left/);
    await expect(newestHead(page)).toHaveAttribute("aria-colindex", "4");
    await expect(newestHead(page)).toBeInViewport();
    await gridOf(page).locator('td[tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    const said = page.getByRole("region", { name: "Flowsheet", exact: true }).getByRole("status");
    await expect(said).toContainText(showDate(daysAgo(2)));

    const { state } = await freshSession("oncologist");
    const elsewhere = await browser.newContext({
      storageState: state,
      ...(baseURL === undefined ? {} : { baseURL }),
    });
    const other = await elsewhere.newPage();
    await other.goto(address());
    await expect(gridOf(other)).toHaveAccessibleName(/newest at the left/);
    await elsewhere.close();

    const nurses = await (await apiAs("nurse")).get(`/patients/${patient.id}`);
    expect(nurses.text).toContain("the newest at the right");
  } finally {
    await made((await apiAs("oncologist")).post("me/preferences", { newest: "right" }));
  }
});
