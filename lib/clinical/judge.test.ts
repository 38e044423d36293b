import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "./analytes";
import type { JudgedReport, JudgedResult } from "./assessment";
import { judgeReport, judgeReports } from "./judge";
import { DEFAULT_POLICY } from "./policy";
import type { ReportVersion } from "./record";
import { at, count, marrow, sample, support, value } from "./testing/sample-record";

const of = ({ results }: JudgedReport, code: AnalyteCode): JudgedResult => {
  const found = results.find(({ analyte }) => analyte === code);
  if (!found) throw new Error(`${code} is not in the report`);
  return found;
};
const judge = (report: ReportVersion, record = sample([])) => judgeReport(report, record, DEFAULT_POLICY);
const judgeOne = (code: AnalyteCode, text: string, more: Parameters<typeof value>[2] = {}) =>
  of(judge(count("2026-03-31T08:30", { [code]: value(code, text, more) })), code);
const marrowOne = (code: AnalyteCode, text: string, more: Parameters<typeof value>[2] = {}) =>
  of(
    judge(marrow("2026-03-31T09:00", code === "MARROW_BLAST" ? null : "2", [value(code, text, more)])),
    code,
  );

describe("a value with its unit", () => {
  test("is kept as received and given in the canonical unit, unrounded", () => {
    expect(judgeOne("HGB", "124", { unit: "g/L" })).toMatchObject({
      text: "124",
      unit: "g/L",
      value: 12.4,
      canonicalUnit: "g/dL",
      state: "ok",
    });
    expect(judgeOne("HGB", "8", { unit: "mmol/L" }).value).toBeCloseTo(12.8908, 4);
    expect(judgeOne("WBC", "105600", { unit: "{cells}/uL" })).toMatchObject({ value: 105.6, flag: "HH" });
    expect(marrowOne("MRD", "5", { unit: "10*-4" })).toMatchObject({ value: 0.05 });
  });

  test("without a unit is set aside with the unit in which the number makes sense", () => {
    expect(judgeOne("HGB", "124", { unit: null })).toMatchObject({
      state: "set-aside",
      reasonCode: "unit-missing",
      suggestion: "g/L",
      value: null,
      flag: null,
    });
    expect(judgeOne("HGB", "12.4", { unit: " " })).toMatchObject({
      reasonCode: "unit-missing",
      suggestion: "g/dL",
    });
    expect(judgeOne("PLT", "210000", { unit: null })).toMatchObject({ suggestion: "/uL" });
  });

  test("in a foreign unit is set aside with a suggestion", () => {
    expect(judgeOne("HGB", "12.5", { unit: "g/mL" })).toMatchObject({
      state: "set-aside",
      reasonCode: "unit-refused",
      suggestion: "g/dL",
    });
  });

  test("that is missing is missing, unit or not: never zero, never normal", () => {
    for (const text of ["DNR", "", "cancelled", "unable to calculate"]) {
      expect(judgeOne("HGB", text, { unit: null })).toMatchObject({
        state: "missing",
        value: null,
        flag: null,
      });
    }
  });

  test("that cannot be read is set aside", () => {
    expect(judgeOne("HGB", "12,4")).toMatchObject({ state: "set-aside", reasonCode: "unreadable" });
    expect(judgeOne("PLT", "trace")).toMatchObject({ state: "set-aside", reasonCode: "unreadable" });
    expect(marrowOne("MARROW_BLAST", "not detected")).toMatchObject({ reasonCode: "unreadable" });
  });

  test("on the wrong specimen is shown and never used", () => {
    expect(judgeOne("MARROW_BLAST", "2")).toMatchObject({
      state: "mismatch",
      reasonCode: "specimen-mismatch",
      flag: null,
      value: null,
    });
    expect(marrowOne("WBC", "5")).toMatchObject({ state: "mismatch" });
  });

  test("of a page of text is quoted in part", () => {
    const page = "reactive ".repeat(5000);
    expect(judgeOne("WBC", page).reason?.length).toBeLessThan(100);
    expect(judgeOne("WBC", "5", { unit: page }).reason?.length).toBeLessThan(100);
  });

  test("that somebody set aside stays aside, with that reason", () => {
    expect(judgeOne("HGB", "12.4", { setAside: "sample mixed up" })).toMatchObject({
      state: "set-aside",
      reasonCode: "set-aside",
      reason: "sample mixed up",
    });
  });

  test("censored keeps its comparator and its limit", () => {
    expect(judgeOne("PLT", "<10")).toMatchObject({ value: 10, comparator: "<", flag: "LL", state: "ok" });
    expect(judgeOne("PLT", "<30")).toMatchObject({ flag: "L", grade: null });
    expect(judgeOne("PLT", "<200")).toMatchObject({ flag: null });
  });

  test("of words says that blasts were seen, without a number", () => {
    expect(judgeOne("BLAST_PCT", "occasional blasts", { unit: null })).toMatchObject({
      state: "ok",
      seen: true,
      value: null,
      flag: "HH",
    });
  });
});

