import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "./analytes";
import { assess } from "./assess";
import type { IntervalSet } from "./default-intervals";
import { judgeReport } from "./judge";
import { exactly } from "./judging/value-range";
import { DEFAULT_POLICY, type SiteInterval } from "./policy";
import type { Limits, PatientFacts } from "./record";
import { insideInterval, intervalFinder, type SentInterval, shownInterval } from "./reference-intervals";
import { at, count, day, sample, value, ZONE } from "./testing/sample-record";

const ON = day("2026-03-31");
const woman: PatientFacts = { birthDate: day("1992-03-01"), sex: "female", timeZone: ZONE, intervals: [] };
const someone: PatientFacts = { ...woman, sex: "unknown" };

const own = (limits: Limits) => {
  const patient = { ...woman, intervals: [{ ...limits, analyte: "PLT" as const, unit: "10*9/L" }] };
  return intervalFinder(patient, DEFAULT_POLICY)("PLT", ON, null);
};
const sent = (code: AnalyteCode, given: Partial<SentInterval>) =>
  intervalFinder(woman, DEFAULT_POLICY)(code, ON, {
    interval: { low: 150, high: 400 },
    intervalUnit: null,
    unit: "10*9/L",
    ...given,
  });
const SITE: SiteInterval = {
  analyte: "PLT",
  sex: "any",
  ageMin: "P0D",
  ageMax: "P120Y",
  low: 100,
  high: 500,
  unit: "10*9/L",
  source: "site table",
};
const atSite = (row: Partial<SiteInterval>) =>
  intervalFinder(woman, { ...DEFAULT_POLICY, siteIntervals: [{ ...SITE, ...row }] })("PLT", ON, null);
const fromTable = (rows: IntervalSet["rows"], patient = woman, unit = "10*9/L") =>
  intervalFinder(patient, DEFAULT_POLICY, { PLT: { unit, rows } })("PLT", ON, null);
const origin = (choice: ReturnType<typeof own>) => choice.candidates[0]?.origin;

describe("an interval that cannot be used is passed over, and that is said", () => {
  test.each([
    [{}],
    [{ low: 400, high: 150 }],
    [{ low: Number.NaN, high: 400 }],
    [{ low: 150, high: Number.NaN }],
    [{ low: -Infinity }],
    [{ high: Infinity }],
  ] satisfies [Limits][])("the patient's own: %j", (limits) => {
    expect(own(limits)).toMatchObject({ refused: true });
    expect(origin(own(limits))).toBe("table");
  });

  test.each([
    [{ interval: { low: 400, high: 150 } }],
    [{ interval: { low: Number.NaN, high: 400 } }],
    [{ unit: null }],
    [{ unit: "mg" }],
    [{ intervalUnit: "/uL" }],
    [{ intervalUnit: "mg" }],
  ] satisfies [Partial<SentInterval>][])("the laboratory's: %j", (given) => {
    expect(sent("PLT", given)).toMatchObject({ refused: true });
    expect(origin(sent("PLT", given))).toBe("table");
  });

  test("the laboratory's with a value that has no unit breaks nothing", () => {
    const report = count("2026-03-31T08:00", {
      PLT: value("PLT", "210", { unit: null, interval: { low: 150, high: 400 } }),
    });
    const platelets = judgeReport(report, sample([]), DEFAULT_POLICY).results.find(
      ({ analyte }) => analyte === "PLT",
    );
    expect(platelets).toMatchObject({ state: "set-aside", flag: null, interval: { origin: "table" } });
  });

  test.each([
    [{ low: 500, high: 100 }],
    [{ unit: "mg" }],
    [{ ageMin: "young" }],
    [{ ageMax: "old" }],
    [{ ageMin: "P90Y" }],
    [{ sex: "male" }],
    [{ analyte: "WBC" }],
  ] satisfies [Partial<SiteInterval>][])("a row of the site that does not fit: %j", (row) => {
    expect(origin(atSite(row))).toBe("table");
  });

  test("a row of a table whose ages or unit cannot be read", () => {
    expect(fromTable([["any", "P0D", "P120Y", 100, 500, "UIOWA"]]).candidates).toHaveLength(1);
    expect(fromTable([["any", "young", "P120Y", 100, 500, "UIOWA"]]).candidates).toEqual([]);
    expect(fromTable([["any", "P0D", "old", 100, 500, "UIOWA"]]).candidates).toEqual([]);
    expect(fromTable([["any", "P0D", "P120Y", 100, 500, "UIOWA"]], woman, "mg").candidates).toEqual([]);
  });
});

