import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import { assess } from "../assess";
import { judgeReport } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { ReceivedResult, ReportVersion } from "../record";
import { at, count, marrow, sample, value } from "../testing/sample-record";

const result = (report: ReportVersion, code: AnalyteCode) =>
  judgeReport(report, sample([]), DEFAULT_POLICY).results.find(({ analyte }) => analyte === code);
const judged = (code: AnalyteCode, text: string, more: Partial<ReceivedResult> = {}) =>
  result(count("2026-03-31T08:30", { [code]: value(code, text, more) }), code);
const eln = (...results: readonly ReceivedResult[]) => {
  const record = sample([marrow("2026-03-31T09:00", "2", results), count("2026-03-31T08:30")]);
  return assess(record, at("2026-05-30"), DEFAULT_POLICY).definitions.eln2024?.verdict;
};

describe("a value that cannot be read says so in words", () => {
  test("a word where a number belongs", () => {
    expect(judged("PLT", "trace")?.reason).toBe("“trace” is no amount of platelets.");
    expect(judged("PLT", " abc ")?.reason).toBe("“abc” is not a value.");
    expect(judged("PLT", "150", { unit: " mg " })?.reason).toBe("“mg” is no unit of platelets.");
  });

  test("sixty characters of it, and where it was cut", () => {
    const letters = (length: number) => "x".repeat(length);
    expect(judged("PLT", letters(60))?.reason).toBe(`“${letters(60)}” is not a value.`);
    expect(judged("PLT", letters(61))?.reason).toBe(`“${letters(60)}…” is not a value.`);
  });

  test("with the canonical unit suggested where the number fits none, or is none", () => {
    expect(judged("HGB", "99999", { unit: null })?.suggestion).toBe("g/dL");
    expect(judged("HGB", "11-12", { unit: null })?.suggestion).toBe("g/dL");
    expect(judged("HGB", "7.7", { unit: null })?.suggestion).toBe("g/dL");
  });
});

describe("a value beside its surroundings", () => {
  test("that is impossible by itself says its own limit first", () => {
    const report = count("2026-03-31T08:30", { HGB: "12.1", HCT: "90" });
    expect(result(report, "HCT")?.reason).toMatch(/^Not possible: outside 0–85 %\./);
  });

  test("a number has no comparator, a range is shown by its upper end", () => {
    expect(judged("PLT", "210")).toMatchObject({ value: 210, comparator: null });
    expect(judged("PLT", "200-210")).toMatchObject({ value: 210, comparator: "<=" });
  });
});

describe("residual disease that was not detected", () => {
  test.each([
    [null, "CR"],
    [0, "CR"],
    [0.01, "CR"],
    [1, "CR"],
    [2, "NOT_EVALUABLE"],
  ])(
    "by an assay that sees %s %% is %s by a definition that asks for less than 1 %%",
    (sensitivity, verdict) => {
      expect(eln(value("MRD", "not detected", { sensitivity }))).toBe(verdict);
    },
  );

  test("is none, not some, whatever a sensitivity is printed with: blood blasts have none", () => {
    const blood = count("2026-03-31T08:30", {
      BLAST_PCT: value("BLAST_PCT", "not detected", { sensitivity: 2 }),
    });
    const { remission } = assess(
      sample([marrow("2026-03-31T09:00", "2"), blood]),
      at("2026-05-30"),
      DEFAULT_POLICY,
    );
    expect(remission.verdict).toBe("met");
  });
});

test("a marrow is no count, whatever stands in it", () => {
  const stray = marrow("2026-03-31T09:00", "2", [value("WBC", "5.2"), value("PLT", "210")]);
  const { remission } = assess(sample([stray]), at("2026-05-30"), DEFAULT_POLICY);
  expect(remission.pairing?.countId).toBeNull();
});