describe("flags and grades", () => {
  test("low, normal, high and critical follow interval and table; the limit itself is normal", () => {
    expect(["3.9", "4.0", "10", "10.1", "1.9", "101"].map((text) => judgeOne("WBC", text).flag)).toEqual([
      "L",
      "N",
      "N",
      "H",
      "LL",
      "HH",
    ]);
    expect(judgeOne("WBC", "2").flag).toBe("L");
    expect(judgeOne("WBC", "100").flag).toBe("H");
  });

  test("without an interval nothing is normal", () => {
    expect(judgeOne("NRBC", "0")).toMatchObject({ flag: null, interval: null });
    expect(judgeOne("BLAST_PCT", "0").flag).toBeNull();
  });

  test("blood blasts are critical when they are news, and high after that", () => {
    const first = count("2026-03-20T08:00", { BLAST_PCT: "3" });
    const again = count("2026-03-21T08:00", { BLAST_PCT: "2" });
    const gone = count("2026-03-25T08:00", { BLAST_PCT: "0" });
    const back = count("2026-03-30T08:00", { BLAST_PCT: "1" });
    const judged = judgeReports(sample([back, first, gone, again]), at("2026-04-01"), DEFAULT_POLICY);
    expect(judged.map((report) => of(report, "BLAST_PCT").flag)).toEqual(["HH", "H", null, "HH"]);
  });

  test("CTCAE grades reach down to their lower end, inclusive", () => {
    const grades = (code: AnalyteCode, texts: readonly string[]) =>
      texts.map((text) => judgeOne(code, text).grade);
    expect(grades("HGB", ["11.7", "11.6", "10", "9.9", "8", "7.9"])).toEqual([null, 1, 1, 2, 2, 3]);
    expect(grades("ANC", ["2", "1.9", "1.5", "1.4", "1", "0.9", "0.5", "0.49"])).toEqual([
      null,
      1,
      1,
      2,
      2,
      3,
      3,
      4,
    ]);
    expect(grades("PLT", ["165", "164", "75", "74", "50", "49", "25", "24"])).toEqual([
      null,
      1,
      1,
      2,
      2,
      3,
      3,
      4,
    ]);
    expect(grades("WBC", ["4", "3.9", "3", "2.9", "2", "1.9", "1", "0.9"])).toEqual([
      null,
      1,
      1,
      2,
      2,
      3,
      3,
      4,
    ]);
    expect(judgeOne("PLT", "<25").grade).toBe(4);
    expect(judgeOne("ANC", "<=0.5").grade).toBeNull();
  });
});

describe("warnings about a report", () => {
  const codes = (report: ReportVersion, record = sample([])) =>
    judge(report, record).notes.map(({ code }) => code);

  test("a complete differential outside 98 to 102 is warned of, an incomplete one is not", () => {
    const complete = { NEUT_PCT: "60", LYMPH_PCT: "30", MONO_PCT: "8" };
    expect(codes(count("2026-03-31T08:30", complete))).not.toContain("DIFF_SUM");
    expect(codes(count("2026-03-31T08:30", { ...complete, MONO_PCT: "7.9" }))).toContain("DIFF_SUM");
    expect(codes(count("2026-03-31T08:30", { ...complete, EOS_PCT: "4" }))).not.toContain("DIFF_SUM");
    expect(codes(count("2026-03-31T08:30", { ...complete, EOS_PCT: "4.1" }))).toContain("DIFF_SUM");
    expect(codes(count("2026-03-31T08:30", { NEUT_PCT: "60", LYMPH_PCT: "10" }))).not.toContain("DIFF_SUM");
    expect(codes(count("2026-03-31T08:30", { ...complete, NEUT_PCT: "600" }))).not.toContain("DIFF_SUM");
  });

  test("a mean cell volume that jumps within a week is warned of, unless red cells were given between", () => {
    const before = count("2026-03-24T08:30", { MCV: "90" });
    const jumped = count("2026-03-31T08:30", { MCV: "93.1" });
    expect(codes(jumped, sample([before]))).toContain("DELTA_MCV");
    expect(codes(count("2026-03-31T08:30", { MCV: "93" }), sample([before]))).not.toContain("DELTA_MCV");
    expect(codes(count("2026-04-01T08:30", { MCV: "99" }), sample([before]))).not.toContain("DELTA_MCV");
    const transfused = sample([before], { support: [support("red-cells", "2026-03-28")] });
    expect(codes(jumped, transfused)).not.toContain("DELTA_MCV");
  });

  test("a report that is shown and not used says why", () => {
    expect(judge(marrow("2026-03-31T09:00", "2", [], { adequate: false }))).toMatchObject({
      usable: false,
      unusable: "inadequate sample",
    });
    expect(judge(count("2026-03-31T09:00", {}, { status: "preliminary" }))).toMatchObject({ usable: false });
  });
});
