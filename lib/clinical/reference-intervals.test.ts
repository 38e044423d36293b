import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, type AnalyteCode, acceptUnit } from "./analytes";
import { dateOfDayNumber, dayNumber, dayNumberAfter, parseDuration } from "./calendar";
import { DEFAULT_INTERVALS, INTERVAL_SOURCES, type IntervalSet } from "./default-intervals";
import { exactly } from "./judging/value-range";
import { DEFAULT_POLICY, type Policy } from "./policy";
import type { PatientFacts } from "./record";
import { insideInterval, intervalFinder, shownInterval } from "./reference-intervals";
import { day, ZONE } from "./testing/sample-record";

const woman: PatientFacts = { birthDate: day("1992-03-01"), sex: "female", timeZone: ZONE, intervals: [] };
const ON = day("2026-03-31");

const find = (patient: PatientFacts, code: AnalyteCode, on = ON, policy: Policy = DEFAULT_POLICY) =>
  intervalFinder(patient, policy)(code, on, null);
const shown = (patient: PatientFacts, code: AnalyteCode, on = ON) => {
  const interval = shownInterval(find(patient, code, on));
  return interval && [interval.low, interval.high];
};
const sets = Object.entries(DEFAULT_INTERVALS) as [AnalyteCode, IntervalSet][];

describe.each(sets)("the default intervals of %s", (code, set) => {
  test("are in an accepted unit, upright, from a named source, with ages that can be read", () => {
    expect(acceptUnit(code, set.unit)).not.toBeNull();
    for (const [, ageMin, ageMax, low, high, source] of set.rows) {
      expect(low).toBeLessThan(high);
      expect(INTERVAL_SOURCES).toHaveProperty([source]);
      expect(parseDuration(ageMin)).not.toBeNull();
      expect(parseDuration(ageMax)).not.toBeNull();
    }
  });

  test("never give two answers for one sex at one age, and know both sexes or neither", () => {
    const birth = day("1990-01-01");
    const bands = set.rows.map(([sex, ageMin, ageMax]) => {
      const bound = (text: string) =>
        dayNumberAfter(birth, parseDuration(text) ?? { years: 0, months: 0, days: 0 });
      return { sex, from: bound(ageMin), until: bound(ageMax) };
    });
    for (const edge of new Set(bands.flatMap(({ from, until }) => [from, until - 1]))) {
      const at = (wanted: string) =>
        bands.filter(
          ({ sex, from, until }) => (sex === "any" || sex === wanted) && edge >= from && edge < until,
        ).length;
      expect([edge, at("female") <= 1]).toEqual([edge, true]);
      expect([edge, at("male")]).toEqual([edge, at("female")]);
    }
  });

  test("include both limits and the first day of an age band, and exclude the first day of the next", () => {
    const birthDate = day("1990-01-31");
    for (const [sex, ageMin, ageMax, low, high] of set.rows) {
      const [youngest, oldest] = [parseDuration(ageMin), parseDuration(ageMax)];
      if (!youngest || !oldest) continue;
      const patient: PatientFacts = { ...woman, birthDate, sex: sex === "male" ? "male" : "female" };
      const first = dateOfDayNumber(dayNumberAfter(birthDate, youngest));
      const last = dateOfDayNumber(dayNumberAfter(birthDate, oldest) - 1);
      for (const on of [first, last]) {
        const choice = find(patient, code, on);
        expect(shownInterval(choice)).toMatchObject({ low, high, origin: "table" });
        expect(insideInterval(exactly(low), choice)).toBe("met");
        expect(insideInterval(exactly(high), choice)).toBe("met");
        expect(insideInterval(exactly(high + 0.001), choice)).toBe("not-met");
        expect(insideInterval(exactly(low - 0.001), choice)).toBe("not-met");
      }
    }
  });
});

