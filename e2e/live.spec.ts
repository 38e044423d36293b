import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { made } from "./api";
import { cellAt, gridOf, HGB, PLT, WBC } from "./grid-page";
import { admit, countOf, daysAgo, record } from "./hospital-day";
import { hydrated } from "./hydrated";
import { expect, ORIGIN, signOut, test } from "./sign-in";

/** A colleague's change is said within two seconds. */
const SOON = { timeout: 2_000 };
const day = daysAgo(3);
const count = (values: Parameters<typeof countOf>[1], at = "08:30") => countOf(`${day}T${at}`, values);
const bar = (page: Page) => page.getByRole("status").filter({ hasText: / by .+, \d\d:\d\d/ });

type State = Exclude<BrowserContextOptions["storageState"], string | undefined>;

async function opened(browser: Browser, storageState: State, path: string) {
  const context = await browser.newContext({ baseURL: ORIGIN, storageState });
  const streams: string[] = [];
  context.on("request", (request) => {
    if (request.url().includes("/api/v1/events")) streams.push(request.url());
  });
  const page = await context.newPage();
  await page.goto(path);
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  return { context, page, streams };
}

test.describe("a nurse", () => {
  test.use({ person: "nurse" });

  test("enters and corrects a report, and the oncologist's open patient page and worklist show it, over one stream for both", async ({
    api,
    browser,
    stateOf,
  }) => {
    const patient = await admit(api);
    const report = await record(api, patient.id, count({ HGB: "9.1" }));
    const { context, page, streams } = await opened(
      browser,
      await stateOf("oncologist"),
      `/patients/${patient.id}`,
    );
    const list = await context.newPage();
    await list.goto("/?sort=-changed");
    await hydrated(list.getByRole("main"));
    await record(api, patient.id, count({ HGB: "10.7" }, "09:45"));
    await expect(bar(page)).toContainText("1 new report by", SOON);
    await expect(page.getByRole("main").getByText("10.7").first()).toBeVisible(SOON);
    await expect(bar(list)).toContainText("1 new report by", SOON);
    await made(
      api.patch(
        `reports/${report.id}`,
        { reason: "typing-error", results: count({ HGB: "9.7" }).results },
        1,
      ),
    );
    await expect(bar(page)).toContainText("1 corrected report by", SOON);
    await expect(page.getByRole("main").getByText("9.7").first()).toBeVisible(SOON);
    expect(streams).toHaveLength(1);
    await context.close();
  });

  test("changes what an oncologist types over: nothing typed is lost, and the form says whose version is newer", async ({
    api,
    browser,
    stateOf,
  }) => {
    const patient = await admit(api);
    const report = await record(api, patient.id, count({ HGB: "9.1", PLT: "88" }));
    const path = `/patients/${patient.id}/reports/${report.id}`;
    const { context, page } = await opened(browser, await stateOf("oncologist"), path);
    const form = page.getByRole("form", { name: "Correct this report" });
    await hydrated(form);
    const field = form.getByRole("textbox", { name: /^Hb/ }).first();
    await field.fill("9.4");
    const theirs = count({ HGB: "9.1", PLT: "90" }).results;
    await made(api.patch(`reports/${report.id}`, { reason: "lab-corrected", results: theirs }, 1));
    await expect(form.getByText(/Version 2 of this report was saved by/)).toBeVisible(SOON);
    await expect(page.getByRole("button", { name: "Show", exact: true })).toBeVisible(SOON);
    await expect(field).toHaveValue("9.4");
    await expect(page.getByText("version 1 is on record")).toBeVisible();
    await form.getByRole("button", { name: "Discard mine and show theirs" }).click();
    await expect(page.getByText("version 2 is on record")).toBeVisible();
    await context.close();
  });

  test("and a colleague in the same grid see each other's rows and changes, and neither overwrites what is typed", async ({
    api,
    apiAs,
    browser,
    page,
    stateOf,
  }) => {
    const patient = await admit(api);
    const values = { WBC: "4.4", HGB: "9.1", PLT: "88" };
    const first = await record(api, patient.id, count(values));
    const second = await record(api, patient.id, count(values, "16:00"));
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, HGB).focus();
    await page.keyboard.type("11.9");
    await page.keyboard.press("Enter");

    const there = await opened(browser, await stateOf("oncologist"), `/patients/${patient.id}/grid`);
    const theirGrid = there.page.getByRole("grid", { name: "Reports by analytes" });
    await hydrated(theirGrid);
    await cellAt(theirGrid, 1, WBC).focus();
    await there.page.keyboard.type("5");
    await expect(grid.getByTitle(/ is editing this row$/)).toBeVisible();
    await expect(page.getByText(/is editing the report of/)).toBeVisible();
    await there.context.close();
    await expect(page.getByText(/is editing the report of/)).toBeHidden();
    await expect(grid.getByTitle(/ is editing this row$/)).toHaveCount(0);

    const colleague = await apiAs("oncologist");
    const because = { reason: "lab-corrected" };
    const theirs = count({ ...values, PLT: "90" }).results;
    await made(colleague.patch(`reports/${second.id}`, { ...because, results: theirs }, 1));
    await expect(cellAt(grid, 1, PLT)).toContainText("90", SOON);
    await expect(grid.getByRole("rowheader").nth(1)).toContainText("↻");
    await made(colleague.patch(`reports/${first.id}`, { ...because, results: theirs }, 1));
    const differs = page.getByRole("region", { name: "What differs" });
    await expect(differs.getByRole("row", { name: /^Hb/ })).toContainText("11.9", SOON);
    await expect(cellAt(grid, 0, HGB)).toContainText("11.9");
    await expect(grid.getByRole("rowheader").first()).toContainText("changed by a colleague");
  });

  test("leaves alone the page of a moment in the past", async ({ api, browser, stateOf }) => {
    const patient = await admit(api);
    await record(api, patient.id, count({ HGB: "9.1" }));
    const { context, page } = await opened(browser, await stateOf("oncologist"), "/");
    const replay = await context.newPage();
    await replay.goto(`/patients/${patient.id}?asOf=${daysAgo(0)}`);
    await hydrated(replay.getByRole("main"));
    await record(api, patient.id, count({ HGB: "10.8" }, "09:45"));
    await expect(bar(page)).toContainText("1 new report by");
    await expect(bar(replay)).toHaveCount(0);
    await context.close();
  });
});

test("the stream is sent as it happens, uncompressed and unbuffered, and ends with the session", async ({
  freshSession,
}) => {
  const { api, state } = await freshSession("oncologist");
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${ORIGIN}/api/v1/events`, {
    headers: { cookie, "accept-encoding": "gzip, br" },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(answer.headers.get("x-accel-buffering")).toBe("no");
  expect(answer.headers.get("cache-control")).toContain("no-store");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const until = async (words: string) => {
    for (;;) {
      if (text.includes(words)) return;
      const { value, done } = (await reader?.read()) ?? { done: true };
      text += value ?? "";
      if (done) return;
    }
  };
  await until("event: hello");
  const patient = await admit(api);
  await until("patient.create");
  expect(text).toContain(patient.id);
  expect(text).not.toContain(patient.familyName);
  expect(text).not.toContain(patient.mrn);
  await signOut(api);
  await until("nothing like this is ever sent");
  expect(text).toContain("event: ended");
  const after = await fetch(`${ORIGIN}/api/v1/events`, { headers: { cookie } });
  expect(after.status).toBe(401);
});
