import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sparklineScene } from "./sparkline";

describe("a sparkline", () => {
  test("breaks at a missing value and ends in a dot on the newest", () => {
    const scene = sparklineScene({ days: [0, 1, 2, 3], values: [1, 2, null, 4], low: 0, high: 5 }, 68, 22);
    expect(scene?.path.match(/M/g)).toHaveLength(2);
    expect(scene?.last).toEqual({ x: 65.5, y: expect.any(Number) });
  });

  test("of one value is a dot in the middle; of none is nothing", () => {
    expect(sparklineScene({ days: [7], values: [3], low: null, high: null }, 68, 22)).toMatchObject({
      last: { x: 34, y: 11 },
      band: null,
    });
    expect(sparklineScene({ days: [7], values: [null], low: 1, high: 2 }, 68, 22)).toBeNull();
  });

  test("an open side of the interval reaches the edge", () => {
    expect(
      sparklineScene({ days: [0, 1], values: [1, 9], low: null, high: 5 }, 68, 22)?.band?.y,
    ).toBeGreaterThan(2);
    const open = sparklineScene({ days: [0, 1], values: [1, 9], low: 5, high: null }, 68, 22);
    expect(open?.band?.y).toBe(0);
  });

  test("stays within its box and is never not a number", () => {
    const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), value, value, (values, low, high) => {
        const scene = sparklineScene({ days: values.map((_, index) => index), values, low, high }, 68, 22);
        if (!scene) return;
        for (const number of scene.path.match(/-?[\d.]+/g)?.map(Number) ?? []) {
          expect(number).toBeGreaterThanOrEqual(0);
          expect(number).toBeLessThanOrEqual(68);
        }
        expect(scene.path).not.toMatch(/NaN/);
      }),
    );
  });
});
