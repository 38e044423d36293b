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
const _judgeOne = (code: AnalyteCode, text: string, more: Parameters<typeof value>[2] = {}) =>
  of(judge(count("2026-03-31T08:30", { [code]: value(code, text, more) })), code);
const _marrowOne = (code: AnalyteCode, text: string, more: Parameters<typeof value>[2] = {}) =>
  of(
    judge(marrow("2026-03-31T09:00", code === "MARROW_BLAST" ? null : "2", [value(code, text, more)])),
    code,
  );

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
