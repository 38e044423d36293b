import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import type { ReceivedResult } from "../record";
import { count, marrow, START, value } from "../testing/sample-record";
import { type ReadReport, readReport } from "./read-report";

const surroundings = { firstStart: START, marrows: () => [] };
const blood = (...results: readonly ReceivedResult[]) =>
  readReport({ ...count("2026-03-31T08:30"), results }, surroundings);
const aspirate = (...results: readonly ReceivedResult[]) =>
  readReport({ ...marrow("2026-03-31T09:00", null), results }, surroundings);
const said = (report: ReadReport, code: AnalyteCode) => {
  const reading = report.reading(code);
  return reading && [reading.text, reading.state, reading.range?.low, reading.range?.high];
};

describe("an analyte that a report gives twice", () => {
  test("is what is there, where one of the two is missing", () => {
    expect(said(blood(value("HGB", "DNR"), value("HGB", "12.4")), "HGB")).toEqual(["12.4", "ok", 12.4, 12.4]);
    expect(said(blood(value("HGB", "12.4"), value("HGB", "")), "HGB")).toEqual(["12.4", "ok", 12.4, 12.4]);
    expect(said(blood(value("HGB", ""), value("HGB", "DNR")), "HGB")?.[1]).toBe("missing");
  });

  test("is not known, where one of the two cannot be used", () => {
    const foreign = value("HGB", "12.4", { unit: "mg" });
    expect(said(blood(foreign, value("HGB", "12.4")), "HGB")?.[1]).toBe("set-aside");
    expect(said(blood(value("HGB", "12.4"), foreign), "HGB")?.[1]).toBe("set-aside");
    expect(blood(foreign, value("HGB", "12.4")).reading("HGB")?.range).toBeNull();
  });

  test("spans both, where two numbers differ, and says both", () => {
    expect(said(blood(value("HGB", "12.4"), value("HGB", "11.8")), "HGB")).toEqual([
      "11.8, 12.4",
      "ok",
      11.8,
      12.4,
    ]);
    expect(said(blood(value("HGB", "11.8"), value("HGB", "12.4")), "HGB")).toEqual([
      "11.8, 12.4",
      "ok",
      11.8,
      12.4,
    ]);
    const open = blood(value("PLT", "<150"), value("PLT", "120")).reading("PLT")?.range;
    expect(open).toEqual({ low: 0, lowOpen: false, high: 150, highOpen: true });
    const above = blood(value("PLT", ">150"), value("PLT", "120")).reading("PLT")?.range;
    expect(above).toEqual({ low: 120, lowOpen: false, high: Infinity, highOpen: true });
    const inner = blood(value("PLT", "100-200"), value("PLT", "120")).reading("PLT");
    expect([inner?.text, inner?.range?.low, inner?.range?.high]).toEqual(["100-200", 100, 200]);
    expect(said(blood(value("PLT", "120"), value("PLT", "120")), "PLT")?.[0]).toBe("120");
  });

  test.each(["BLAST_PCT", "BLAST_ABS"] as const)("is the worse of two counts of blasts: %s", (code) => {
    expect(said(blood(value(code, "0"), value(code, "2")), code)?.[0]).toBe("2");
    expect(said(blood(value(code, "2"), value(code, "0")), code)?.[0]).toBe("2");
  });

  test("is the worse of two percentages of a marrow", () => {
    expect(said(aspirate(value("MARROW_BLAST", "3"), value("MARROW_BLAST", "6")), "MARROW_BLAST")?.[0]).toBe(
      "6",
    );
    expect(said(aspirate(value("MARROW_BLAST", "6"), value("MARROW_BLAST", "3")), "MARROW_BLAST")?.[0]).toBe(
      "6",
    );
    expect(said(aspirate(value("MRD", "0.02"), value("MRD", "not detected")), "MRD")?.[0]).toBe("0.02");
  });
});

