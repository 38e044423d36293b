import { describe, expect, it } from "vitest";
import type { JudgedReport, JudgedResult } from "../../clinical/assessment";
import type { ReportVersion, Specimen } from "../../clinical/record";
import { flowsheetOf } from "./flowsheet-model";

const result = (analyte: JudgedResult["analyte"], value: number | null, more: Partial<JudgedResult> = {}) =>
  ({
    analyte,
    text: String(value),
    value,
    comparator: null,
    interval: null,
    flag: null,
    state: "ok",
    derived: false,
    ...more,
  }) as JudgedResult;

const report = (
  reportId: string,
  date: string,
  minute: number | null,
  specimen: Specimen,
  results: JudgedResult[],
  usable = true,
): JudgedReport => ({
  report: { reportId, version: 1, specimen, collected: { date, minute }, status: "final" } as ReportVersion,
  usable,
  unusable: usable ? null : "preliminary",
  results,
  notes: [],
});

describe("the flowsheet", () => {
  it("runs from the oldest to the newest collection, a date without a time at noon", () => {
    const { columns } = flowsheetOf([
      report("evening", "2026-03-02", 1200, "blood", []),
      report("undated", "2026-03-02", null, "blood", []),
      report("before", "2026-02-27", 480, "blood", []),
      report("morning", "2026-03-02", 480, "blood", []),
    ]);
    expect(columns.map(({ key }) => key)).toEqual(["before", "morning", "undated", "evening"]);
  });

  it("puts a marrow and the count of its day under one date, but never two counts", () => {
    const { columns } = flowsheetOf([
      report("count", "2026-03-31", 510, "blood", []),
      report("marrow", "2026-03-31", 540, "marrow", []),
      report("second", "2026-03-31", 900, "blood", []),
    ]);
    expect(columns.map(({ reports }) => reports.map((each) => each.report.reportId))).toEqual([
      ["count", "marrow"],
      ["second"],
    ]);
  });

  it("shows what the verdicts read first and every other reported analyte after it", () => {
    const { rows, moreRows } = flowsheetOf([
      report("a", "2026-03-31", 510, "blood", [result("MCV", 90), result("PLT", 210), result("WBC", 5.2)]),
      report("m", "2026-03-31", 540, "marrow", [result("MARROW_BLAST", 2)]),
    ]);
    expect(rows.map(({ analyte }) => analyte)).toEqual(["MARROW_BLAST", "WBC", "PLT"]);
    expect(moreRows.map(({ analyte }) => analyte)).toEqual(["MCV"]);
  });

  it("draws no trend through a value that is shown and not used", () => {
    const [row] = flowsheetOf([
      report("a", "2026-03-01", 0, "blood", [result("WBC", 1)]),
      report("b", "2026-03-02", 0, "blood", [result("WBC", 900, { state: "unconfirmed" })]),
      report("c", "2026-03-03", 720, "blood", [result("WBC", 3)], false),
      report("d", "2026-03-04", 720, "blood", [result("WBC", 4)]),
      report("e", "2026-03-05", 720, "blood", [result("WBC", 0.1, { comparator: "<" })]),
    ]).rows;
    expect(row?.trend).toMatchObject({ days: [0, 3.5], values: [1, 4] });
    expect(row?.cells.map((cell) => cell?.result.value)).toEqual([1, 900, 3, 4, 0.1]);
  });

  it("names the interval of the newest value that has one, and shades the trend with it", () => {
    const interval = { low: 4, high: 10, unit: "10*9/L", origin: "table", source: "UIOWA" } as const;
    const [row] = flowsheetOf([
      report("a", "2026-03-01", 0, "blood", [result("WBC", 1, { interval })]),
      report("b", "2026-03-02", 0, "blood", [result("WBC", 5)]),
    ]).rows;
    expect(row?.interval).toEqual(interval);
    expect(row?.trend).toMatchObject({ low: 4, high: 10 });
  });

  it("of a patient without reports is empty", () => {
    expect(flowsheetOf([])).toEqual({ columns: [], rows: [], moreRows: [] });
  });
});
