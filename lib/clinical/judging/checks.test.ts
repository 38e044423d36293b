import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import { judgeReport, judgeReports } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import { at, count, START, sample, support, value } from "../testing/sample-record";
import { differentialSum } from "./checks";
import { readReport } from "./read-report";

const LATER = at("2026-05-30");
const sum = (changes: Partial<Record<AnalyteCode, string | ReturnType<typeof value> | null>>) =>
  differentialSum(
    readReport(count("2026-03-31T08:30", { BLAST_PCT: null, ...changes }), {
      firstStart: START,
      marrows: () => [],
    }),
  );
const COMPLETE = { NEUT_PCT: "60", LYMPH_PCT: "30", MONO_PCT: "8" } as const;

describe("the sum of a differential", () => {
  test("is of neutrophils, lymphocytes, monocytes and whatever else is reported", () => {
    expect(sum(COMPLETE)).toEqual({ without: 98, with: 98 });
    expect(sum({ ...COMPLETE, EOS_PCT: "1.1", BASO_PCT: "0.2", BLAST_PCT: "0.3" })?.without).toBe(99.6);
    expect(sum({ ...COMPLETE, IG_PCT: "1.5" })).toEqual({ without: 98, with: 99.5 });
    expect(sum({ ...COMPLETE, EOS_PCT: "DNR", IG_PCT: "DNR" })).toEqual({ without: 98, with: 98 });
  });

  test("takes segmented and band neutrophils where there is no other share, bands missing are none", () => {
    const rest = { LYMPH_PCT: "30", MONO_PCT: "8" };
    expect(sum({ ...rest, SEG_PCT: "50", BAND_PCT: "10" })?.without).toBe(98);
    expect(sum({ ...rest, SEG_PCT: "50" })?.without).toBe(88);
    expect(sum({ ...rest, BAND_PCT: "10" })).toBeNull();
    expect(sum({ ...COMPLETE, SEG_PCT: "20", BAND_PCT: "2" })?.without).toBe(98);
    expect(sum({ ...COMPLETE, NEUT_PCT: "DNR", SEG_PCT: "50", BAND_PCT: "10" })?.without).toBe(98);
  });

  test("is not known with a band share that is no plain number: it was once taken for none, and 98 % read 88", () => {
    const rest = { LYMPH_PCT: "30", MONO_PCT: "8", SEG_PCT: "50" };
    expect(sum({ ...rest, BAND_PCT: "<12" })).toBeNull();
    expect(sum({ ...rest, BAND_PCT: value("BAND_PCT", "10", { unit: null }) })).toBeNull();
    expect(sum({ ...rest, SEG_PCT: "<60", BAND_PCT: "10" })).toBeNull();
  });

  test.each(["NEUT_PCT", "LYMPH_PCT", "MONO_PCT"] as const)("needs %s", (code) => {
    expect(sum({ ...COMPLETE, [code]: null })).toBeNull();
    expect(sum({ ...COMPLETE, [code]: "DNR" })).toBeNull();
  });

  test.each(["NEUT_PCT", "LYMPH_PCT", "EOS_PCT", "IG_PCT"] as const)(
    "is not known with %s as a range",
    (code) => {
      expect(sum({ ...COMPLETE, [code]: "<40" })).toBeNull();
      expect(sum({ ...COMPLETE, [code]: value(code, "40", { unit: null }) })).toBeNull();
    },
  );

  test("with and without immature granulocytes has to be off", () => {
    const noted = (more: Partial<Record<AnalyteCode, string>>) =>
      judgeReports(
        sample([count("2026-03-31T08:30", { BLAST_PCT: null, ...COMPLETE, ...more })]),
        LATER,
        DEFAULT_POLICY,
      ).flatMap(({ notes }) => notes.map(({ code }) => code));
    expect(noted({ MONO_PCT: "7" })).toContain("DIFF_SUM");
    expect(noted({ MONO_PCT: "7", IG_PCT: "1" })).not.toContain("DIFF_SUM");
    expect(noted({ MONO_PCT: "12", IG_PCT: "1" })).not.toContain("DIFF_SUM");
    expect(noted({ MONO_PCT: "13", IG_PCT: "1" })).toContain("DIFF_SUM");
  });
});

describe("a jump of the mean cell volume", () => {
  const notes = (earlier: readonly ReturnType<typeof count>[], given: Parameters<typeof sample>[1] = {}) =>
    judgeReport(count("2026-03-31T08:30", { MCV: "94" }), sample(earlier, given), DEFAULT_POLICY).notes.map(
      ({ text }) => text,
    );
  const before = count("2026-03-28T08:30", { MCV: "88" });

  test("is measured from the nearest earlier count that gives one", () => {
    expect(notes([before])[0]).toContain("It changed by 6 fL since 2026-03-28.");
    expect(notes([before, count("2026-03-30T08:30")])[0]).toContain("since 2026-03-28.");
    expect(notes([before, count("2026-03-30T08:30", { MCV: "92" })])).toEqual([]);
    expect(notes([before, count("2026-03-30T08:30", { MCV: "DNR" })])[0]).toContain("since 2026-03-28.");
    expect(notes([count("2026-04-02T08:30", { MCV: "80" })])).toEqual([]);
    expect(notes([])).toEqual([]);
  });

  test.each([
    ["2026-03-27", 1],
    ["2026-03-28", 0],
    ["2026-03-31", 0],
    ["2026-04-01", 1],
  ])(
    "is explained by red cells from the one count to the other, both days included: %s leaves %i",
    (on, left) => {
      expect(notes([before], { support: [support("red-cells", on)] })).toHaveLength(left);
      expect(notes([before], { support: [support("platelets", on)] })).toHaveLength(1);
    },
  );

  test("is looked for in a report that is shown and not used, among the usable ones before it", () => {
    const preliminary = (earlier: readonly ReturnType<typeof count>[]) =>
      judgeReport(
        count("2026-03-31T08:30", { MCV: "94" }, { status: "preliminary" }),
        sample(earlier),
        DEFAULT_POLICY,
      ).notes.filter(({ code }) => code === "DELTA_MCV").length;
    expect(preliminary([before])).toBe(1);
    expect(preliminary([count("2026-03-31T08:29", { MCV: "88" })])).toBe(1);
    expect(preliminary([before, count("2026-03-31T08:29", { MCV: "93" })])).toBe(0);
    expect(preliminary([count("2026-03-28T08:30", { MCV: "88" }, { status: "preliminary" })])).toBe(0);
  });

  test("is not measured from a later count", () => {
    const received = "2026-04-30T08:00";
    const report = count("2026-03-31T08:30", { MCV: "94" }, { received });
    const later = count("2026-03-31T08:31", { MCV: "80" }, { received });
    expect(judgeReport(report, sample([later]), DEFAULT_POLICY).notes).toEqual([]);
    expect(
      judgeReport({ ...report, status: "preliminary" }, sample([later]), DEFAULT_POLICY).notes,
    ).toHaveLength(1);
  });

  test("is no jump where a censored value may be near", () => {
    expect(notes([count("2026-03-28T08:30", { MCV: "<92" })])).toEqual([]);
    expect(notes([count("2026-03-28T08:30", { MCV: "<90" })])).toHaveLength(1);
    expect(notes([count("2026-03-28T08:30", { MCV: ">98" })])).toHaveLength(1);
  });
});
