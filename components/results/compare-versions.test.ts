import { describe, expect, it } from "vitest";
import type { ReportAnswer, ResultAnswer } from "@/lib/contract/report";
import { compareVersions } from "./compare-versions";

const result = (analyte: string, text: string, more: Partial<ResultAnswer> = {}) =>
  ({
    analyte,
    text,
    unit: "g/dL",
    value: Number(text),
    interval: null,
    confirmed: false,
    state: "ok",
    ...more,
  }) as ResultAnswer;

const version = (number: number, results: ResultAnswer[], more: Partial<ReportAnswer> = {}) =>
  ({
    id: "r",
    version: number,
    collectedOn: "2026-03-31",
    collectedTime: "08:30",
    status: "final",
    adequate: true,
    results,
    ...more,
  }) as ReportAnswer;

describe("versions of a report", () => {
  it("are shown newest first, each against the one before it", () => {
    const [second, first] = compareVersions([
      version(1, [result("HGB", "12.4"), result("WBC", "5.2")]),
      version(2, [result("HGB", "14.2"), result("WBC", "5.2")], { status: "corrected" }),
    ]);
    expect(second?.results.map(({ analyte, difference }) => [analyte, difference])).toEqual([
      ["HGB", "changed"],
      ["WBC", "same"],
    ]);
    expect(second?.results[0]?.before?.text).toBe("12.4");
    expect(second?.fields).toEqual(["status"]);
    expect(first?.results.every(({ difference }) => difference === "same")).toBe(true);
  });

  it("name what is no longer in the report and what came with the correction", () => {
    const [second] = compareVersions([
      version(2, [result("PLT", "210")]),
      version(1, [result("HGB", "12.4")]),
    ]);
    expect(second?.results.map(({ analyte, difference }) => [analyte, difference])).toEqual([
      ["PLT", "added"],
      ["HGB", "removed"],
    ]);
  });

  it("differ when only the unit, the confirmation or the collection time was corrected", () => {
    const first = version(1, [result("HGB", "12.4")]);
    const unit = compareVersions([version(2, [result("HGB", "12.4", { unit: "g/L" })]), first]);
    const confirmed = compareVersions([version(2, [result("HGB", "12.4", { confirmed: true })]), first]);
    const moved = compareVersions([version(2, [result("HGB", "12.4")], { collectedTime: null }), first]);
    expect(unit[0]?.results[0]?.difference).toBe("changed");
    expect(confirmed[0]?.results[0]?.difference).toBe("changed");
    expect(moved[0]?.fields).toEqual(["collected"]);
  });
});
