import { describe, expect, test } from "vitest";
import { judgeReport } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { ReportVersion } from "../record";
import { count, marrow, sample, value } from "../testing/sample-record";

const judge = (report: ReportVersion, record = sample([])) => judgeReport(report, record, DEFAULT_POLICY);
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

  test.each([
    ["<0.5", "50", "<0.25"],
    ["<=0.5", "50", "<=0.25"],
    [">4", "50", ">2"],
    [">=4", "50", ">=2"],
    ["10", "<50", "<5"],
    ["10", "<=50", "<=5"],
    ["10", ">50", "<=10"],
    ["10", "40-50", "<=5"],
    [">4", ">50", ">2"],
    [">=4", "50-60", ">=2"],
    [">4", "0", "0"],
    ["10", "0", "0"],
    ["5.2", "54", "2.808"],
    ["0.7", "10", "0.07"],
  ])("of %s white cells with %s %% are %s", (whites, share, neutrophils) => {
    expect(derived({ WBC: whites, NEUT_PCT: share })?.text).toBe(neutrophils);
  });

  test("of none among no white cells are none, whatever the share may be", () => {
    expect(derived({ WBC: value("WBC", "0", { confirmed: true }), NEUT_PCT: "<50" })?.text).toBe("0");
  });

  test.each([
    ["0.1", "0.2", "0.03"],
    ["50", "<10", "<6"],
    ["<50", "10", "<6"],
    ["50", "<=10", "<=6"],
    [">50", "10", "<=11"],
    ["80", "22", "10.2"],
  ])("of ten white cells with %s %% segmented and %s %% band are %s", (segmented, band, neutrophils) => {
    expect(derived({ WBC: "10", SEG_PCT: segmented, BAND_PCT: band })?.text).toBe(neutrophils);
  });

  test("of an unlimited number of white cells keep the limit of their share", () => {
    const of = (segmented: string, band: string) =>
      derived({ WBC: ">=4", SEG_PCT: segmented, BAND_PCT: band })?.text;
    expect([of(">50", "10"), of("50", ">10"), of("50", "10")]).toEqual([">2.4", ">2.4", ">=2.4"]);
    expect(derived({ WBC: "<=4", NEUT_PCT: "0" })).toMatchObject({ text: "0", value: 0, comparator: null });
  });

  test("of segmented and band cells beyond all white cells, rounding apart, are refused", () => {
    expect(derived({ SEG_PCT: "80", BAND_PCT: "22.1" })).toMatchObject({
      state: "set-aside",
      reasonCode: "hard-limit",
      value: null,
      reason: "Segmented and band neutrophils together exceed 100 %; the count cannot be computed.",
    });
  });

  test("say what they come from, and what they could not be computed from", () => {
    expect(derived({ NEUT_PCT: "54" })).toMatchObject({
      unit: "10*9/L",
      reasonCode: null,
      suggestion: null,
      seen: false,
      reason: "Not reported; computed as WBC × neutrophils % / 100.",
    });
    expect(derived({ SEG_PCT: "50", BAND_PCT: "4" })?.reason).toBe(
      "Not reported; computed as WBC × (segmented + band neutrophils %) / 100.",
    );
    expect(derived({ WBC: value("WBC", "5", { unit: "mg" }), NEUT_PCT: "54" })).toMatchObject({
      state: "set-aside",
      reasonCode: "unit-refused",
      text: "",
      value: null,
      reason:
        "Computed from WBC × neutrophils %, of which one cannot be used: “mg” is no unit of white blood cells.",
    });
    expect(derived({ SEG_PCT: "50", BAND_PCT: value("BAND_PCT", "4", { unit: null }) })).toMatchObject({
      reasonCode: "unit-missing",
      reason:
        "Computed from WBC × (segmented + band neutrophils %), of which one cannot be used: No unit was given.",
    });
  });

  test("are the share of all neutrophils where that is unusable, not another sum", () => {
    expect(derived({ NEUT_PCT: "540", SEG_PCT: "50", BAND_PCT: "4" })).toMatchObject({ state: "set-aside" });
    expect(derived({ NEUT_PCT: "DNR", SEG_PCT: "50", BAND_PCT: "4" })).toMatchObject({ value: 2.808 });
    expect(derived({ BAND_PCT: "4" })).toBeUndefined();
  });

  test("are computed for blood alone", () => {
    const { results } = judge(
      marrow("2026-03-31T09:00", "2", [value("WBC", "5.2"), value("NEUT_PCT", "54")]),
    );
    expect(results.some(({ derived: computed }) => computed)).toBe(false);
  });
});
