import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "./assess";
import { addDays } from "./calendar";
import { judgeReports } from "./judge";
import { courseKinetics } from "./kinetics";
import { DEFAULT_POLICY } from "./policy";
import { ordinaryRecords, records } from "./testing/any-record";
import { at, START } from "./testing/sample-record";
import { doubtsAboutMet } from "./testing/supports-met";

const moments = fc.integer({ min: -3, max: 100 }).map((elapsed) => at(addDays(START, elapsed)));

test.each([
  ["any record", records, 0],
  ["records near remission", ordinaryRecords, 500],
] as const)(
  "20,000 of %s: nothing throws, and no verdict is met without a marrow and a count that satisfy the clauses",
  (_, kind, least) => {
    let met = 0;
    fc.assert(
      fc.property(kind, moments, (record, asOf) => {
        judgeReports(record, asOf, DEFAULT_POLICY);
        courseKinetics(record, asOf, DEFAULT_POLICY);
        const assessment = assess(record, asOf, DEFAULT_POLICY);
        if (assessment.remission.verdict !== "met") return;
        met += 1;
        expect(doubtsAboutMet(record, assessment)).toEqual([]);
      }),
      { numRuns: 20_000, seed: 20_260_302 },
    );
    // A fuzz that never comes near the verdict proves nothing about it.
    expect(met).toBeGreaterThanOrEqual(least);
  },
  600_000,
);
