import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import type { JudgedReport, JudgedResult } from "../assessment";
import { judgeReport } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { ReportVersion } from "../record";
import { count, marrow, sample, value } from "../testing/sample-record";

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
