import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "./analytes";
import type { JudgedReport, JudgedResult } from "./assessment";
import { judgeReport, judgeReports } from "./judge";
import { checkEntry } from "./judging/entry";
import { DEFAULT_POLICY } from "./policy";
import type { ReportVersion } from "./record";
import { at, count, course, day, marrow, sample, support, value } from "./testing/sample-record";

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

describe("limits", () => {
  test.each([
    ["WBC", "2001", null],
    ["HGB", "124", "12.4"],
    ["HGB", "0", null],
    ["HCT", "90", "9"],
    ["MCV", "900", "90"],
    ["MCHC", "330", "33"],
    ["PLT", "250000", "250"],
    ["NEUT_PCT", "101", null],
    ["WBC", "-1", null],
  ] as const)("an impossible %s of %s is refused", (code, text, suggestion) => {
    const judged = judgeOne(code, text, { confirmed: true });
    expect(judged).toMatchObject({ state: "set-aside", reasonCode: "hard-limit", value: null });
    if (suggestion && code !== "HCT") expect(judged.suggestion).toBe(suggestion);
  });

  test.each([
    ["WBC", "2000"],
    ["HGB", "30"],
    ["PLT", "5000"],
    ["NEUT_PCT", "100"],
    ["NEUT_PCT", "0"],
  ] as const)("the limit itself is possible: %s %s", (code, text) => {
    expect(judgeOne(code, text).reasonCode).not.toBe("hard-limit");
  });

  test("an unusual value waits for a person, shown without flag; confirmed it counts", () => {
    expect(judgeOne("PLT", "150", { unit: "/uL" })).toMatchObject({
      state: "unconfirmed",
      reasonCode: "soft-limit",
      value: 0.15,
      flag: null,
      suggestion: "150000",
    });
    expect(judgeOne("PLT", "150", { unit: "/uL", confirmed: true })).toMatchObject({
      state: "ok",
      flag: "LL",
    });
    expect(judgeOne("PLT", "5")).toMatchObject({ state: "ok" });
    expect(judgeOne("WBC", "0.1")).toMatchObject({ state: "ok" });
    expect(judgeOne("WBC", "<0.1")).toMatchObject({ state: "unconfirmed" });
    expect(judgeOne("WBC", "<0.5")).toMatchObject({ state: "ok" });
  });

  test("one kind of white cell cannot outnumber all of them, beyond rounding", () => {
    const neutrophils = (anc: string, wbc: string, unit = "10*9/L") =>
      of(
        judge(count("2026-03-31T08:30", { WBC: value("WBC", wbc), ANC: value("ANC", anc, { unit }) })),
        "ANC",
      );
    expect(neutrophils("250", "0.9")).toMatchObject({ reasonCode: "hard-limit", suggestion: "0.25" });
    expect(neutrophils("1.0", "0.9")).toMatchObject({ state: "ok" });
    expect(neutrophils("1.01", "0.9")).toMatchObject({ reasonCode: "hard-limit" });
    expect(neutrophils("10.2", "10.00")).toMatchObject({ state: "ok" });
    expect(neutrophils("10.21", "10.00")).toMatchObject({ reasonCode: "hard-limit" });
    expect(neutrophils("2000", "2")).toMatchObject({ reasonCode: "hard-limit" });
    expect(neutrophils("2000", "2", "/uL")).toMatchObject({ state: "ok" });
    expect(neutrophils("2", "<0.5")).toMatchObject({ reasonCode: "hard-limit" });
    expect(neutrophils("2", "0.05")).toMatchObject({ state: "ok" });
  });

  test("a haematocrit more than 6 points from three times haemoglobin asks for confirmation", () => {
    const haematocrit = (hct: string) =>
      of(judge(count("2026-03-31T08:30", { HGB: "12.1", HCT: hct })), "HCT");
    expect(haematocrit("42.3")).toMatchObject({ state: "ok" });
    expect(haematocrit("42.4")).toMatchObject({ state: "unconfirmed" });
    expect(haematocrit("30.3")).toMatchObject({ state: "ok" });
    expect(haematocrit("30.2")).toMatchObject({ state: "unconfirmed" });
    expect(haematocrit("0.363")).toMatchObject({ state: "unconfirmed", suggestion: "36.3" });
  });

  test("few marrow blasts before treatment, and a rise of more than 20 points in 14 days, ask for confirmation", () => {
    const blasts = (collected: string, text: string, record = sample([])) =>
      of(judge(marrow(collected, text), record), "MARROW_BLAST").state;
    expect(blasts("2026-03-02T08:00", "19.9")).toBe("unconfirmed");
    expect(blasts("2026-03-02T08:00", "20")).toBe("ok");
    expect(blasts("2026-03-03T08:00", "3")).toBe("ok");
    expect(blasts("2026-03-03T08:00", "3", sample([], { courses: [] }))).toBe("unconfirmed");
    const before = sample([marrow("2026-03-17T09:00", "10")]);
    expect(blasts("2026-03-31T09:00", "30", before)).toBe("ok");
    expect(blasts("2026-03-31T09:00", "30.1", before)).toBe("unconfirmed");
    expect(blasts("2026-04-01T09:00", "90", before)).toBe("ok");
    expect(blasts("2026-03-17T10:00", "90", before)).toBe("ok");
  });

  test("residual disease that contradicts morphology or its own assay asks for confirmation", () => {
    expect(marrowOne("MRD", "5.1")).toMatchObject({ state: "unconfirmed" });
    expect(marrowOne("MRD", "5")).toMatchObject({ state: "ok" });
    expect(marrowOne("MRD", "0.005", { sensitivity: 0.01 })).toMatchObject({
      state: "unconfirmed",
      suggestion: null,
    });
    expect(marrowOne("MRD", "0.01", { sensitivity: 0.01 })).toMatchObject({ state: "ok" });
    expect(marrowOne("MRD", "<0.01", { sensitivity: 0.01 })).toMatchObject({ state: "ok" });
    expect(marrowOne("MRD", "not detected", { sensitivity: 0.01 })).toMatchObject({
      state: "ok",
      seen: false,
    });
  });
});

