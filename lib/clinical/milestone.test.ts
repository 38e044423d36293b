import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { addDays } from "./calendar";
import { DEFAULT_POLICY, type Policy } from "./policy";
import type { PatientRecord, ReportVersion } from "./record";
import { at, count, course, day, finding, marrow, START, sample, value } from "./testing/sample-record";

/** A date so many days after Day 1. */
const elapsed = (days: number) => addDays(START, days);
const milestone = (record: PatientRecord, asOf: string, policy: Policy = DEFAULT_POLICY) =>
  assess(record, at(asOf), policy).milestone;
const state = (record: PatientRecord, asOf: string, policy: Policy = DEFAULT_POLICY) =>
  milestone(record, asOf, policy).state;
const sampled = (
  days: number,
  blasts: string | null,
  results: Parameters<typeof marrow>[2] = [],
  options = {},
) => marrow(`${elapsed(days)}T09:00`, blasts, results, options);
const LATER = "2026-07-01";

describe("where the calendar stands", () => {
  test.each([
    [-1, "not-started"],
    [0, "upcoming"],
    [27, "upcoming"],
    [28, "awaiting-sample"],
    [35, "awaiting-sample"],
    [36, "missed"],
    [200, "missed"],
  ] as const)("without a sample, %i days after Day 1 is %s", (days, expected) => {
    expect(state(sample([]), elapsed(days))).toBe(expected);
  });

  test("without an induction course nothing has started", () => {
    expect(state(sample([], { courses: [] }), LATER)).toBe("not-started");
    const consolidation = sample([sampled(29, "1")], {
      courses: [course("2026-03-02", { part: "post-remission" })],
    });
    expect(state(consolidation, LATER)).toBe("not-started");
  });

  test("the window is Day 29 to Day 36, both included, in local days across the clock change", () => {
    expect(milestone(sample([]), elapsed(10))).toMatchObject({ opens: "2026-03-30", closes: "2026-04-06" });
    expect([27, 28, 35, 36].map((days) => state(sample([sampled(days, "1")]), LATER))).toEqual([
      "missed",
      "met",
      "met",
      "late-met",
    ]);
    const midnight = marrow("2026-03-29T23:30:00+00:00", "1");
    expect(state(sample([midnight]), "2026-03-30T12:00")).toBe("met");
  });

  test("a sample that was taken and not yet received is still awaited", () => {
    const record = sample([sampled(29, "1", [], { received: "2026-04-03T10:00" })]);
    expect(state(record, "2026-04-02")).toBe("awaiting-sample");
    expect(state(record, "2026-04-03T10:00")).toBe("met");
  });

  test("an early sample is named and does not count, unless the site allows it", () => {
    const record = sample([sampled(27, "1")]);
    const found = milestone(record, LATER);
    expect(found.state).toBe("missed");
    expect(found.reason).toContain(elapsed(27));
    expect(found.notes.map(({ code }) => code)).toContain("EARLY_SAMPLE");
    expect(state(record, LATER, { ...DEFAULT_POLICY, earlyDays: 1 })).toBe("met");
  });
});

