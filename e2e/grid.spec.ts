import AxeBuilder from "@axe-core/playwright";
import { cellAt, gridOf, HGB, Keys, paste, reportsOf, saved, WBC } from "./grid-page";
import { admit, countOf, daysAfter, daysAgo, record, startInduction } from "./hospital-day";
import { expect, test } from "./sign-in";

const start = daysAgo(40);

test.describe("a nurse with a grid", () => {
  test.use({ person: "nurse" });

  test("enters forty values without touching the mouse, in few keys a value", async ({ page, api }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, 0).focus();
    const keys = new Keys(page);
    const days = [0, 3, 7, 10, 14].map((day) => daysAfter(start, day));
    const values = ["12.1", "3.4", "9.8", "29", "88", "120", "55", "2"];
    for (const day of days) {
      await keys.type(day);
      await keys.press("Tab");
      await keys.press("Tab");
      for (const value of values) {
        await keys.type(value);
        await keys.press(value === values.at(-1) ? "Enter" : "Tab");
      }
    }
    await keys.press("Control+s");
    await saved(page, /5 rows saved/);
    const reports = await reportsOf(api, patient);
    expect(reports.map(({ collectedOn }) => collectedOn)).toEqual(days);
    const typed = reports.flatMap(({ results }) => results.filter(({ derived }) => !derived));
    expect(typed.map(({ text }) => text)).toEqual(days.flatMap(() => values));
    const perValue = keys.pressed / typed.length;
    test.info().annotations.push({
      type: "keys",
      description: `${keys.pressed} keys for ${typed.length} values and ${days.length} dates: ${perValue} a value`,
    });
    expect(perValue).toBeLessThan(5.5);
  });

  test("has an impossible value refused in its cell, takes the one that was meant, confirms an unusual one", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await startInduction(api, patient.id, start);
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, 0).focus();
    await page.keyboard.press("t");
    await cellAt(grid, 0, WBC).focus();
    await page.keyboard.type("0.08");
    await page.keyboard.press("Tab");
    await page.keyboard.press("d");
    await page.keyboard.press("Tab");
    await page.keyboard.type("125");
    await page.keyboard.press("Tab");
    await expect(cellAt(grid, 0, HGB)).toHaveAttribute("aria-invalid", "true");
    await expect(cellAt(grid, 0, HGB)).toContainText("did you mean 12.5?");
    await page.keyboard.press("Control+s");
    await saved(page, /0 rows saved, 1 not/);
    expect(await reportsOf(api, patient)).toEqual([]);

    await page.keyboard.press("F8");
    await expect(cellAt(grid, 0, WBC)).toBeFocused();
    await page.keyboard.press("y");
    await page.keyboard.press("F8");
    await expect(cellAt(grid, 0, HGB)).toBeFocused();
    await page.keyboard.press("y");
    await expect(cellAt(grid, 0, HGB)).not.toHaveAttribute("aria-invalid");
    await page.keyboard.press("Control+s");
    await saved(page, /1 row saved/);
    const [report] = await reportsOf(api, patient);
    expect(report?.results.map(({ analyte, text, state }) => [analyte, text, state])).toEqual([
      ["WBC", "0.08", "ok"],
      ["RBC", "not done", "missing"],
      ["HGB", "12.5", "ok"],
    ]);
  });

  test("pastes a table either way round, sees first what it would do, and takes it back in one step", async ({
    page,
    api,
  }) => {
    const patient = await admit(api);
    await record(api, patient.id, countOf(`${start}T08:30`, { WBC: "4.4", HGB: "9.1" }));
    const grid = await gridOf(page, patient);
    await cellAt(grid, 1, 0).focus();
    const [second, third] = [daysAfter(start, 1), daysAfter(start, 2)];
    await paste(
      page,
      `\t${start} 08:30\t${second}\t${third}\nHb [g/L]\t\t98\t101\nWBC 10^9/L\t4.4\t<0.1\t1.3\nShoe size\t42\t42\t42\n`,
    );
    const dialog = page.getByRole("dialog", { name: "Paste" });
    await expect(dialog).toContainText("one a column");
    await expect(dialog).toContainText("Shoe size");
    await expect(dialog.getByRole("row")).toHaveCount(4);
    await expect(dialog.getByRole("button", { name: "Paste 6 values" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(cellAt(grid, 1, HGB)).toContainText("98");
    await expect(cellAt(grid, 1, HGB)).toContainText("g/L");
    await expect(cellAt(grid, 2, WBC)).toContainText("1.3");
    await page.keyboard.press("Control+z");
    await expect(cellAt(grid, 1, HGB)).toHaveText("");
    await expect(cellAt(grid, 2, WBC)).toHaveText("");
    await page.keyboard.press("Control+Shift+Z");
    await page.keyboard.press("Control+s");
    await saved(page, /2 rows saved/);
    const reports = await reportsOf(api, patient);
    expect(reports.map(({ version, collectedOn }) => [version, collectedOn])).toEqual([
      [1, start],
      [1, second],
      [1, third],
    ]);
    expect(reports[1]?.results.map(({ analyte, text, unit }) => [analyte, text, unit])).toEqual([
      ["WBC", "<0.1", "10*9/L"],
      ["HGB", "98", "g/L"],
    ]);
  });

  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test(`has no barrier at ${width} wide, light or dark, with a refused, an unusual and a missing value`, async ({
      page,
      api,
    }) => {
      await page.setViewportSize({ width, height });
      const patient = await admit(api);
      await record(api, patient.id, countOf(`${start}T08:30`, { WBC: "4.4", HGB: "9.1", PLT: "8" }));
      const grid = await gridOf(page, patient);
      await cellAt(grid, 1, WBC).focus();
      await page.keyboard.type("0.08");
      await page.keyboard.press("Tab");
      await page.keyboard.press("c");
      await page.keyboard.press("Tab");
      await page.keyboard.type("125");
      await page.keyboard.press("Enter");
      await cellAt(grid, 1, HGB).focus();
      await expect(page.getByText(/Not possible/).first()).toBeVisible();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode(true)
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
        );
        expect(found, colorScheme).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, "no sideways scrolling of the page").toBeLessThanOrEqual(0);
    });
  }

  test("moves among five hundred rows that are drawn only where they are seen", async ({ page, api }) => {
    const patient = await admit(api);
    const grid = await gridOf(page, patient);
    await cellAt(grid, 0, 0).focus();
    const lines = Array.from({ length: 500 }, (_, at) =>
      [daysAfter("2024-01-01", at), ...Array.from({ length: 14 }, () => "12")].join("\t"),
    );
    const heads =
      "Date\tWBC\tRBC\tHb\tHct\tMCV\tPLT\tMCH\tRDW\tMPV\tMono %\tEos %\tBaso %\tBlasts %\tLymph %";
    await paste(page, `${heads}\n${lines.join("\n")}\n`);
    await page.getByRole("button", { name: "Paste 7,500 values" }).click();
    await expect(grid).toHaveAttribute("aria-rowcount", "504");
    expect(await grid.locator("tbody tr").count()).toBeLessThan(80);
    await page.keyboard.press("Control+End");
    await expect(cellAt(grid, 502, 2)).toBeAttached();
    await page.keyboard.press("Control+Home");
    await expect(cellAt(grid, 0, 0)).toBeFocused();
    await expect(page.getByText("draft kept")).toBeVisible();
  });
});