describe("a value against its surroundings", () => {
  const state = (report: ReadReport, code: AnalyteCode) => report.reading(code)?.state;

  test("white cells of one kind are compared with a usable number of all of them only", () => {
    expect(state(blood(value("WBC", "<4.0"), value("ANC", "4.1")), "ANC")).toBe("ok");
    expect(state(blood(value("WBC", "<4.0"), value("ANC", "4.2")), "ANC")).toBe("set-aside");
    expect(state(blood(value("WBC", ">4.0"), value("ANC", "9")), "ANC")).toBe("ok");
    expect(state(blood(value("WBC", "DNR"), value("ANC", "9")), "ANC")).toBe("ok");
    expect(state(blood(value("WBC", "4", { unit: null }), value("ANC", "9")), "ANC")).toBe("ok");
    const refused = blood(value("WBC", " 5.2 "), value("ANC", "31")).reading("ANC");
    expect(refused?.reason).toBe(
      "Not possible: more than all white cells (5.2) of the same count. Did you mean 3.1?",
    );
  });

  test("the haematocrit is compared with an exact haemoglobin only", () => {
    expect(state(blood(value("HGB", "12"), value("HCT", "30")), "HCT")).toBe("ok");
    expect(state(blood(value("HGB", "12"), value("HCT", "29.9")), "HCT")).toBe("unconfirmed");
    expect(state(blood(value("HGB", "<12"), value("HCT", "20")), "HCT")).toBe("ok");
    expect(state(blood(value("HGB", "DNR"), value("HCT", "20")), "HCT")).toBe("ok");
    expect(state(blood(value("HCT", "20")), "HCT")).toBe("ok");
  });

  test.each([
    ["5", "2", "ok"],
    ["5.1", "2", "unconfirmed"],
    [">5", "2", "unconfirmed"],
    [">=5", "2", "ok"],
    ["6", "5", "ok"],
    ["6", "<5", "unconfirmed"],
    ["6", "<=5", "ok"],
    ["6", "4.9", "unconfirmed"],
    ["6", "<10", "ok"],
    ["6", "DNR", "ok"],
  ])("residual disease of %s %% beside %s %% blasts is %s", (residual, blasts, expected) => {
    expect(state(aspirate(value("MARROW_BLAST", blasts), value("MRD", residual)), "MRD")).toBe(expected);
  });

  test.each([
    ["20", "ok"],
    ["<20", "unconfirmed"],
    ["<=20", "ok"],
    ["19.9", "unconfirmed"],
    ["<30", "ok"],
  ])("%s %% blasts before treatment are %s", (blasts, expected) => {
    const report = { ...marrow("2026-03-02T09:00", null), results: [value("MARROW_BLAST", blasts)] };
    expect(state(readReport(report, surroundings), "MARROW_BLAST")).toBe(expected);
    expect(state(readReport(report, { ...surroundings, firstStart: null }), "MARROW_BLAST")).toBe(expected);
  });

  test("residual disease is compared with blasts that the same marrow gives", () => {
    expect(state(aspirate(value("MRD", "6")), "MRD")).toBe("ok");
  });

  test("a rise of blasts is compared with marrows that give a percentage", () => {
    const before = aspirate(value("MRD", "0.02"));
    const later = { ...marrow("2026-04-05T09:00", null), results: [value("MARROW_BLAST", "60")] };
    const read = (earlier: readonly ReadReport[]) =>
      readReport(later, { firstStart: START, marrows: () => earlier }).reading("MARROW_BLAST");
    expect(read([before])?.state).toBe("ok");
    expect(read([before, aspirate(value("MARROW_BLAST", "2"))])).toMatchObject({
      state: "unconfirmed",
      reason: "Unusual: a rise of more than 20 points within 14 days (from 2 %). Please confirm.",
    });
  });

  test("beside too many of one kind, what was meant lies between a hundredth of the white cells and all of them", () => {
    const meant = (whites: string, neutrophils: string) =>
      blood(value("WBC", whites), value("ANC", neutrophils)).reading("ANC")?.suggestion;
    expect(meant("10.0", "99")).toBe("9.9");
    expect(meant("10.0", "103")).toBe("0.103");
    expect(meant("5.2", "31")).toBe("3.1");
  });
});
