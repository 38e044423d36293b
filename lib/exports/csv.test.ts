import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { inventedRecord, inventedReport } from "../figures/fixtures/invented-course";
import { csvText, reportCsv } from "./csv";
import { inventedPatientReport } from "./fixtures/invented-report";

const read = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true })
    .data;
/** As the format says: one leading apostrophe is taken off. */
const decoded = (cell: string | undefined) => (cell ?? "").replace(/^'/, "");

const valuesOf = (texts: readonly string[], unit = "10*9/L") =>
  inventedRecord({
    reports: texts.map((text, index) =>
      inventedReport({ id: `r${index}`, elapsed: index, values: { WBC: text }, change: { unit } }),
    ),
  });

describe("a cell", () => {
  test.each([
    '=HYPERLINK("http://evil","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "＝1",
    "'5",
    "''5",
    "-",
    "--5",
  ])("that begins like a formula is shut, and opens to what it was: %j", (text) => {
    expect(csvText(text)).toBe(`'${text}`);
    expect(decoded(csvText(text))).toBe(text);
  });

  test.each(["5", "-5.20", "+5", "<0.5", "5.2 ", " 5.2", "DNR", "5'", ""])(
    "that is a number or words stays: %j",
    (text) => expect(csvText(text)).toBe(text),
  );
});

test("every value is one row, as received, with its canonical number beside", () => {
  const texts = ["05.20", " <0.50 ", 'a "quoted", one\r\nin two lines', "=1+1", "DNR"];
  const rows = read(reportCsv(inventedPatientReport({}, valuesOf(texts))));
  expect(rows.map(({ text }) => decoded(text))).toEqual(texts);
  expect(rows[0]).toMatchObject({
    report: "r0",
    version: "1",
    status: "final",
    specimen: "blood",
    day: "1",
    day_counts_from: "treatment",
    analyte: "WBC",
    unit: "10*9/L",
    comparator: "",
    value: "5.2",
    canonical_unit: "10*9/L",
    state: "ok",
  });
  expect(rows[1]).toMatchObject({ comparator: "<", value: "0.5" });
});

test("a withdrawn report and computed values are not in it", () => {
  const record = inventedRecord({
    reports: [
      inventedReport({ id: "a", elapsed: 1, values: { WBC: "5", NEUT_PCT: "50", LYMPH_PCT: "50" } }),
      inventedReport({ id: "b", elapsed: 2, status: "entered-in-error", values: { WBC: "6" } }),
    ],
  });
  expect(
    read(reportCsv(inventedPatientReport({}, record)))
      .map(({ analyte }) => analyte)
      .sort(),
  ).toEqual(["LYMPH_PCT", "NEUT_PCT", "WBC"]);
});

test("de-identified it has no column for who or when, and no words that somebody typed", () => {
  const record = valuesOf(["5.20", "ask Dr Quill", "<0.5"], "10*9/L");
  const text = reportCsv(inventedPatientReport({ identity: "de-identified" }, record));
  const rows = read(text);
  expect(Object.keys(rows[0] ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/accession|collected|source|author/)]),
  );
  expect(rows.map((row) => [row.report, row.text])).toEqual([
    ["1", "5.20"],
    ["2", "words"],
    ["3", "<0.5"],
  ]);
});
