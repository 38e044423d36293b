import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import { judgeReports } from "../judge";
import { DEFAULT_POLICY } from "../policy";
import type { ReportVersion } from "../record";
import { at, count, day, sample } from "../testing/sample-record";
import { type DiagnosisFacts, prognosis } from "./prognosis";

const asOf = at("2026-04-10");
const ADULT_B: DiagnosisFacts = { on: "2026-03-01", lineage: "B", wbc: null };
const CHILD = { birthDate: day("2016-03-01") };

function factors(
  reports: readonly ReportVersion[],
  diagnosis: DiagnosisFacts | null = ADULT_B,
  patient: { birthDate?: ReturnType<typeof day> } = {},
) {
  const record = sample(reports, { patient });
  const judged = judgeReports(record, asOf, DEFAULT_POLICY);
  return prognosis(record, judged, assess(record, asOf, DEFAULT_POLICY), diagnosis, null);
}
const wbc = (...given: Parameters<typeof factors>) => factors(...given).wbc;
const earlier = (text: string) => count("2026-03-01T08:00", { WBC: text });

describe("the white cells at diagnosis", () => {
  test("are the highest up to the first day of treatment; a higher count under treatment is not among them", () => {
    const counts = [
      count("2026-02-27T08:00", { WBC: "21" }),
      count("2026-03-02T06:00", { WBC: "34.5" }),
      count("2026-03-03T08:00", { WBC: "88" }),
    ];
    expect(wbc(counts)).toMatchObject({ value: 34.5, on: "2026-03-02", high: "met" });
  });

  test("told by another hospital count with those on record", () => {
    expect(wbc([earlier("21")], { ...ADULT_B, wbc: 31 })).toMatchObject({ value: 31, on: null, high: "met" });
    expect(wbc([earlier("40")], { ...ADULT_B, wbc: 31 })).toMatchObject({ value: 40, on: "2026-03-01" });
  });

  test.each([
    ["child", "49.9", "not-met"],
    ["child", "50", "met"],
    ["B", "30", "not-met"],
    ["B", "30.1", "met"],
    ["T", "100", "not-met"],
    ["T", "100.1", "met"],
  ] as const)("%s, %s: marked as high is %s", (who, text, high) => {
    const lineage = who === "T" ? "T" : "B";
    expect(wbc([earlier(text)], { ...ADULT_B, lineage }, who === "child" ? CHILD : {}).high).toBe(high);
  });

  test("somebody is a child until the day before the 18th birthday", () => {
    const limit = (birthDate: string) => wbc([earlier("40")], ADULT_B, { birthDate: day(birthDate) }).limit;
    expect(limit("2008-03-02")).toContain("child");
    expect(limit("2008-03-01")).toContain("adult");
  });

  test("are judged without lineage or age only where every limit says the same", () => {
    const unknown = { on: null, lineage: null, wbc: null };
    expect(["30", "40", "101"].map((text) => wbc([earlier(text)], unknown).high)).toEqual([
      "not-met",
      "unknown",
      "met",
    ]);
    const noLineage = wbc([earlier("40")], { ...ADULT_B, lineage: null });
    expect([noLineage.high, noLineage.limit]).toEqual(["unknown", "the lineage is needed"]);
  });

  test("that nobody confirmed, or that a limit cuts, leave it unknown; a certain high count decides all the same", () => {
    const unconfirmed = earlier("612");
    expect(wbc([earlier("12"), unconfirmed])).toMatchObject({ value: 12, high: "unknown" });
    expect(wbc([earlier("45"), unconfirmed]).high).toBe("met");
    expect(wbc([earlier("<35")]).high).toBe("unknown");
    expect(wbc([earlier(">35")])).toMatchObject({ value: 35, comparator: ">", high: "met" });
  });

  test("without any are not known, and not high", () => {
    expect(wbc([])).toMatchObject({ value: null, high: "unknown" });
    expect(wbc([count("2026-03-01T08:00", { WBC: null })])).toMatchObject({ value: null, high: "unknown" });
  });
});

test("the age is that of the day of diagnosis, and unknown without it", () => {
  expect(factors([], { ...ADULT_B, on: "2026-02-28" }).ageAtDiagnosis).toBe(33);
  expect(factors([], { ...ADULT_B, on: "2026-03-01" }).ageAtDiagnosis).toBe(34);
  expect(factors([], null).ageAtDiagnosis).toBeNull();
});
