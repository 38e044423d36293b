import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, type AnalyteCode } from "./analytes";
import { assess } from "./assess";
import type { Assessment } from "./assessment";
import { addDays } from "./calendar";
import { judgeReports } from "./judge";
import { readReport } from "./judging/read-report";
import { courseKinetics } from "./kinetics";
import { isCount } from "./pairing";
import { DEFAULT_POLICY } from "./policy";
import type { PatientRecord, ReportVersion } from "./record";
import { numberTexts, records, reports } from "./testing/any-record";
import { at, count, marrow, START, sample, value } from "./testing/sample-record";

const moments = fc.integer({ min: -3, max: 100 }).map((elapsed) => at(addDays(START, elapsed)));
const now = at("2026-09-01");

const answers = ({ remission, milestone, courses, definitions }: Assessment) => ({
  remission: remission.verdict,
  pairing: remission.pairing,
  clauses: remission.clauses.map(({ id, answer, value: shown }) => [id, answer, shown]),
  milestone: [milestone.state, milestone.windowAnswer, milestone.marrowId],
  courses: courses.map((each) => [each.start, each.milestone.state]),
  definitions,
});

// Two thousand records take their time on a busy machine.
describe("over any record", { timeout: 120_000 }, () => {
  test("nothing throws, and no verdict is met without a usable marrow and a usable count", () => {
    fc.assert(
      fc.property(records, moments, (record, asOf) => {
        const { remission, milestone, definitions } = assess(record, asOf, DEFAULT_POLICY);
        judgeReports(record, asOf, DEFAULT_POLICY);
        courseKinetics(record, asOf, DEFAULT_POLICY);
        const used = (id: string | null | undefined) =>
          record.reports.find(
            ({ reportId, status }) => reportId === id && ["final", "corrected", "amended"].includes(status),
          );
        if (remission.verdict === "met") {
          expect(used(remission.pairing?.marrowId)?.specimen).toBe("marrow");
          expect(used(remission.pairing?.countId)?.specimen).toBe("blood");
        }
        if (definitions.eln2024?.verdict === "CR") expect(used(remission.pairing?.countId)).toBeDefined();
        if (milestone.state === "met" || milestone.state === "late-met") {
          expect(used(milestone.marrowId)?.specimen).toBe("marrow");
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("the order of reports, courses, findings and support never matters", () => {
    fc.assert(
      fc.property(records, moments, (record, asOf) => {
        const reversed: PatientRecord = {
          ...record,
          reports: record.reports.toReversed(),
          courses: record.courses.toReversed(),
          extramedullary: record.extramedullary.toReversed(),
          support: record.support.toReversed(),
        };
        expect(answers(assess(reversed, asOf, DEFAULT_POLICY))).toEqual(
          answers(assess(record, asOf, DEFAULT_POLICY)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("a verdict as of a moment never depends on what was received after it", () => {
    fc.assert(
      fc.property(records, moments, (record, asOf) => {
        const then = {
          ...record,
          reports: record.reports.filter(({ receivedAt }) => receivedAt <= asOf.instant),
        };
        expect(assess(record, asOf, DEFAULT_POLICY)).toEqual(assess(then, asOf, DEFAULT_POLICY));
        expect(judgeReports(record, asOf, DEFAULT_POLICY)).toEqual(judgeReports(then, asOf, DEFAULT_POLICY));
      }),
      { numRuns: 300 },
    );
  });

  test("a report entered in error changes nothing but its own mention", () => {
    fc.assert(
      fc.property(records, moments, reports, (record, asOf, extra) => {
        const withdrawn: ReportVersion = { ...extra, accession: null, status: "entered-in-error" };
        const more = { ...record, reports: [...record.reports, withdrawn] };
        expect(answers(assess(more, asOf, DEFAULT_POLICY))).toEqual(
          answers(assess(record, asOf, DEFAULT_POLICY)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("taking a value away never turns another answer into met: unknown never becomes normal", () => {
    fc.assert(
      fc.property(fc.constantFrom("WBC", "HGB", "PLT", "ANC"), numberTexts, (code, text) => {
        const made = (changes: Parameters<typeof count>[1]) =>
          assess(
            sample([marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30", changes)]),
            now,
            DEFAULT_POLICY,
          ).remission.verdict;
        for (const missing of [null, "DNR", "", "see comment", value(code, text, { unit: null })]) {
          expect(made({ [code]: missing })).toBe("indeterminate");
        }
      }),
    );
  });
});

describe("a censored value", { timeout: 120_000 }, () => {
  const limits = fc.integer({ min: 0, max: 999 }).map((tenths) => tenths / 10);
  const numbers = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
  const holds = { "<": (n: number, l: number) => n < l, "<=": (n: number, l: number) => n <= l } as const;

  /** Whatever is said of the range is said of every number in it. */
  const agrees = (
    asked: (text: string) => string,
    comparator: "<" | "<=" | ">" | ">=",
    limit: number,
    number: number,
  ) => {
    const inside =
      comparator === "<" || comparator === "<="
        ? holds[comparator](number, limit)
        : !holds[comparator === ">" ? "<=" : "<"](number, limit);
    if (!inside) return;
    const answer = asked(`${comparator}${limit}`);
    if (answer === "met" || answer === "not-met")
      expect([limit, number, asked(String(number))]).toEqual([limit, number, answer]);
  };
  const comparators = fc.constantFrom("<", "<=", ">", ">=");

  test("of marrow blasts agrees with every number in its range", () => {
    const asked = (text: string) =>
      assess(sample([marrow("2026-03-31T09:00", text), count("2026-03-31T08:30")]), now, DEFAULT_POLICY)
        .remission.verdict;
    fc.assert(
      fc.property(comparators, limits, numbers, (...given) => agrees(asked, ...given)),
      { numRuns: 500 },
    );
  });

  test("of a count agrees with every number in its range", () => {
    for (const code of ["WBC", "HGB", "PLT"] as const) {
      const asked = (text: string) => {
        const changes = { ANC: "2", [code]: value(code, text, { confirmed: true }) };
        const record = sample([marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30", changes)]);
        const { clauses } = assess(record, now, DEFAULT_POLICY).remission;
        return clauses.find(({ id }) => id === `count-${code}`)?.answer ?? "unknown";
      };
      // Numbers beyond the hard limits are refused, so only possible ones are asked about.
      const possible =
        code === "HGB" ? fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10) : numbers;
      fc.assert(
        fc.property(comparators, limits, possible, (...given) => agrees(asked, ...given)),
        { numRuns: 300 },
      );
    }
  });

  test("of neutrophils computed from censored white cells agrees with every number in its range", () => {
    fc.assert(
      fc.property(limits, numbers, fc.integer({ min: 0, max: 100 }), (limit, number, share) => {
        fc.pre(number < limit);
        const derived = (whites: string) => {
          const report = count("2026-03-31T08:30", {
            WBC: value("WBC", whites, { confirmed: true }),
            ANC: null,
            NEUT_PCT: String(share),
          });
          return readReport(report, { firstStart: START, marrows: () => [] }).reading("ANC")?.range;
        };
        const [wide, exact] = [derived(`<${limit}`), derived(String(number))];
        expect(wide && exact && exact.low >= wide.low && exact.high <= wide.high).toBe(true);
      }),
    );
  });
});

test("a blood report is a count only with one of the four counts", () => {
  fc.assert(
    fc.property(fc.subarray([...ANALYTE_CODES]), (codes) => {
      const report = count("2026-03-31T08:30", {
        WBC: null,
        HGB: null,
        PLT: null,
        ANC: null,
        BLAST_PCT: null,
      });
      const given = { ...report, results: codes.map((code) => value(code, "1")) };
      const read = readReport(given, { firstStart: START, marrows: () => [] });
      const four: readonly AnalyteCode[] = ["WBC", "HGB", "PLT", "ANC"];
      expect(isCount(read)).toBe(codes.some((code) => four.includes(code)));
    }),
  );
});