describe("the window's answer", () => {
  test("the latest usable marrow decides, of one date the worse", () => {
    expect(state(sample([sampled(28, "12"), sampled(34, "2")]), LATER)).toBe("met");
    expect(state(sample([sampled(28, "2"), sampled(34, "12")]), LATER)).toBe("not-met");
    expect(state(sample([sampled(28, "2"), marrow(`${elapsed(28)}T09:05`, "6")]), LATER)).toBe("not-met");
    expect(state(sample([sampled(28, "2"), marrow(`${elapsed(28)}T09:05`, "500")]), LATER)).toBe(
      "indeterminate",
    );
    expect(state(sample([sampled(28, "6"), marrow(`${elapsed(28)}T09:05`, "<10")]), LATER)).toBe("not-met");
  });

  test("normal counts are not asked for, nor a count at all; blood blasts fail it", () => {
    expect(milestone(sample([sampled(29, "2")]), LATER)).toMatchObject({
      state: "met",
      basis: "morphology",
      elapsed: 29,
    });
    const low = count(`${elapsed(29)}T08:00`, { PLT: "20", ANC: "0.2", WBC: "1" });
    expect(state(sample([sampled(29, "2"), low]), LATER)).toBe("met");
    const blasts = count(`${elapsed(29)}T08:00`, { BLAST_PCT: "1" });
    expect(state(sample([sampled(29, "2"), blasts]), LATER)).toBe("not-met");
    const unclear = count(`${elapsed(29)}T08:00`, { BLAST_PCT: "<1" });
    expect(state(sample([sampled(29, "2"), unclear]), LATER)).toBe("indeterminate");
  });

  test.each([
    ["preliminary", { status: "preliminary" }],
    ["inadequate", { adequate: false }],
    ["cancelled", { status: "cancelled" }],
  ] as const)("a marrow in the window that is %s leaves it indeterminate", (_, options) => {
    expect(state(sample([sampled(29, "1", [], options)]), LATER)).toBe("indeterminate");
    expect(state(sample([sampled(29, "1", [], options)]), elapsed(30))).toBe("indeterminate");
  });

  test("a marrow without a percentage leaves it indeterminate; one entered in error was never there", () => {
    expect(state(sample([sampled(29, null)]), LATER)).toBe("indeterminate");
    expect(state(sample([sampled(29, "DNR")]), LATER)).toBe("indeterminate");
    const withdrawn = sample([sampled(29, "1", [], { status: "entered-in-error" })]);
    expect(state(withdrawn, elapsed(30))).toBe("awaiting-sample");
    expect(state(withdrawn, LATER)).toBe("missed");
  });

  test("a usable marrow beside an unusable one decides", () => {
    expect(state(sample([sampled(30, "1"), sampled(33, "1", [], { adequate: false })]), LATER)).toBe("met");
  });

  test("its own samples' correction changes it, a later relapse does not", () => {
    const relapse = marrow("2026-06-20T09:00", "60");
    expect(state(sample([sampled(29, "1"), relapse]), LATER)).toBe("met");
    const id = { reportId: "m", accession: "M" };
    const first = sampled(29, "1", [], { ...id, received: "2026-04-01T10:00" });
    const corrected = sampled(29, "11", [], {
      ...id,
      version: 2,
      status: "corrected",
      received: "2026-05-01T10:00",
    });
    expect(state(sample([first, corrected]), "2026-04-30")).toBe("met");
    expect(state(sample([first, corrected]), "2026-05-02")).toBe("not-met");
  });
});

describe("after the window", () => {
  test.each([
    [36, "late-met"],
    [84, "late-met"],
    [85, "missed"],
  ] as const)("a first clear marrow %i days after Day 1 is %s", (days, expected) => {
    expect(state(sample([sampled(days, "1")]), LATER)).toBe(expected);
  });

  test("late keeps what the window said", () => {
    const clear = sampled(64, "2");
    expect(milestone(sample([clear]), LATER)).toMatchObject({
      state: "late-met",
      windowAnswer: "absent",
      elapsed: 64,
    });
    expect(milestone(sample([sampled(29, "18"), clear]), LATER)).toMatchObject({
      state: "late-met",
      windowAnswer: "not-met",
    });
    expect(milestone(sample([sampled(29, "<10"), clear]), LATER)).toMatchObject({
      state: "late-met",
      windowAnswer: "indeterminate",
    });
    expect(milestone(sample([sampled(29, "1"), clear]), LATER)).toMatchObject({
      state: "met",
      windowAnswer: "met",
    });
  });

  test("any clear date is enough, a later relapse takes nothing away, and of one date the worse counts", () => {
    expect(state(sample([sampled(40, "1"), sampled(70, "50")]), LATER)).toBe("late-met");
    expect(state(sample([sampled(40, "12"), sampled(70, "1")]), LATER)).toBe("late-met");
    expect(state(sample([sampled(40, "1"), marrow(`${elapsed(40)}T09:05`, "9")]), LATER)).toBe("missed");
    expect(state(sample([sampled(29, "18"), sampled(40, "1", [value("MRD", "0.5")])]), LATER)).toBe(
      "not-met",
    );
  });

  test("a second induction does not close it and has its own clock", () => {
    const record = sample([sampled(29, "18"), marrow("2026-05-05T09:00", "2")], {
      courses: [course("2026-04-07"), course("2026-03-02")],
    });
    const { courses, milestone: first } = assess(record, at(LATER), DEFAULT_POLICY);
    expect(first).toMatchObject({ state: "late-met", windowAnswer: "not-met" });
    expect(
      courses.map(({ start, reinduction, milestone: each }) => [start, reinduction, each.state]),
    ).toEqual([
      ["2026-03-02", false, "late-met"],
      ["2026-04-07", true, "met"],
    ]);
  });

  test("before day 36 a missing answer says nothing", () => {
    expect(milestone(sample([]), elapsed(35)).windowAnswer).toBeNull();
    expect(milestone(sample([]), elapsed(36)).windowAnswer).toBe("absent");
  });
});