describe("computed neutrophils", () => {
  const derived = (changes: Parameters<typeof count>[1]) =>
    judge(count("2026-03-31T08:30", { ANC: null, ...changes })).results.find(
      ({ analyte }) => analyte === "ANC",
    );

  test("come from the neutrophil share, else from segmented and band together, and say so", () => {
    expect(derived({ NEUT_PCT: "54" })).toMatchObject({
      value: 2.808,
      derived: true,
      state: "ok",
      flag: "N",
    });
    expect(derived({ SEG_PCT: "50", BAND_PCT: "4" })).toMatchObject({ value: 2.808, derived: true });
    expect(derived({ NEUT_PCT: "54", SEG_PCT: "10", BAND_PCT: "1" })).toMatchObject({ value: 2.808 });
  });

  test("need both parts: a missing one is not zero", () => {
    expect(derived({ SEG_PCT: "50" })).toBeUndefined();
    expect(derived({ SEG_PCT: "50", BAND_PCT: "DNR" })).toBeUndefined();
    expect(derived({ WBC: null, NEUT_PCT: "54" })).toBeUndefined();
  });

  test("replace what was not reported, never what was refused", () => {
    const both = judge(count("2026-03-31T08:30", { ANC: "DNR", NEUT_PCT: "54" })).results;
    expect(both.filter(({ analyte }) => analyte === "ANC").map(({ state }) => state)).toEqual([
      "missing",
      "ok",
    ]);
    const refused = judge(
      count("2026-03-31T08:30", { ANC: value("ANC", "3", { unit: "g/L" }), NEUT_PCT: "54" }),
    );
    expect(refused.results.some(({ derived: computed }) => computed)).toBe(false);
  });

  test("inherit what is wrong with their parts", () => {
    expect(derived({ WBC: "0.05", NEUT_PCT: "54" })).toMatchObject({ state: "unconfirmed", value: null });
    expect(derived({ NEUT_PCT: "540" })).toMatchObject({ state: "set-aside", value: null });
    expect(derived({ SEG_PCT: "80", BAND_PCT: "30" })).toMatchObject({ state: "set-aside" });
  });

  test("of censored parts are censored", () => {
    expect(derived({ WBC: "<0.5", NEUT_PCT: "50" })).toMatchObject({
      value: 0.25,
      comparator: "<",
      flag: "LL",
    });
    expect(derived({ WBC: ">500", NEUT_PCT: "50", HGB: null })).toMatchObject({ state: "unconfirmed" });
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

describe("entering a report", () => {
  const problems = (report: ReportVersion, record = sample([])) =>
    checkEntry(report, record, DEFAULT_POLICY).map(({ path, level, code }) => [path, level, code]);

  test("each problem names its field, whether it can be confirmed, and its code", () => {
    const report = count("2026-03-31T08:30", {
      WBC: value("WBC", "5.2", { unit: null }),
      HGB: value("HGB", "12.5", { unit: "g/mL" }),
      PLT: "4",
      ANC: "12,1",
      MARROW_BLAST: "3",
      MCV: "900",
    });
    expect(problems(report)).toEqual([
      ["results.0.unit", "refused", "unit-missing"],
      ["results.1.unit", "refused", "unit-refused"],
      ["results.2.confirmed", "confirm", "soft-limit"],
      ["results.3.text", "refused", "unreadable"],
      ["results.5.analyte", "refused", "specimen-mismatch"],
      ["results.6.text", "refused", "hard-limit"],
    ]);
  });

  test("a normal report, and one with missing values, has none", () => {
    expect(problems(count("2026-03-31T08:30"))).toEqual([]);
    expect(problems(count("2026-03-31T08:30", { PLT: "DNR" }))).toEqual([]);
  });

  test("a collection in the future, before birth or after death is refused", () => {
    const received = { received: "2026-03-31T08:00" };
    expect(problems(count("2026-03-31T08:01", {}, received))).toEqual([
      ["collected", "refused", "date-future"],
    ]);
    expect(problems(count("2026-04-01", {}, received))).toEqual([["collected", "refused", "date-future"]]);
    expect(problems(count("2026-03-31", {}, received))).toEqual([]);
    expect(problems(count("1992-02-28T08:00"))).toEqual([["collected", "refused", "date-before-birth"]]);
    const dead = sample([], { observationEnd: { on: day("2026-03-30"), why: "death" } });
    expect(problems(count("2026-03-31T08:00"), dead)).toEqual([["collected", "refused", "date-after-death"]]);
  });

  test("a report is judged against the others and never against its own older version", () => {
    const old = marrow("2026-03-20T09:00", "2", [], { reportId: "m" });
    const again = marrow("2026-03-25T09:00", "60", [], {
      reportId: "m",
      version: 2,
      received: "2026-03-26T09:00",
    });
    expect(problems(again, sample([old], { courses: [course("2026-03-02")] }))).toEqual([]);
  });
});
