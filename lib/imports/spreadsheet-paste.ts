import type { LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import { type DateOrder, IMPORT_LIMITS, type ImportQuestion, type ReadingAnswers } from "./import-format";
import { type ColumnUse, columnQuestion, columnUses, type TableColumn } from "./table/column-use";
import { orderEvidence, readDateText, readTimeText } from "./table/date-text";
import { decimalEvidence, neededMark } from "./table/decimal-evidence";
import { dateOrderQuestion, decimalQuestion } from "./table/file-questions";
import { matchHeading, type TableField } from "./table/match-heading";
import { parseDelimited } from "./table/parse-delimited";
import { isUnitLine } from "./table/unit-line";

/** A block from the clipboard of Excel or LibreOffice, understood as far as it goes. */
export interface PastedBlock {
  /** Why nothing of it can be used; null where something can. */
  readonly refusal: string | null;
  /**
   * across: analytes are the columns, reports the rows; down: the other way round. bare: no heading was found, and
   * the cells belong where they are pasted.
   */
  readonly orientation: "across" | "down" | "bare";
  /** Every cell as text, rows of equal length, empty lines at the end left off; as it stands on the clipboard. */
  readonly raw: readonly (readonly string[])[];
  /** The line of headings, in its order; empty for a bare block. */
  readonly headings: readonly PastedHeading[];
  /** In the order pasted; empty for a bare block. */
  readonly reports: readonly PastedReport[];
  /** Codes "column", "date-order" and "decimal"; answered by `choices`. Where none is left the block is plain. */
  readonly questions: readonly ImportQuestion[];
  /** Headings that are no analyte and no field, by key: their cells are in no report. */
  readonly unmatched: readonly string[];
}

export interface PastedHeading {
  /** What questions and answers call it. */
  readonly key: string;
  readonly text: string;
  /** Column of `raw` for a block across, row for one down, from 0. */
  readonly at: number;
  /** An analyte's unit is null where the block says none: the column of the grid has one. */
  readonly use: ColumnUse;
}

export interface PastedReport {
  /** Row of `raw` for a block across, column for one down, from 0. */
  readonly at: number;
  /** As written; empty where the block has no dates. */
  readonly dateText: string;
  /** Null where there is none, it is no date, or its order is still a question. */
  readonly date: LocalDate | null;
  /** "08:30" as written for it, null where none is. */
  readonly time: string | null;
  /** What else the block says of it as text, `mrn` and names included. */
  readonly fields: Readonly<Partial<Record<TableField, string>>>;
  /** One per analyte heading, in the order of the headings; empty cells are there with an empty text. */
  readonly cells: readonly PastedCell[];
}

export interface PastedCell {
  readonly analyte: AnalyteCode;
  /** As pasted, never rewritten. */
  readonly text: string;
  /** To be sent beside the text; null where the text is read the same without it, or the mark is still a question. */
  readonly decimalMark: DecimalMark | null;
  /** From the heading or the block's own line of units; null where the block says none. */
  readonly unit: string | null;
  /** Place in `raw`, from 0. */
  readonly row: number;
  readonly column: number;
}

/** Most of a block; a larger one is a file to import. */
export const PASTE_LIMITS = { characters: 4_000_000, rows: 5_000, columns: 1_000 } as const;

/** Headings stand among the first lines. */
const HEADING_LINES = 8;

/**
 * Reads what a spreadsheet puts on the clipboard. Whether analytes stand across or down is told by the headings; what
 * is ambiguous is a question, and `choices` are the answers given so far (columns, units, decimal, dateOrder).
 */
export function readPaste(text: string, choices: ReadingAnswers = {}): PastedBlock {
  const cells = cellsOf(text);
  if (typeof cells === "string") return { ...EMPTY, refusal: cells };
  const across = headingLine(cells, choices);
  const turned = transposed(cells);
  const down = headingLine(turned, choices);
  const [first] = cells;
  if (first === undefined) return { ...EMPTY, refusal: "There is nothing to paste." };
  if (Math.max(across.score, down.score) <= 0) return { ...EMPTY, raw: cells };
  return across.score >= down.score
    ? understood(cells, cells, across.at, "across", choices)
    : understood(cells, turned, down.at, "down", choices);
}

const EMPTY: PastedBlock = {
  refusal: null,
  orientation: "bare",
  raw: [],
  headings: [],
  reports: [],
  questions: [],
  unmatched: [],
};

type Cells = readonly (readonly string[])[];

/** Rows of equal length, or why there are none. */
function cellsOf(text: string): Cells | string {
  if (text.length > PASTE_LIMITS.characters) return "This is too much to paste; import it as a file.";
  const { rows: most, columns: widest } = PASTE_LIMITS;
  const quoted = parseDelimited(text, "\t", most + 2);
  // A cell may begin with a quotation mark that quotes nothing: then tabs and line ends alone part cells.
  const lines =
    quoted.refusal === null
      ? quoted.lines.map(({ cells }) => cells)
      : text.split(/\r\n|\r|\n/).map((line) => line.split("\t"));
  const last = lines.findLastIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  const kept = lines.slice(0, last + 1);
  const width = kept.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (kept.length > most || width > widest) {
    return `A block of more than ${most} rows or ${widest} columns is a file to import.`;
  }
  if (kept.some((cells) => cells.some((cell) => cell.length > IMPORT_LIMITS.fieldBytes))) {
    return "A cell holds more text than a value can have.";
  }
  return kept.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]);
}

