import { csvCell } from "./csv";

/** Rows under their heads as a file: formula-safe cells, a byte order mark that tells spreadsheets of UTF-8. */
export function tableCsv(
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return `\uFEFF${[heads, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}
