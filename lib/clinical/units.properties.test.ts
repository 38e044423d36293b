import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, ANALYTES, acceptUnit } from "./analytes";
import { readReport } from "./judging/read-report";
import { fromCanonical, toCanonical } from "./quantity";
import type { ReportVersion } from "./record";
import { count, marrow, START, value } from "./testing/sample-record";

const codes = fc.constantFrom(...ANALYTE_CODES);
const spellings = codes.chain((code) =>
  fc
    .constantFrom(...ANALYTES[code].units)
    .chain((unit) =>
      fc.constantFrom(...(unit.exact ?? []), ...unit.folded).map((spelling) => ({ code, unit, spelling })),
    ),
);

/** The same unit as another laboratory would type it. */
const RESPELLINGS: readonly ((spelling: string) => string)[] = [
  (spelling) => ` ${spelling} `,
  (spelling) => spelling.replace("u", "µ"),
  (spelling) => spelling.replace("u", "μ"),
  (spelling) => spelling.replace(/^10\*(\d+)/, "10^$1"),
  (spelling) => spelling.replace(/^10\*(\d+)/, "x10^$1"),
  (spelling) => spelling.replace(/^10\*(\d+)/, "10e$1"),
  (spelling) => spelling.replace(/^10\*(\d+)/, "10**$1"),
  (spelling) => spelling.replace("/", " / "),
];

const everySpelling: ReadonlySet<string> = new Set(
  ANALYTE_CODES.flatMap((code) =>
    ANALYTES[code].units.flatMap(({ exact, folded }) => [...(exact ?? []), ...folded]),
  ),
);

const asReport = (code: (typeof ANALYTE_CODES)[number], text: string, unit: string): ReportVersion => {
  const { specimen } = ANALYTES[code];
  const made = specimen === "marrow" ? marrow("2026-03-31T09:00", null) : count("2026-03-31T08:30");
  return { ...made, specimen, results: [value(code, text, { unit, confirmed: true })] };
};
const read = (report: ReportVersion) => readReport(report, { firstStart: START, marrows: () => [] });

describe("a unit", () => {
  test("in any accepted spelling, typed in any usual way, is that unit", () => {
    fc.assert(
      fc.property(spellings, fc.constantFrom(...RESPELLINGS), ({ code, unit, spelling }, respell) => {
        expect([spelling, acceptUnit(code, spelling)?.unit]).toEqual([spelling, unit.unit]);
        expect([respell(spelling), acceptUnit(code, respell(spelling))?.unit]).toEqual([
          respell(spelling),
          unit.unit,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test("is accepted for an analyte, or its value is set aside: it is never guessed", () => {
    const texts = fc.oneof(fc.constantFrom(...everySpelling), fc.string({ maxLength: 70 }));
    fc.assert(
      fc.property(codes, texts, (code, unit) => {
        const accepted = acceptUnit(code, unit);
        const reading = read(asReport(code, "20", unit)).reading(code);
        if (accepted === null) {
          expect(reading?.state).toBe("set-aside");
          expect(reading?.range).toBeNull();
          expect(reading?.reasonCode).toBe(unit.trim() === "" ? "unit-missing" : "unit-refused");
        } else {
          expect(ANALYTES[code].units.map((each) => each.unit)).toContain(accepted.unit);
          expect(reading?.value ?? toCanonical(20, accepted.scale)).toBe(toCanonical(20, accepted.scale));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("converts there and back to the number that was written, and keeps the order of values", () => {
    const numbers = fc.integer({ min: 0, max: 999_999 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(spellings, numbers, numbers, ({ unit: { scale } }, a, b) => {
        expect(fromCanonical(toCanonical(a, scale), scale)).toBeCloseTo(a, 9);
        if ("power" in scale) expect(fromCanonical(toCanonical(a, scale), scale)).toBe(a);
        expect(Math.sign(toCanonical(a, scale) - toCanonical(b, scale))).toBe(Math.sign(a - b));
      }),
      { numRuns: 2000 },
    );
  });
});
