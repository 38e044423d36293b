import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { addDays } from "./calendar";
import { DEFAULT_POLICY } from "./policy";
import type { ReportVersion } from "./record";
import { at, marrow, START, sample } from "./testing/sample-record";

const LATER = "2026-07-01";
const milestone = (
  reports: readonly ReportVersion[],
  asOf = LATER,
  more: Parameters<typeof sample>[1] = {},
) => assess(sample(reports, more), at(asOf), DEFAULT_POLICY).milestone;
const taken = (elapsed: number, blasts: string, options = {}) =>
  marrow(`${addDays(START, elapsed)}T09:00`, blasts, [], options);

describe("the edges of the window", () => {
  test.each([
    [27, "missed"],
    [28, "indeterminate"],
    [35, "indeterminate"],
    [36, "missed"],
  ])("a sample that cannot be used, %i days after Day 1, leaves it %s", (elapsed, state) => {
    expect(milestone([taken(elapsed, "1", { adequate: false })]).state).toBe(state);
  });

  test.each([34, 35])("a clear marrow inside it is not late: day %i", (elapsed) => {
    const other = elapsed === 35 ? [taken(elapsed, "9")] : [taken(35, "9")];
    expect(milestone([taken(elapsed, "1"), ...other])).toMatchObject({
      state: "not-met",
      windowAnswer: "not-met",
    });
  });

  test.each([
    [84, "late-met"],
    [85, "missed"],
  ])("a clear marrow %i days after Day 1 leaves it %s", (elapsed, state) => {
    expect(milestone([taken(elapsed, "1")]).state).toBe(state);
  });

  test.each([
    [29, "awaiting-sample"],
    [30, "indeterminate"],
  ])("a death on day 30 is known from that day on: on day %i it is %s", (elapsed, state) => {
    const observationEnd = { on: addDays(START, 30), why: "death" } as const;
    expect(milestone([], addDays(START, elapsed), { observationEnd }).state).toBe(state);
  });

  test("a death on its last day ends it, a day later it does not", () => {
    const died = (elapsed: number) => ({
      observationEnd: { on: addDays(START, elapsed), why: "death" } as const,
    });
    expect(milestone([], LATER, died(35)).state).toBe("indeterminate");
    expect(milestone([], LATER, died(36)).state).toBe("missed");
  });
});
