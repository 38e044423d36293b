import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import { addDays } from "../calendar";
import { DEFAULT_POLICY, type Policy } from "../policy";
import type { PatientRecord, ReportVersion } from "../record";
import { at, marrow, START, sample, value } from "../testing/sample-record";

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

describe("residual disease", () => {
  const mrd = (text: string, more: Parameters<typeof value>[2] = {}) =>
    milestone(sample([sampled(29, "2", [value("MRD", text, more)])]), LATER);

  test.each([
    ["0.009", {}, "met"],
    ["0.01", {}, "not-met"],
    ["1", { unit: "10*-4" }, "not-met"],
    ["0.9", { unit: "10*-4" }, "met"],
    ["0.3", {}, "not-met"],
    ["<0.01", {}, "met"],
    ["<0.1", {}, "met"],
    ["not detected", { unit: null }, "met"],
    ["not detected", { sensitivity: 0.1 }, "met"],
    [">0.01", {}, "not-met"],
    [">0.001", {}, "indeterminate"],
    ["positive", {}, "indeterminate"],
    ["8", {}, "indeterminate"],
    ["8", { confirmed: true }, "not-met"],
    ["0.005", { sensitivity: 0.01 }, "indeterminate"],
    ["0.005", { sensitivity: 0.01, confirmed: true }, "met"],
    ["0.3", { unit: "g/L" }, "indeterminate"],
    ["DNR", {}, "met"],
  ] as const)("%s %j is %s", (text, more, expected) => expect(mrd(text, more).state).toBe(expected));

  test("the basis says whether it was measured", () => {
    expect(mrd("<0.01").basis).toBe("morphology+MRD");
    expect(mrd("DNR").basis).toBe("morphology");
  });

  test("an assay that cannot see down to the cut-off passes and is noted", () => {
    const codes = (found: ReturnType<typeof mrd>) => found.notes.map(({ code }) => code);
    expect(codes(mrd("<0.1"))).toContain("MRD_INSUFFICIENT_SENSITIVITY");
    expect(codes(mrd("not detected", { sensitivity: 0.1 }))).toContain("MRD_INSUFFICIENT_SENSITIVITY");
    expect(codes(mrd("<0.01", { sensitivity: 0.01 }))).not.toContain("MRD_INSUFFICIENT_SENSITIVITY");
    expect(codes(mrd("0.3"))).toContain("MRD_POSITIVE");
  });

  test("the worst of any final marrow report of the same local date counts, also of one without morphology", () => {
    const alone = (text: string, options: Partial<ReportVersion> = {}, days = 29) =>
      state(
        sample([
          sampled(29, "2", [value("MRD", "<0.01")]),
          sampled(days, null, [value("MRD", text)], options),
        ]),
        LATER,
      );
    expect(alone("0.2")).toBe("not-met");
    expect(alone("0.2", { adequate: false })).toBe("not-met");
    expect(alone("0.2", { status: "preliminary" })).toBe("met");
    expect(alone("0.2", { status: "entered-in-error" })).toBe("met");
    expect(alone("0.2", {}, 30)).toBe("met");
    expect(alone("<0.001")).toBe("met");
  });
});