describe("which interval applies", () => {
  const sent = { interval: { low: 140, high: 400 }, intervalUnit: null, unit: "10*9/L" };
  const own = { analyte: "PLT", low: 120, unit: "K/uL" } as const;
  const site: Policy = {
    ...DEFAULT_POLICY,
    siteIntervals: [
      {
        analyte: "PLT",
        sex: "any",
        ageMin: "P18Y",
        ageMax: "P150Y",
        low: 150,
        high: 410,
        unit: "10*9/L",
        source: "site table 2",
      },
    ],
  };

  test("the patient's own, then the laboratory's, then the site's, then the table's", () => {
    const origin = (patient: PatientFacts, policy: Policy, given: typeof sent | null) =>
      shownInterval(intervalFinder(patient, policy)("PLT", ON, given))?.origin;
    const documented = { ...woman, intervals: [own] };
    expect(origin(documented, site, sent)).toBe("patient");
    expect(origin(woman, site, sent)).toBe("laboratory");
    expect(origin(woman, site, null)).toBe("site");
    expect(origin(woman, DEFAULT_POLICY, null)).toBe("table");
  });

  test("a one-sided interval leaves the other side open", () => {
    const choice = find({ ...woman, intervals: [own] }, "PLT");
    expect(shownInterval(choice)).toMatchObject({ low: 120, high: null });
    expect(insideInterval(exactly(9000), choice)).toBe("met");
    expect(insideInterval(exactly(119), choice)).toBe("not-met");
  });

  test.each([
    ["inverted", { ...sent, interval: { low: 400, high: 140 } }],
    ["in another unit than the value", { ...sent, intervalUnit: "/uL" }],
    ["in a unit nobody knows", { ...sent, intervalUnit: "g/dL" }],
    ["not a number", { ...sent, interval: { low: Number.NaN, high: 400 } }],
  ])("a laboratory interval that is %s is passed over, saying so", (_, given) => {
    const choice = intervalFinder(woman, DEFAULT_POLICY)("PLT", ON, given);
    expect(shownInterval(choice)?.origin).toBe("table");
    expect(choice.refused).toBe(true);
  });

  test("an interval without limits is not sent at all", () => {
    const choice = intervalFinder(woman, DEFAULT_POLICY)("PLT", ON, { ...sent, interval: {} });
    expect(choice).toMatchObject({ refused: false });
    expect(shownInterval(choice)?.origin).toBe("table");
  });

  test("a laboratory interval is converted with its value; another spelling of the unit is the same unit", () => {
    const inMicrolitres = { interval: { low: 4300, high: 10_800 }, intervalUnit: null, unit: "{cells}/uL" };
    expect(shownInterval(intervalFinder(woman, DEFAULT_POLICY)("WBC", ON, inMicrolitres))).toMatchObject({
      low: 4.3,
      high: 10.8,
    });
    const spelled = { ...sent, unit: "K/uL", intervalUnit: "10*3/uL" };
    expect(shownInterval(intervalFinder(woman, DEFAULT_POLICY)("PLT", ON, spelled))?.origin).toBe(
      "laboratory",
    );
  });

  test("a patient's interval that is inverted or in a foreign unit is passed over", () => {
    const wrong = { analyte: "PLT", low: 400, high: 100, unit: "10*9/L" } as const;
    const foreign = { analyte: "PLT", low: 100, unit: "g/dL" } as const;
    expect(find({ ...woman, intervals: [wrong, foreign] }, "PLT")).toMatchObject({ refused: true });
    expect(shownInterval(find({ ...woman, intervals: [wrong, own] }, "PLT"))?.low).toBe(120);
  });
});

describe("age", () => {
  test("someone born on 29 February changes band on 1 March", () => {
    const leapling: PatientFacts = { ...woman, birthDate: day("2008-02-29") };
    expect(shown(leapling, "HGB", day("2026-02-28"))).toEqual([11.4, 14.7]);
    expect(shown(leapling, "HGB", day("2026-03-01"))).toEqual([11.7, 15.3]);
  });

  test("the birthday itself belongs to the next band", () => {
    const child: PatientFacts = { ...woman, birthDate: day("2019-03-31") };
    expect(shown(child, "WBC", day("2026-03-30"))).toEqual([5, 15.5]);
    expect(shown(child, "WBC", day("2026-03-31"))).toEqual([4.5, 13.5]);
  });

  test("before birth and where the table has a gap nothing applies", () => {
    expect(shown(woman, "HGB", day("1992-02-29"))).toBeNull();
    expect(shown({ ...woman, birthDate: day("2025-12-31") }, "RDW")).toBeNull();
    expect(insideInterval(exactly(12), find(woman, "MARROW_CELLS"))).toBeNull();
  });
});

describe("sex not recorded", () => {
  const unknown: PatientFacts = { ...woman, sex: "unknown" };

  test("a value passes inside both sexes' intervals, fails outside both, and is unknown between", () => {
    const choice = find(unknown, "HGB");
    expect(insideInterval(exactly(14), choice)).toBe("met");
    expect(insideInterval(exactly(12.4), choice)).toBe("unknown");
    expect(insideInterval(exactly(16), choice)).toBe("unknown");
    expect(insideInterval(exactly(11), choice)).toBe("not-met");
    expect(insideInterval(exactly(17.1), choice)).toBe("not-met");
    expect(shown(unknown, "HGB")).toEqual([13.4, 15.3]);
  });

  test("where both sexes share an interval sex is not needed", () => {
    expect(find(unknown, "WBC")).toMatchObject({ sexNeeded: false });
    expect(find({ ...unknown, birthDate: day("2012-01-01") }, "MCH")).toMatchObject({ sexNeeded: false });
  });

  test("an interval known for one sex only decides nothing", () => {
    const onlyWomen: Policy = {
      ...DEFAULT_POLICY,
      siteIntervals: [
        {
          analyte: "NRBC",
          sex: "female",
          ageMin: "P0D",
          ageMax: "P150Y",
          high: 0.1,
          unit: "10*9/L",
          source: "x",
        },
      ],
    };
    const choice = find(unknown, "NRBC", ON, onlyWomen);
    expect(insideInterval(exactly(0), choice)).toBe("unknown");
    expect(insideInterval(exactly(5), choice)).toBe("unknown");
  });

  test("the answer never contradicts either sex, for every analyte, age and value", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ANALYTE_CODES),
        fc.integer({ min: 0, max: 30_000 }),
        fc.double({ min: 0, max: 600, noNaN: true }),
        (code, ageInDays, value) => {
          const on = dateOfDayNumber(dayNumber(woman.birthDate) + ageInDays);
          const answer = (sex: PatientFacts["sex"]) =>
            insideInterval(exactly(value), find({ ...woman, sex }, code, on));
          const [female, male, neither] = [answer("female"), answer("male"), answer("unknown")];
          if (neither === "met" || neither === "not-met") expect([female, male]).toEqual([neither, neither]);
          if (female === male) expect(neither).toBe(female);
        },
      ),
    );
  });
});