const transposed = (cells: Cells): Cells =>
  (cells[0] ?? []).map((_, column) => cells.map((row) => row[column] ?? ""));

/** The line with most analytes and least numbers; no analyte, no line. */
function headingLine(lines: Cells, choices: ReadingAnswers): { at: number; score: number } {
  let best = { at: 0, score: 0 };
  for (const [at, line] of lines.slice(0, HEADING_LINES).entries()) {
    const known = columnUses(line, choices).map(({ use }, index) => {
      if (use.kind === "analyte" || (use.kind === "open" && use.candidates.length > 0)) return 1;
      if (use.kind === "field") return 0.25;
      return /^[<>≤≥]?\s*\d/.test((line[index] ?? "").trim()) ? -1 : 0;
    });
    const score = known.reduce<number>((sum, one) => sum + one, 0);
    if (known.includes(1) && score > best.score) best = { at, score };
  }
  return best;
}

/** `lines`: the block turned so that headings stand across. */
function understood(
  raw: Cells,
  lines: Cells,
  headingAt: number,
  orientation: "across" | "down",
  choices: ReadingAnswers,
): PastedBlock {
  const headings = lines[headingAt] ?? [];
  const others = lines.map((cells, at) => ({ cells, at })).filter(({ at }) => at !== headingAt);
  const before = columnUses(headings, choices);
  const dates = dateColumn(before, others);
  const labels = others.map(({ cells }) => (dates === null ? "" : (cells[dates] ?? "")));
  const unitLine = others.find(({ cells }, index) => isUnitLine(cells, labels[index] ?? "", before));
  const columns = columnUses(headings, choices, (index) => unitLine?.cells[index]?.trim() || null).map(
    (column) =>
      column.index === dates ? { ...column, use: { kind: "field", field: "dateTime" } as const } : column,
  );
  const reports = others.filter(
    (line, index) => line !== unitLine && line.at > headingAt && isReport(line.cells, labels[index] ?? ""),
  );
  const analytes = columns.filter(isAnalyteColumn);
  const values = reports.flatMap(({ cells }) => analytes.map(({ index }) => cells[index] ?? ""));
  const decimal = decimalEvidence(values);
  const mark = decimal.unsettled.length === 0 ? decimal.mark : (choices.decimal ?? null);
  const dateTexts = reports.map(({ cells }) => textOf(columns, cells, MOMENTS));
  const written = orderEvidence(dateTexts);
  const order = written.order ?? choices.dateOrder ?? null;

  const open = columns.filter(({ use, index }) => use.kind === "open" && isFilled(index, reports));
  const questions = open.map((column) => columnQuestion(column, true));
  if (order === null) questions.push(dateOrderQuestion("the dates", written));
  if (decimal.unsettled.length > 0 && mark === null) questions.push(decimalQuestion("the values", decimal));
  const place = (at: number, index: number) =>
    orientation === "across" ? { row: at, column: index } : { row: index, column: at };
  return {
    refusal: null,
    orientation,
    raw,
    headings: columns.map(({ key, heading, index, use }) => ({ key, text: heading, at: index, use })),
    reports: reports.map(({ cells, at }) => ({
      at,
      ...momentOf(columns, cells, order),
      fields: fieldsOf(columns, cells),
      cells: analytes.map(({ index, use }) => {
        const text = cells[index] ?? "";
        return {
          analyte: use.analyte,
          text,
          decimalMark: neededMark(text, mark),
          unit: use.unit,
          ...place(at, index),
        };
      }),
    })),
    questions,
    unmatched: open.map(({ key }) => key),
  };
}