describe("extramedullary disease", () => {
  test("present fails, suspected is unknown, found more than a week later it changes nothing", () => {
    const found = (answer: "present" | "suspected", on: string | null) =>
      state(sample([sampled(29, "1")], { extramedullary: [finding(answer, on)] }), LATER);
    expect(found("present", null)).toBe("not-met");
    expect(found("suspected", elapsed(29))).toBe("indeterminate");
    expect(found("present", elapsed(36))).toBe("not-met");
    expect(found("present", elapsed(37))).toBe("met");
  });
});

describe("observation that ends", () => {
  const ended = (
    days: number,
    why: "death" | "transfer" | "lost-to-follow-up",
    reports: ReportVersion[] = [],
  ) => sample(reports, { observationEnd: { on: elapsed(days), why } });

  test("before the window closes it is indeterminate, saying why; before that day nothing is known of it", () => {
    for (const days of [10, 28, 35]) {
      const found = milestone(ended(days, "death"), LATER);
      expect(found.state).toBe("indeterminate");
      expect(found.reason).toContain("died");
    }
    expect(state(ended(30, "transfer"), elapsed(29))).toBe("awaiting-sample");
    expect(state(ended(10, "lost-to-follow-up"), elapsed(12))).toBe("indeterminate");
    expect(state(ended(36, "death"), LATER)).toBe("missed");
  });

  test("an answer already given stands", () => {
    expect(state(ended(33, "transfer", [sampled(29, "1")]), LATER)).toBe("met");
    expect(state(ended(33, "transfer", [sampled(29, "12")]), LATER)).toBe("not-met");
    expect(state(ended(33, "transfer", [sampled(50, "1")]), LATER)).toBe("late-met");
  });
});

describe("which day is Day 1", () => {
  const prephase = course("2026-02-23", { phase: "prephase" });
  const induction = course("2026-03-02", { phase: "induction" });
  const courses = [induction, prephase];

  test("the first induction course, or the prephase where the site says so", () => {
    expect(milestone(sample([], { courses }), LATER).opens).toBe("2026-03-30");
    const moved: Policy = { ...DEFAULT_POLICY, dayOne: "prephase" };
    expect(milestone(sample([], { courses }), LATER, moved).opens).toBe("2026-03-23");
    expect(state(sample([], { courses: [prephase] }), LATER)).toBe("not-started");
    expect(state(sample([], { courses: [prephase] }), LATER, moved)).toBe("missed");
  });

  test("IA and IB are one induction; a re-induction is another", () => {
    const parts = [
      { ...induction, protocol: "AIEOP-BFM IA" },
      course("2026-04-10", { phase: "induction", protocol: "AIEOP-BFM IB" }),
      course("2026-09-01", { phase: "re-induction" }),
    ];
    const { courses: clocks } = assess(sample([], { courses: parts }), at("2026-12-01"), DEFAULT_POLICY);
    expect(clocks.map(({ start, reinduction }) => [start, reinduction])).toEqual([
      ["2026-03-02", false],
      ["2026-09-01", true],
    ]);
  });

  test("days are counted on dates, so a course that starts at the end of February is no special case", () => {
    const record = sample([], { courses: [course("2024-02-29")], patient: { birthDate: day("1992-03-01") } });
    expect(milestone(record, "2024-04-30")).toMatchObject({ opens: "2024-03-28", closes: "2024-04-04" });
  });
});
