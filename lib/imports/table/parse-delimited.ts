import Papa from "papaparse";
import { longerThan } from "../decode-text";
import { IMPORT_LIMITS, type Refusal } from "../import-format";
import type { TableLine } from "./table-line";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Empty columns at the end, of which spreadsheets write many, are no columns. */
const MOST_CELLS = 20_000;

export type Delimited =
  | { readonly refusal: null; readonly lines: readonly TableLine[] }
  | { readonly refusal: Refusal };

/** Text as lines of cells, every cell byte for byte; at most `most` lines. Cells in quotes may break lines. */
export function parseDelimited(text: string, delimiter: Delimiter, most: number): Delimited {
  const { data, errors } = Papa.parse<string[]>(withOneEnding(text), {
    delimiter,
    newline: "\n",
    preview: most,
    skipEmptyLines: false,
  });
  const lines: TableLine[] = [];
  let line = 1;
  for (const cells of data) {
    if (cells.length > MOST_CELLS) {
      const message = `Line ${line} has ${cells.length} cells; a table has at most ${IMPORT_LIMITS.columns} columns.`;
      return { refusal: { code: "too-many-columns", message } };
    }
    const long = cells.findIndex((cell) => longerThan(cell, IMPORT_LIMITS.fieldBytes));
    if (long >= 0) {
      const message = `Line ${line}, column ${long + 1}: the cell is over 64 KB.`;
      return { refusal: { code: "field-too-long", message } };
    }
    lines.push({ line, cells });
    line += 1;
    for (const cell of cells) line += lineBreaks(cell);
  }
  // Behind a quote that is out of place nobody can say where a cell ends.
  const quote = errors.find(({ type }) => type === "Quotes");
  if (quote) {
    const at = lines[quote.row ?? 0]?.line ?? 1;
    const message =
      quote.code === "MissingQuotes"
        ? `Line ${at}: a quotation mark opens a cell and none closes it; the file may have been cut short.`
        : `Line ${at}: a quotation mark stands inside a quoted cell.`;
    return { refusal: { code: quote.code === "MissingQuotes" ? "truncated" : "unreadable-line", message } };
  }
  return { refusal: null, lines };
}

function lineBreaks(cell: string): number {
  if (!cell.includes("\n") && !cell.includes("\r")) return 0;
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Line ends outside quoted cells as "\n", however many kinds there are; inside they are part of the value. */
function withOneEnding(text: string): string {
  if (!text.includes("\r")) return text;
  if (!text.includes('"')) return text.replace(/\r\n?/g, "\n");
  return text
    .split('"')
    .map((part, index) => (index % 2 === 0 ? part.replace(/\r\n?/g, "\n") : part))
    .join('"');
}
