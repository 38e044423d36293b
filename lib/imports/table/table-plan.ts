import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { DateOrder, ImportQuestion, ReadingAnswers, TableLayout } from "../import-format";
import { type ColumnUse, columnQuestion, columnUses, type TableColumn, unitQuestion } from "./column-use";
import { orderEvidence } from "./date-text";
import { type DecimalEvidence, decimalEvidence, marksOf } from "./decimal-evidence";
import { dateOrderQuestion, decimalQuestion, layoutQuestion } from "./file-questions";
import type { TableField } from "./match-heading";
import type { TableLine } from "./table-line";
import { isUnitLine } from "./unit-line";

/** How a table is read, and what has to be asked before its values can be trusted. */
export interface TablePlan {
  readonly columns: readonly TableColumn[];
  /** Null while it is a question. */
  readonly layout: TableLayout | null;
  /** The lines of values, without the headings and what stands above them. */
  readonly lines: readonly PlacedLine[];
  readonly mark: DecimalMark | null;
  /** True while values that could be read in two ways wait for an answer. */
  readonly markAsked: boolean;
  readonly dateOrder: DateOrder | null;
  readonly birthOrder: DateOrder | null;
  readonly questions: readonly ImportQuestion[];
}

export interface PlacedLine extends TableLine {
  /** Of the table, from 1, headings and empty lines counted: what a spreadsheet numbers it. */
  readonly row: number;
}

export type AnalyteColumn = TableColumn & { readonly use: Extract<ColumnUse, { kind: "analyte" }> };
export const isAnalyteColumn = (column: TableColumn): column is AnalyteColumn =>
  column.use.kind === "analyte";

export const MOMENT_FIELDS: readonly TableField[] = ["dateTime", "date"];

export function planTable(all: readonly TableLine[], headingAt: number, answers: ReadingAnswers): TablePlan {
  const below = linesBelow(all, headingAt);
  const headings = withoutTail(all[headingAt]?.cells ?? [], below);
  const [first] = below;
  const plain = columnUses(headings, answers);
  const units = first && isUnitLine(first.cells, "", plain) ? first : null;
  const columns = units ? columnUses(headings, answers, (at) => units.cells[at]?.trim() || null) : plain;
  const lines = units ? below.slice(1) : below;
  const layout = layoutOf(columns, answers);

  const questions: ImportQuestion[] = [];
  if (layout === null) questions.push(layoutQuestion());
  questions.push(...openColumns(columns, lines, layout));
  if (layout === "wide") questions.push(...unitless(columns, lines));
  const dates = orderOf(columns, lines, MOMENT_FIELDS, answers);
  const births = orderOf(columns, lines, ["birthDate"], answers);
  questions.push(...(dates.question ? [dates.question] : []), ...(births.question ? [births.question] : []));
  const numbers = columns.filter(({ use }) => holdsNumbers(use, layout));
  const evidence = decimalEvidence(numbers.flatMap(({ index }) => [...textsOf(lines, index)]));
  const settled = evidence.unsettled.length === 0;
  const mark = settled ? evidence.mark : (answers.decimal ?? null);
  const markAsked = !settled && mark === null;
  if (markAsked) questions.push(decimalQuestion(holderOf(evidence, numbers, lines), evidence));
  return {
    columns,
    layout,
    lines,
    mark,
    markAsked,
    dateOrder: dates.order,
    birthOrder: births.order,
    questions,
  };
}

/** Spreadsheets write hundreds of empty columns at the end; one without a heading that holds something stays. */
function withoutTail(cells: readonly string[], lines: readonly TableLine[]): readonly string[] {
  const named = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  let width = named;
  for (const line of lines) {
    const most = Math.min(line.cells.length, cells.length);
    for (let at = most - 1; at >= width; at--) if (line.cells[at]?.trim()) width = at + 1;
  }
  return cells.slice(0, width);
}

/** Empty lines and headings repeated on a new page are no lines of values. */
function linesBelow(all: readonly TableLine[], headingAt: number): PlacedLine[] {
  const heading = (all[headingAt]?.cells ?? []).join("\u0000");
  const below: PlacedLine[] = [];
  for (let at = headingAt + 1; at < all.length; at++) {
    const line = all[at];
    if (!line || line.cells.every((cell) => cell.trim() === "")) continue;
    if (line.cells.join("\u0000") === heading) continue;
    below.push({ ...line, row: line.row ?? at + 1 });
  }
  return below;
}

