import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, type AnalyteCode } from "./analytes";
import { assess } from "./assess";
import type { Assessment } from "./assessment";
import { addDays } from "./calendar";
import { judgeReports } from "./judge";
import { DEFAULT_POLICY } from "./policy";
import type { PatientRecord, ReceivedResult } from "./record";
import { numberTexts, ordinaryRecords, records } from "./testing/any-record";
import { at, count, marrow, START, sample, value } from "./testing/sample-record";
import { doubtsAboutMet } from "./testing/supports-met";

const moments = fc.integer({ min: 25, max: 100 }).map((elapsed) => at(addDays(START, elapsed)));
const now = at("2026-09-01");
const verdicts = ({ remission, milestone, courses, definitions }: Assessment) => ({
  remission: remission.verdict,
  milestone: milestone.state,
  courses: courses.map((each) => each.milestone.state),
  definitions: Object.values(definitions).map(({ verdict }) => verdict),
});
const nothings = fc.constantFrom("DNR", "", "cancelled", "unable to calculate", "not done", "---", "  ");

describe("what is missing", { timeout: 120_000 }, () => {
  test("says nothing: a result without a value, added to any report, changes no verdict", () => {
    const added = fc.tuple(fc.nat(), fc.constantFrom(...ANALYTE_CODES), nothings);
    fc.assert(
      fc.property(fc.oneof(records, ordinaryRecords), moments, added, (record, asOf, [index, code, text]) => {
        // A report sent twice is recognised by its values, so the two would no longer be the same.
        const reports = record.reports.map((report, at) => ({
          ...report,
          accession: report.accession ?? `own-${at}`,
        }));
        const changed = reports.map((report, at) =>
          at === index % reports.length
            ? { ...report, results: [...report.results, value(code, text)] }
            : report,
        );
        const [before, after] = [reports, changed].map((each) =>
          verdicts(assess({ ...record, reports: each }, asOf, DEFAULT_POLICY)),
        );
        expect(after).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("supplied later never turns not-met into met silently: only a computed ANC, marked as such, gives way", () => {
    const usual = fc.constantFrom("3.1", "5.2", "0", "12.4", "210", "60");
    const core = [
      "WBC",
      "HGB",
      "PLT",
      "ANC",
      "BLAST_PCT",
      "NEUT_PCT",
      "RDW",
    ] as const satisfies AnalyteCode[];
    let turned = 0;
    const base = fc.record({
      HGB: fc.constantFrom("12.4", "9.0", null),
      PLT: fc.constantFrom("210", "90", null),
      WBC: fc.constantFrom("5.2", "3.0", null),
      ANC: fc.constantFrom("3.1", "1.0", null, null),
      NEUT_PCT: fc.constantFrom("60", "30", null),
      BLAST_PCT: fc.constantFrom("0", "2", null),
    });
    fc.assert(
      fc.property(
        base,
        fc.constantFrom(...core),
        fc.oneof(usual, numberTexts),
        fc.constantFrom("1", "5", "6"),
        (given, code, text, blasts) => {
          fc.pre(!(code in given) || given[code as keyof typeof given] === null);
          const made = (changes: Parameters<typeof count>[1]) =>
            assess(
              sample([marrow("2026-03-31T09:00", blasts), count("2026-03-31T08:30", changes)]),
              now,
              DEFAULT_POLICY,
            );
          const before = made(given).remission;
          const after = made({ ...given, [code]: text }).remission;
          if (before.verdict !== "not-met" || after.verdict !== "met") return;
          turned += 1;
          expect(code).toBe("ANC");
          expect(before.notes.map((note) => note.code)).toContain("ANC_DERIVED");
          expect(before.clauses.filter(({ answer }) => answer === "not-met").map(({ id }) => id)).toEqual([
            "count-ANC",
          ]);
        },
      ),
      {
        numRuns: 1000,
        // 30 % of 5.2 is below the interval; the laboratory's own 3.1 is inside.
        examples: [
          [
            { HGB: "12.4", PLT: "210", WBC: "5.2", ANC: null, NEUT_PCT: "30", BLAST_PCT: "0" },
            "ANC",
            "3.1",
            "1",
          ],
        ],
      },
    );
    expect(turned).toBeGreaterThan(0);
  });

  test("is never normal: only a usable number has a flag, a grade or a clause that is met", () => {
    fc.assert(
      fc.property(fc.oneof(records, ordinaryRecords), moments, (record, asOf) => {
        const judged = judgeReports(record, asOf, DEFAULT_POLICY);
        for (const { results } of judged) {
          for (const { state, flag, grade } of results) {
            if (state !== "ok") expect([flag, grade]).toEqual([null, null]);
          }
        }
        const { remission } = assess(record, asOf, DEFAULT_POLICY);
        const paired = judged.find(({ report }) => report.reportId === remission.pairing?.countId);
        for (const { id, answer } of remission.clauses) {
          if (!id.startsWith("count-") || answer === "unknown") continue;
          const own = paired?.results.filter(({ analyte }) => id === `count-${analyte}`) ?? [];
          expect(own.some(({ state, flag }) => state === "ok" && flag !== null)).toBe(true);
        }
        if (remission.verdict === "met")
          expect(doubtsAboutMet(record, { ...NOTHING, remission })).toEqual([]);
        else expect(doubtsAboutMet(record, { ...NOTHING, remission })).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("without its unit, on the wrong specimen or set aside, no value passes or fails a clause", () => {
    const spoilt: readonly Partial<ReceivedResult>[] = [
      { unit: null },
      { unit: "furlong" },
      { setAside: "clotted" },
    ];
    const codes = ["WBC", "HGB", "PLT", "ANC"] as const;
    fc.assert(
      fc.property(fc.constantFrom(...codes), numberTexts, fc.constantFrom(...spoilt), (code, text, more) => {
        const record = sample([
          marrow("2026-03-31T09:00", "1"),
          count("2026-03-31T08:30", { [code]: value(code, text, more) }),
        ]);
        const { clauses } = assess(record, now, DEFAULT_POLICY).remission;
        expect(clauses.find(({ id }) => id === `count-${code}`)?.answer).toBe("unknown");
      }),
    );
  });
});

const NOTHING = assess(sample([]) satisfies PatientRecord, now, DEFAULT_POLICY);
