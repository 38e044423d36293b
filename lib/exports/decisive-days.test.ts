import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CandidateDay, decisiveDays } from "./decisive-days";

const day = (at: number, more: Partial<CandidateDay> = {}): CandidateDay => ({
  day: at,
  marrow: false,
  anc: null,
  platelets: null,
  ...more,
});

describe("the decisive days", () => {
  test("hold what the verdict rests on, the marrows, the first and newest day and the lowest counts", () => {
    const candidates = Array.from({ length: 60 }, (_, at) =>
      day(at, { marrow: at === 14 || at === 28, anc: at === 17 ? 0.01 : 3, platelets: at === 9 ? 4 : 200 }),
    );
    const days = decisiveDays(candidates, [28, 27]);
    expect(days).toHaveLength(10);
    for (const needed of [0, 9, 14, 17, 27, 28, 59]) expect(days).toContain(needed);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });

  test("fill the widest gaps with what is left", () => {
    const days = decisiveDays(
      [0, 1, 2, 50, 100].map((at) => day(at)),
      [],
      3,
    );
    expect(days).toEqual([0, 50, 100]);
  });

  test("are never more than asked, never days without results, and all of them where there are few", () => {
    const list = fc.uniqueArray(fc.integer({ min: -100, max: 1000 }), { maxLength: 40 });
    fc.assert(
      fc.property(list, fc.array(fc.integer()), (all, always) => {
        const days = decisiveDays(
          all.map((at) => day(at, { marrow: at % 7 === 0 })),
          always,
        );
        expect(days).toHaveLength(Math.min(all.length, 10));
        for (const each of days) expect(all).toContain(each);
      }),
    );
  });
});