function layoutOf(columns: readonly TableColumn[], answers: ReadingAnswers): TableLayout | null {
  const has = (field: TableField) => columns.some(({ use }) => use.kind === "field" && use.field === field);
  const wide = columns.some(isAnalyteColumn);
  const long = has("value") || has("analyte");
  if (wide && has("value") && has("analyte")) return answers.layout ?? null;
  return long && !wide ? "long" : "wide";
}

/** In a long table a column nobody knows holds no values: it matters only where one that is needed is not found. */
function openColumns(
  columns: readonly TableColumn[],
  lines: readonly TableLine[],
  layout: TableLayout | null,
): ImportQuestion[] {
  const has = (...fields: readonly TableField[]) =>
    columns.some(({ use }) => use.kind === "field" && fields.includes(use.field));
  const known = has("analyte") && has("value") && has(...MOMENT_FIELDS) && has("mrn", "familyName");
  if (layout === "long" && known) {
    const doubled = columns.filter(({ use }) => use.kind === "open" && use.candidates.length === 1);
    return doubled
      .filter(({ index }) => isFilled(lines, index))
      .map((column) => columnQuestion(column, true));
  }
  return columns
    .filter(({ use, index }) => use.kind === "open" && isFilled(lines, index))
    .map((column) => columnQuestion(column, true));
}

function unitless(columns: readonly TableColumn[], lines: readonly TableLine[]): ImportQuestion[] {
  return columns
    .filter(isAnalyteColumn)
    .filter(({ use, index }) => use.unit === null && lines.some(({ cells }) => /\d/.test(cells[index] ?? "")))
    .map((column) => unitQuestion(column, column.use.analyte as AnalyteCode));
}

function orderOf(
  columns: readonly TableColumn[],
  lines: readonly TableLine[],
  fields: readonly TableField[],
  answers: ReadingAnswers,
): { order: DateOrder | null; question: ImportQuestion | null } {
  const column = columnOf(columns, fields);
  if (!column) return { order: "ymd", question: null };
  const evidence = orderEvidence(textsOf(lines, column.index));
  const order = evidence.order ?? answers.dateOrder ?? null;
  return { order, question: order === null ? dateOrderQuestion(column.key, evidence) : null };
}

/** The column that holds the first of these fields that any holds. */
export function columnOf(
  columns: readonly TableColumn[],
  fields: readonly TableField[],
): TableColumn | undefined {
  for (const field of fields) {
    const found = columns.find(({ use }) => use.kind === "field" && use.field === field);
    if (found) return found;
  }
  return undefined;
}

const LIMIT_FIELDS: readonly TableField[] = ["value", "low", "high", "interval"];

function holdsNumbers(use: ColumnUse, layout: TableLayout | null): boolean {
  if (use.kind === "field") return LIMIT_FIELDS.includes(use.field);
  return layout !== "long" && (use.kind === "analyte" || use.kind === "open");
}

/** The different texts of a column; a number that the file holds as one has no mark. */
function textsOf(lines: readonly TableLine[], index: number): Set<string> {
  const texts = new Set<string>();
  for (const { cells, numbers } of lines) {
    const text = cells[index];
    if (text !== undefined && text !== "" && numbers?.[index] !== true) texts.add(text);
  }
  return texts;
}

const isFilled = (lines: readonly TableLine[], index: number): boolean =>
  lines.some(({ cells }) => (cells[index] ?? "").trim() !== "");

/** The column whose value has to be asked about. */
function holderOf(
  { unsettled }: DecimalEvidence,
  columns: readonly TableColumn[],
  lines: readonly TableLine[],
): string {
  const [text] = unsettled;
  const holder = columns.find(({ index }) => text !== undefined && textsOf(lines, index).has(text));
  return holder?.key ?? columns[0]?.key ?? "";
}

/** Whether a value waits for the answer about the mark. */
export const waitsForMark = (text: string, plan: TablePlan): boolean =>
  plan.markAsked && marksOf(text).length > 0;
