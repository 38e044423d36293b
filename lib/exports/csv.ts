import type { ExportFormat } from "./export-format";
import type { PatientReport } from "./patient-report";
import type { ReceivedValue } from "./received-values";

const COLUMNS = {
  report: "report",
  version: "version",
  status: "status",
  specimen: "specimen",
  accession: "accession",
  collectedOn: "collected_on",
  collectedTime: "collected_time",
  day: "day",
  dayCountsFrom: "day_counts_from",
  analyte: "analyte",
  text: "text",
  unit: "unit",
  comparator: "comparator",
  value: "value",
  canonicalUnit: "canonical_unit",
  flag: "flag",
  state: "state",
  source: "source",
  author: "author",
} as const satisfies Record<keyof ReceivedValue, string>;

/** Who and when: left out with their heads. */
const IDENTIFYING: ReadonlySet<string> = new Set<keyof ReceivedValue>([
  "accession",
  "collectedOn",
  "collectedTime",
  "source",
  "author",
]);

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** What a spreadsheet reads as a formula, also behind white space, in full width, or after the apostrophe below. */
const LIKE_FORMULA = /^\s*['=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/**
 * A cell that begins like a formula gets one apostrophe before it, and so does one that begins with an apostrophe: who
 * reads the file takes one leading apostrophe off and has the text as received. Numbers stay numbers.
 */
export function csvText(text: string): string {
  return LIKE_FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** RFC 4180; quoted as well where a reader might trim. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = csvText(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every value as received, one a row. The byte order mark tells spreadsheets that this is UTF-8. */
export function reportCsv({ values, identity }: PatientReport): string {
  const columns = (Object.keys(COLUMNS) as (keyof ReceivedValue)[]).filter(
    (column) => identity === "identified" || !IDENTIFYING.has(column),
  );
  const rows = [
    columns.map((column) => COLUMNS[column]),
    ...values.map((value) => columns.map((column) => csvCell(value[column]))),
  ];
  return `\uFEFF${rows.map((row) => `${row.join(",")}\r\n`).join("")}`;
}

export const csv: ExportFormat = {
  id: "csv",
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  label: "CSV",
  render: async (report) => new TextEncoder().encode(reportCsv(report)),
};