describe("an interval that can be used", () => {
  test("is the laboratory's in another spelling of the unit, of one value, or one-sided", () => {
    expect(origin(sent("PLT", { intervalUnit: "K/uL" }))).toBe("laboratory");
    expect(origin(sent("NRBC", { interval: { low: 0, high: 0 } }))).toBe("laboratory");
    expect(sent("PLT", { interval: { high: 400 } }).candidates[0]).toMatchObject({ low: null, high: 400 });
    expect(sent("PLT", {})).toMatchObject({ refused: false, sexNeeded: false });
  });

  test("is looked for elsewhere where the laboratory printed none", () => {
    expect(sent("PLT", { interval: null })).toMatchObject({ refused: false });
    expect(origin(sent("PLT", { interval: null }))).toBe("table");
    expect(sent("PLT", { interval: {} })).toMatchObject({ refused: false });
  });

  test("is the site's before the table's", () => {
    expect(atSite({}).candidates).toMatchObject([
      { origin: "site", low: 100, high: 500, source: "site table" },
    ]);
  });
});

describe("where sex is not recorded", () => {
  type Pair = readonly [low: number | null, high: number | null];
  const bySex = (female: Pair, male: Pair) => {
    const row = (sex: "female" | "male", [low, high]: Pair): SiteInterval => {
      const limits = { ...(low === null ? {} : { low }), ...(high === null ? {} : { high }) };
      const { low: _low, high: _high, ...rest } = SITE;
      return { ...rest, ...limits, sex, source: sex };
    };
    const siteIntervals = [row("female", female), row("male", male)];
    return intervalFinder(someone, { ...DEFAULT_POLICY, siteIntervals }, {})("PLT", ON, null);
  };
  const inside = (choice: ReturnType<typeof bySex>, number: number) =>
    insideInterval(exactly(number), choice);

  test("one limit that differs is enough to need it", () => {
    for (const choice of [bySex([100, 400], [100, 500]), bySex([100, 400], [50, 400])])
      expect([choice.sexNeeded, choice.candidates.length]).toEqual([true, 2]);
    expect(bySex([100, 400], [100, 400])).toMatchObject({ sexNeeded: false, candidates: [{ low: 100 }] });
    expect(inside(bySex([100, 400], [100, 500]), 450)).toBe("unknown");
    expect(inside(bySex([100, 400], [50, 400]), 60)).toBe("unknown");
  });

  test("what is common to both is shown, with both sources", () => {
    expect(shownInterval(bySex([100, 400], [50, 500]))).toMatchObject({
      low: 100,
      high: 400,
      source: "female, male (both sexes)",
    });
    expect(shownInterval(bySex([null, 400], [50, null]))).toMatchObject({ low: 50, high: 400 });
    expect(shownInterval(bySex([100, null], [null, 500]))).toMatchObject({ low: 100, high: 500 });
    expect(shownInterval(bySex([null, 400], [null, 500]))).toMatchObject({ low: null, high: 400 });
  });
});

test("Day 1 is elapsed 0, the day before it nothing has started", () => {
  const elapsed = (asOf: string) => assess(sample([]), at(asOf), DEFAULT_POLICY).elapsed;
  expect(elapsed("2026-03-02")).toBe(0);
  expect(elapsed("2026-03-01")).toBeNull();
});