type AnalyteColumn = TableColumn & { readonly use: Extract<ColumnUse, { kind: "analyte" }> };
const isAnalyteColumn = (column: TableColumn): column is AnalyteColumn => column.use.kind === "analyte";

interface Line {
  readonly cells: readonly string[];
  readonly at: number;
}

const MOMENTS: readonly TableField[] = ["dateTime", "date"];

/** The column without a heading of its own that holds dates, where none says that it does; null where there is none. */
function dateColumn(columns: readonly TableColumn[], lines: readonly Line[]): number | null {
  if (columns.some(({ use }) => use.kind === "field" && MOMENTS.includes(use.field))) return null;
  const found = columns.find(({ use, index }) => {
    const unnamed = use.kind === "open" || (use.kind === "field" && use.field === "analyte");
    const filled = lines.map(({ cells }) => (cells[index] ?? "").trim()).filter(isValueLabel);
    const dates = filled.filter((cell) => readDateText(cell).kind === "date");
    return unnamed && dates.length > 0 && dates.length * 2 >= filled.length;
  });
  return found?.index ?? null;
}

/** Lines of reference limits, flags and the like stand among the reports and are none. */
function isReport(cells: readonly string[], label: string): boolean {
  if (cells.every((cell) => cell.trim() === "")) return false;
  return label.trim() === "" || isValueLabel(label);
}

/** What may name a report: anything but the name of a field. */
const isValueLabel = (label: string): boolean => label.trim() !== "" && matchHeading(label).kind !== "field";

const isFilled = (index: number, lines: readonly Line[]): boolean =>
  lines.some(({ cells }) => (cells[index] ?? "").trim() !== "");

/** The first filled cell of columns that hold one of the fields. */
function textOf(
  columns: readonly TableColumn[],
  cells: readonly string[],
  fields: readonly TableField[],
): string {
  for (const field of fields) {
    const column = columns.find(({ use }) => use.kind === "field" && use.field === field);
    const text = column === undefined ? "" : (cells[column.index] ?? "").trim();
    if (text !== "") return text;
  }
  return "";
}

function momentOf(
  columns: readonly TableColumn[],
  cells: readonly string[],
  order: DateOrder | null,
): Pick<PastedReport, "dateText" | "date" | "time"> {
  const dateText = textOf(columns, cells, MOMENTS);
  const reading = readDateText(dateText);
  const clock = readTimeText(textOf(columns, cells, ["time"]));
  if (reading.kind !== "date") return { dateText, date: null, time: clock?.time ?? null };
  const date = order === null ? null : reading.dates[order];
  return { dateText, date, time: reading.time ?? clock?.time ?? null };
}

function fieldsOf(columns: readonly TableColumn[], cells: readonly string[]): PastedReport["fields"] {
  const fields: Partial<Record<TableField, string>> = {};
  for (const { use, index } of columns) {
    const text = cells[index] ?? "";
    if (use.kind === "field" && text.trim() !== "") fields[use.field] ??= text;
  }
  return fields;
}
