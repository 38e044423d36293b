import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FigurePoint } from "./course-model";
import { daysToKeep, thinnedRun } from "./thin-days";

const point = (x: number, y: number, state: FigurePoint["state"]): FigurePoint => ({
  x,
  y,
  text: String(y),
  flag: y < 2 ? "LL" : "N",
  censored: null,
  state,
  derived: false,
  labelled: false,
  reportId: null,
  version: 1,
});

describe("thinning", () => {
  test("leaves a course alone that can be told apart", () => {
    const points = Array.from({ length: 1000 }, (_, day) => point(day, 5, "ok"));
    expect(daysToKeep([points], [0, 1000])).toBeNull();
  });

  test("of the days keeps every panel's first, last, lowest and highest of every kind of value", () => {
    const values = fc.array(fc.record({ y: fc.double({ min: 0, max: 100, noNaN: true }), odd: fc.nat(20) }), {
      minLength: 300,
      maxLength: 900,
    });
    fc.assert(
      fc.property(values, (given) => {
        const points = given.map(({ y, odd }, day) => point(day + 0.3, y, odd === 0 ? "ghost" : "ok"));
        const kept = daysToKeep([points], [0, given.length], 250);
        expect(kept?.size ?? 0).toBeLessThanOrEqual(250);
        for (const state of ["ok", "ghost"] as const) {
          for (const flag of ["LL", "N"]) {
            const same = points.filter((each) => each.state === state && each.flag === flag);
            if (same.length === 0) continue;
            const left = same.filter(({ x }) => kept?.has(Math.floor(x)));
            const ys = (of: FigurePoint[]) => of.map(({ y }) => y ?? 0);
            expect(left[0]).toBe(same[0]);
            expect(left.at(-1)).toBe(same.at(-1));
            expect(Math.min(...ys(left))).toBe(Math.min(...ys(same)));
            expect(Math.max(...ys(left))).toBe(Math.max(...ys(same)));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("of a line keeps, in their order, each stretch's ends and extremes, so that it covers the same pixels", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 60, maxLength: 400 }),
        (ys) => {
          const run = { kind: "values" as const, points: ys.map((y, x) => ({ x, y })) };
          const thin = thinnedRun(run, [0, ys.length], 20);
          expect(thin.points.length).toBeLessThanOrEqual(80);
          expect(thin.points.map(({ x }) => x)).toEqual(
            thin.points.map(({ x }) => x).toSorted((a, b) => a - b),
          );
          for (let bucket = 0; bucket < 20; bucket += 1) {
            const of = (points: readonly { x: number; y: number }[]) =>
              points.filter(({ x }) => Math.floor((x / ys.length) * 20) === bucket).map(({ y }) => y);
            const [before, after] = [of(run.points), of(thin.points)];
            expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)]);
            expect(Math.min(...after)).toBe(Math.min(...before));
            expect(Math.max(...after)).toBe(Math.max(...before));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
