import { IMPORT_LIMITS, type ImportFormat, type ImportReading, refuse } from "./import-format";
import { foreignKind } from "./recognise-kind";
import { sheetLines } from "./sheet/sheet-lines";
import { NoWorkbook, openPackage, TooMuchUnpacked } from "./sheet/sheet-package";
import { findHeader } from "./table/find-header";
import { readTable } from "./table/read-table";

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Behind covers and explanations. */
const SHEETS_LOOKED_AT = 10;

/** A workbook of Excel or LibreOffice: its first sheet with headings. */
export const xlsx = {
  id: "xlsx",
  label: "Table (Excel workbook)",
  mediaTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  recognises: ({ bytes, text }) =>
    ZIP.every((byte, at) => bytes[at] === byte) && /\[Content_Types\]\.xml|xl\/|_rels\/\.rels/.test(text),
  async read(input) {
    const { bytes } = input;
    if (bytes.length === 0) return refuse("empty", "The file is empty.");
    if (bytes.length > IMPORT_LIMITS.bytes) return refuse("too-large", "The file is over 25 MB.");
    if (!ZIP.every((byte, at) => bytes[at] === byte)) {
      return refuse(
        "wrong-kind",
        `This looks like ${foreignKind(bytes) ?? "text"}, not an Excel workbook (.xlsx).`,
      );
    }
    try {
      return await readWorkbook(input);
    } catch (error) {
      if (error instanceof NoWorkbook)
        return refuse("wrong-kind", "This is no Excel workbook (.xlsx), or a damaged one.");
      if (error instanceof TooMuchUnpacked)
        return refuse("too-large", "Unpacked the workbook is far too large.");
      throw error;
    }
  },
} as const satisfies ImportFormat;

async function readWorkbook(input: Parameters<ImportFormat["read"]>[0]): Promise<ImportReading> {
  const book = await openPackage(input.bytes);
  let first: ImportReading | null = null;
  for (const sheet of book.sheets.slice(0, SHEETS_LOOKED_AT)) {
    const found = sheetLines(await sheet.xml(), book);
    await input.pause?.();
    if (found.refusal !== null) return found;
    if (findHeader(found.lines, input.answers) !== null) return await readTable(found.lines, "xlsx", input);
    first ??= await readTable(found.lines, "xlsx", input);
  }
  return first ?? refuse("empty", "The workbook has no visible sheet.");
}
