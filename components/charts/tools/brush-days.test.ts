import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brushAfterKey, brushOver, daysOf, FEWEST_DAYS, gripAt } from "./brush-days";

const whole = { first: -5, last: 100 };
const shown = { first: 10, last: 40 };

describe("the brush", () => {
  test("counts the days of an axis: the end of the last is no day of its own", () => {
    expect(daysOf([-5, 101])).toEqual(whole);
    expect(daysOf([0, 0.4])).toEqual({ first: 0, last: 0 });
  });

  test("takes an end near it, the window inside it, and begins anew outside or where all is shown", () => {
    expect([10.5, 40.2, 25, 70].map((day) => gripAt(day, shown, whole, 2))).toEqual([
      "first",
      "last",
      "window",
      "new",
    ]);
    expect(gripAt(25, whole, whole, 2)).toBe("new");
  });

  test("moves an end by a day, a week, or to the end of the course", () => {
    expect(brushAfterKey("ArrowRight", "first", shown, whole)).toEqual({ first: 11, last: 40 });
    expect(brushAfterKey("PageDown", "last", shown, whole)).toEqual({ first: 10, last: 33 });
    expect(brushAfterKey("Home", "first", shown, whole)).toEqual({ first: -5, last: 40 });
    expect(brushAfterKey("End", "last", shown, whole)).toEqual({ first: 10, last: 100 });
    expect(brushAfterKey("Tab", "last", shown, whole)).toBeNull();
  });

  test("never leaves the course, never turns over, and moved as a whole keeps its length", () => {
    const day = fc.integer({ min: -50, max: 150 });
    fc.assert(
      fc.property(fc.constantFrom("first", "last", "new", "window"), day, day, (grip, from, to) => {
        const range = brushOver(grip as "first", from, to, shown, shown, whole);
        expect(range.first).toBeGreaterThanOrEqual(whole.first);
        expect(range.last).toBeLessThanOrEqual(whole.last);
        expect(range.last - range.first + 1).toBeGreaterThanOrEqual(FEWEST_DAYS);
        if (grip === "window") expect(range.last - range.first).toBe(shown.last - shown.first);
      }),
    );
  });
});
