import { ANALYTE_CODES, ANALYTES, type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Specimen } from "@/lib/clinical/record";
import type { ReportAnswer } from "@/lib/contract/report";
import { paperOrder } from "../../report/report-draft";

/** A column of the grid: when the report was collected, or one analyte. */
export type GridField = "date" | "time" | AnalyteCode;

export const isMoment = (field: GridField): field is "date" | "time" => field === "date" || field === "time";

/** What was typed into a cell and is not on record. */
export interface TypedCell {
  /** To the letter; empty: the recorded value is taken out. */
  readonly text: string;
  /** Null: the unit of the column. */
  readonly unit: string | null;
  readonly confirmed: boolean;
  /** What stands before its decimals, where that is known of this text; null: as the site writes. */
  readonly mark: DecimalMark | null;
}

/** What was typed: the text as it stands, in the unit of the column, not yet confirmed. */
export const typedCell = (text: string, more: Partial<Omit<TypedCell, "text">> = {}): TypedCell => ({
  text,
  unit: null,
  confirmed: false,
  mark: null,
  ...more,
});

export type TypedCells = Readonly<Partial<Record<GridField, TypedCell>>>;

/** One report: on record, or not yet. */
export interface GridRow {
  /** Stays the same when the report is saved. */
  readonly id: string;
  readonly patientId: string;
  /** The version on record that typed cells stand over; null before it is recorded. */
  readonly report: ReportAnswer | null;
  /** The day an empty date stands for: today on the ward, none on a patient's page. */
  readonly usualDate: string;
  readonly cells: TypedCells;
  /** The key of a save whose outcome is not known. */
  readonly key: string | null;
  /** A draft typed over a version that is no longer the newest: only that version's number is known here. */
  readonly stale: boolean;
}

export type GridUnits = Readonly<Partial<Record<AnalyteCode, string>>>;

export interface GridContent {
  readonly specimen: Specimen;
  readonly rows: readonly GridRow[];
  readonly units: GridUnits;
}

export interface CellChange {
  readonly kind: "cell";
  readonly rowId: string;
  readonly field: GridField;
  readonly before: TypedCell | undefined;
  readonly after: TypedCell | undefined;
}

export interface UnitChange {
  readonly kind: "unit";
  readonly code: AnalyteCode;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type GridChange = CellChange | UnitChange;

export function emptyRow(id: string, patientId: string, usualDate = ""): GridRow {
  return { id, patientId, report: null, usualDate, cells: {}, key: null, stale: false };
}

export function recordedRow(report: ReportAnswer, patientId: string): GridRow {
  return { ...emptyRow(report.id, patientId), report };
}

export const isTyped = (row: GridRow): boolean => Object.keys(row.cells).length > 0;

/** The unit that numbers typed into a column are in. */
export const columnUnit = (units: GridUnits, code: AnalyteCode): string => units[code] ?? ANALYTES[code].unit;

/** A report that a grid can hold: each analyte once, each of the catalogue. Others are corrected on their own page. */
export function fitsGrid(report: ReportAnswer): boolean {
  const codes = report.results.filter(({ derived }) => !derived).map(({ analyte }) => analyte);
  const known: readonly string[] = ANALYTE_CODES;
  return new Set(codes).size === codes.length && codes.every((code) => known.includes(code));
}

/** Columns of a grid: the usual ones of the paper, and every other that holds something. */
export function columnsOf(content: GridContent, all: boolean): readonly GridField[] {
  const { usual, more } = paperOrder(content.specimen);
  const used = new Set<string>();
  for (const { report, cells } of content.rows) {
    for (const field of Object.keys(cells)) used.add(field);
    for (const { analyte, derived } of report?.results ?? []) if (!derived) used.add(analyte);
  }
  const shown = ANALYTE_CODES.filter(
    (code) => usual.includes(code) || used.has(code) || (all && more.includes(code)),
  );
  return ["date", "time", ...shown];
}

function withCell(row: GridRow, field: GridField, cell: TypedCell | undefined): GridRow {
  const { [field]: _, ...others } = row.cells;
  return { ...row, cells: cell === undefined ? others : { ...others, [field]: cell } };
}

/** The content after some changes; `back` takes them away again. Rows that no change names stay the same objects. */
export function applied(
  content: GridContent,
  changes: readonly GridChange[],
  direction: "on" | "back" = "on",
): GridContent {
  const byRow = new Map<string, CellChange[]>();
  let { units } = content;
  for (const change of direction === "on" ? changes : [...changes].reverse()) {
    if (change.kind === "cell") {
      const others = byRow.get(change.rowId);
      if (others === undefined) byRow.set(change.rowId, [change]);
      else others.push(change);
    } else {
      const { [change.code]: _, ...others } = units;
      const unit = direction === "on" ? change.after : change.before;
      units = unit === undefined ? others : { ...others, [change.code]: unit };
    }
  }
  const rows = content.rows.map((row) =>
    (byRow.get(row.id) ?? []).reduce(
      (old, { field, before, after }) => withCell(old, field, direction === "on" ? after : before),
      row,
    ),
  );
  return { ...content, rows, units };
}

const sameCell = (a: TypedCell | undefined, b: TypedCell | undefined) =>
  a?.text === b?.text && a?.unit === b?.unit && a?.confirmed === b?.confirmed && a?.mark === b?.mark;

/** The text, unit and confirmation on record under a cell; undefined where nothing is. */
export function recordedCell(row: GridRow, field: GridField): TypedCell | undefined {
  const { report } = row;
  if (report === null) return undefined;
  if (field === "date") return typedCell(report.collectedOn);
  if (field === "time") return typedCell(report.collectedTime ?? "");
  const found = report.results.find(({ analyte, derived }) => analyte === field && !derived);
  return (
    found && {
      text: found.text,
      unit: found.unit,
      confirmed: found.confirmed,
      mark: found.decimalMark ?? null,
    }
  );
}

/** Whether a typed cell says what is on record already, or nothing where nothing is: then it is not a change. */
function saysNothingNew(
  row: GridRow,
  field: GridField,
  cell: TypedCell | undefined,
  units: GridUnits,
): boolean {
  if (cell === undefined) return true;
  const recorded = recordedCell(row, field);
  if (recorded === undefined) return cell.text.trim() === "";
  if (isMoment(field)) return recorded.text === cell.text.trim();
  const unit = cell.unit ?? columnUnit(units, field);
  const same = unit === recorded.unit || acceptUnit(field, recorded.unit ?? "")?.unit === unit;
  return (
    recorded.text.trim() === cell.text.trim() &&
    // Typed or pasted again without a confirmation, a confirmed value stays confirmed.
    (!cell.confirmed || recorded.confirmed) &&
    (same || cell.text.trim() === "")
  );
}

/** The change that puts this into a cell; null where it changes nothing. */
export function cellChange(
  row: GridRow,
  field: GridField,
  typed: TypedCell | undefined,
  units: GridUnits,
): CellChange | null {
  const after = saysNothingNew(row, field, typed, units) ? undefined : typed;
  const before = row.cells[field];
  return sameCell(before, after) ? null : { kind: "cell", rowId: row.id, field, before, after };
}

/** Choosing a unit for a column: what was typed under it is in this unit from now on, what is on record keeps its own. */
export function unitChange(units: GridUnits, code: AnalyteCode, unit: string): UnitChange | null {
  const after = unit === ANALYTES[code].unit ? undefined : unit;
  return units[code] === after ? null : { kind: "unit", code, before: units[code], after };
}
