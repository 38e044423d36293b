import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import { judgeReport } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { PatientRecord } from "../record";
import { count, sample } from "../testing/sample-record";
import { CTCAE_VERSION } from "./ctcae";

const grade = (code: AnalyteCode, text: string, patient: Partial<PatientRecord["patient"]> = {}) =>
  judgeReport(
    count("2026-03-31T08:30", { [code]: text }),
    sample([], { patient }),
    DEFAULT_POLICY,
  ).results.find(({ analyte }) => analyte === code)?.grade;

describe("a CTCAE grade", () => {
  test("names its version", () => {
    expect(CTCAE_VERSION).toBe("CTCAE v5.0");
  });

  test.each([
    ["PLT", "<25", 4],
    ["PLT", "<=25", null],
    ["PLT", "<26", null],
    ["HGB", "<8", 3],
    ["HGB", "<=8", null],
    ["PLT", "50-74", 2],
    ["PLT", "50-75", null],
    ["PLT", "49-74", null],
    ["PLT", "75-164", 1],
    ["PLT", "75-165", null],
    ["PLT", ">=50", null],
  ] as const)("of a range is given where the whole range has it: %s %s is %s", (code, text, expected) => {
    expect(grade(code, text)).toBe(expected);
  });

  test("has no fourth step for haemoglobin, which is clinical", () => {
    expect(grade("HGB", "3.5")).toBe(3);
  });

  test("is none for an analyte without one, and for a value inside the patient's own interval", () => {
    expect(grade("LYMPH", "0.1")).toBeNull();
    const intervals = [{ analyte: "PLT", low: 20, high: 200, unit: "10*9/L" }] as const;
    expect(grade("PLT", "20", { intervals })).toBeNull();
    expect(grade("PLT", "19", { intervals })).toBe(4);
    expect(grade("PLT", "<20", { intervals })).toBe(4);
    expect(grade("PLT", "<21", { intervals })).toBeNull();
  });

  test("is none above the printed steps where no lower limit is known", () => {
    const intervals = [{ analyte: "PLT", high: 400, unit: "10*9/L" }] as const;
    expect(grade("PLT", "75", { intervals })).toBeNull();
    expect(grade("PLT", "74", { intervals })).toBe(2);
  });
});
