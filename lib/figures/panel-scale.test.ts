import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseScale, panelScale } from "./panel-scale";

const value = fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 5000, noNaN: true }));

describe("the scale of a panel", () => {
  test("an ordinary course always has the same scale", () => {
    expect(chooseScale("log", [0.1, 100], [58, 0.34, 5])).toMatchObject({ scale: "log", domain: [0.1, 100] });
    expect(chooseScale("linear", [0, 400], [12, 300])).toMatchObject({ scale: "linear", domain: [0, 400] });
  });

  test("a zero turns a logarithmic scale into symlog, where it has a tick of its own", () => {
    const chosen = chooseScale("log", [0.1, 100], [0, 12]);
    expect(chosen).toMatchObject({ scale: "symlog", domain: [0, 100] });
    expect(chosen.ticks.map((tick) => tick.label)).toEqual(["0", "0.1", "1", "10", "100"]);
    const y = panelScale(chosen).range([100, 0]);
    expect(y(0)).toBe(100);
    expect(y(0.1)).toBeLessThan(y(0) - 15);
  });

  test("holds every value, in the order of their size, and is never not a number", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("linear" as const, "log" as const),
        fc.array(value, { maxLength: 30 }),
        (kind, values) => {
          const chosen = chooseScale(kind, [0.1, 100], values);
          const y = panelScale(chosen).range([0, 100]);
          const placed = values.toSorted((a, b) => a - b).map((each) => y(each));
          for (const [index, at] of placed.entries()) {
            expect(Number.isFinite(at)).toBe(true);
            expect(at).toBeGreaterThanOrEqual((placed[index - 1] ?? 0) - 1e-9);
          }
          for (const each of values) {
            expect(each).toBeGreaterThanOrEqual(chosen.domain[0]);
            expect(each).toBeLessThanOrEqual(chosen.domain[1] * (1 + 1e-9));
          }
          for (const tick of chosen.ticks) expect(Number.isFinite(y(tick.y))).toBe(true);
        },
      ),
    );
  });

  test.each([5e-324, 1e-323, 1e-300, 1e-12])(
    "%s, smaller than any count, is drawn at zero and ends",
    (tiny) => {
      const chosen = chooseScale("log", [0.1, 100], [tiny, 3]);
      expect(chosen).toMatchObject({ scale: "symlog", domain: [0, 100] });
      expect(chosen.ticks.map((tick) => tick.label)).toEqual(["0", "0.1", "1", "10", "100"]);
      expect(panelScale(chosen).range([100, 0])(tiny)).toBeCloseTo(100);
    },
  );

  test("a value beyond the scale is drawn on its edge", () => {
    const y = panelScale({ scale: "log", symlogConstant: null, domain: [0.1, 100] }).range([100, 0]);
    expect([y(0), y(0.01), y(5000)]).toEqual([100, 100, 0]);
  });
});
