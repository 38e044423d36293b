import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import { judgeReport } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { ReceivedResult } from "../record";
import { count, sample, value } from "../testing/sample-record";

const judged = (changes: Partial<Record<AnalyteCode, string | ReceivedResult | null>>, code: AnalyteCode) =>
  judgeReport(count("2026-03-31T08:30", changes), sample([]), DEFAULT_POLICY).results.find(
    ({ analyte }) => analyte === code,
  );

describe("a value beyond a limit says which limit, in the unit of the analyte", () => {
  test.each([
    ["PLT", "5001", "Not possible: outside 0–5000 ×10⁹/L."],
    ["PLT", "2", "Unusual: outside 5–1500 ×10⁹/L. Please confirm. Did you mean 20?"],
    ["RBC", "0", "Not possible: outside 0–15 ×10¹²/L."],
    ["MCH", "-1", "Not possible: below 0 pg."],
    ["ANC", "-1", "Not possible: below 0 ×10⁹/L."],
    ["NEUT_PCT", "101", "Not possible: outside 0–100 %."],
    ["MCV", "29", "Not possible: outside 30–180 fL."],
  ] as const)("%s %s", (code, text, reason) => {
    expect(judged({ [code]: text }, code)?.reason?.slice(0, reason.length)).toBe(reason);
  });

  test("more than 100 of one kind of white cell, among as many white cells, are to be confirmed", () => {
    const whites = value("WBC", "150");
    expect(judged({ WBC: whites, ANC: "100" }, "ANC")?.state).toBe("ok");
    expect(judged({ WBC: whites, ANC: "120" }, "ANC")?.reason).toMatch(
      /^Unusual: above 100 ×10⁹\/L\. Please confirm\./,
    );
  });
});

describe("what was perhaps meant", () => {
  test.each([
    ["×1000 before ×10", "PLT", "0.25", "250"],
    ["÷1000 before ÷10", "PLT", "250000", "250"],
    ["×10 before ×100", "HGB", "1.2", "12"],
    ["÷10", "HGB", "124", "12.4"],
    ["×100, tried last", "HCT", "0.36", "36"],
  ] as const)("%s: %s %s", (_, code, text, suggestion) => {
    expect(judged({ HGB: "12", [code]: text }, code)?.suggestion).toBe(suggestion);
  });

  test("is left open where the number is zero, negative or censored", () => {
    expect(judged({ HGB: "0" }, "HGB")?.suggestion).toBeNull();
    expect(judged({ HGB: "-12.4" }, "HGB")?.suggestion).toBeNull();
    expect(judged({ HGB: ">124" }, "HGB")).toMatchObject({ state: "set-aside", suggestion: null });
  });

  test("is said in the unit as sent, and in the unit of the product where that is another", () => {
    expect(judged({ HGB: value("HGB", "1240", { unit: "g/L" }) }, "HGB")?.reason).toBe(
      "Not possible: outside 0–30 g/dL. Did you mean 124 g/L (12.4 g/dL)?",
    );
    expect(judged({ HGB: value("HGB", "80", { unit: "mmol/L" }) }, "HGB")?.reason).toBe(
      "Not possible: outside 0–30 g/dL. Did you mean 8 mmol/L (12.8907508862 g/dL)?",
    );
  });
});

describe("a share is a part of the whole", () => {
  test("neutrophils of more than 90 % are at most all white cells", () => {
    expect(judged({ ANC: null, NEUT_PCT: ">90" }, "ANC")).toMatchObject({
      value: 5.2,
      comparator: "<=",
      flag: "N",
    });
  });

  test("and blood blasts of more than 90 % are between there and 100 %", () => {
    expect(judged({ BLAST_PCT: ">90" }, "BLAST_PCT")).toMatchObject({ value: 90, comparator: ">" });
  });
});
