import { longerThan } from "../decode-text";
import { IMPORT_LIMITS, type Refusal } from "../import-format";
import type { TableLine } from "../table/table-line";
import { shownNumber } from "./number-format";
import type { SheetPackage } from "./sheet-package";
import { attribute, decodeXml, elements, stringText } from "./xml-scan";

export type SheetReading =
  | { readonly refusal: null; readonly lines: readonly TableLine[] }
  | { readonly refusal: Refusal };

/** Headings stand among the first lines; these are as wide as the sheet, so that no column is overlooked. */
const PADDED_LINES = 60;

/** The rows of a sheet that hold something, each with the number the sheet gives it; every cell as it is shown. */
export function sheetLines(xml: string, book: SheetPackage): SheetReading {
  const lines: { line: number; row: number; cells: string[]; numbers: boolean[] }[] = [];
  let width = 0;
  let row = 0;
  for (const { attributes, inner } of elements(xml, "row")) {
    row = placeIn(attribute(attributes, "r"), row + 1);
    const cells: string[] = [];
    const numbers: boolean[] = [];
    let column = 0;
    for (const cell of elements(inner, "c")) {
      column = columnOf(attribute(cell.attributes, "r")) ?? column + 1;
      const { text, isNumber } = cellText(cell.attributes, cell.inner, book);
      if (text.trim() === "") continue;
      if (column > IMPORT_LIMITS.columns) return { refusal: tooManyColumns };
      if (longerThan(text, IMPORT_LIMITS.fieldBytes)) {
        return {
          refusal: {
            code: "field-too-long",
            message: `Row ${row}, column ${column}: the cell is over 64 KB.`,
          },
        };
      }
      while (cells.length < column) {
        cells.push("");
        numbers.push(false);
      }
      cells[column - 1] = text;
      numbers[column - 1] = isNumber;
      width = Math.max(width, column);
    }
    if (cells.length === 0) continue;
    lines.push({ line: row, row, cells, numbers });
    if (lines.length > IMPORT_LIMITS.rows + PADDED_LINES) return { refusal: tooManyRows };
  }
  for (const { cells } of lines.slice(0, PADDED_LINES)) while (cells.length < width) cells.push("");
  return { refusal: null, lines };
}

const tooManyColumns: Refusal = {
  code: "too-many-columns",
  message: `The table has over ${IMPORT_LIMITS.columns} columns.`,
};
const tooManyRows: Refusal = {
  code: "too-many-rows",
  message: "The sheet holds more than 200,000 rows; import it in parts.",
};

function placeIn(written: string | null, otherwise: number): number {
  const place = Number(written);
  return written !== null && Number.isSafeInteger(place) && place > 0 ? place : otherwise;
}

/** "AB12" is column 28; null where the cell does not say. */
function columnOf(address: string | null): number | null {
  const letters = /^([A-Z]{1,4})\d*$/.exec(address ?? "")?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(
  attributes: string,
  inner: string,
  book: SheetPackage,
): { text: string; isNumber: boolean } {
  const type = attribute(attributes, "t") ?? "n";
  const words = (text: string) => ({ text, isNumber: false });
  if (type === "inlineStr") return words(stringText(inner));
  const [value] = elements(inner, "v");
  if (value === undefined) return words("");
  const stored = decodeXml(value.inner);
  if (type === "s") return words(book.strings[Number(stored)] ?? "");
  if (type === "b") return words(stored === "1" ? "TRUE" : "FALSE");
  if (type !== "n") return words(stored);
  const format = book.formats[Number(attribute(attributes, "s") ?? 0)] ?? { kind: "general" };
  return { text: shownNumber(stored, format, book.from1904), isNumber: true };
}
