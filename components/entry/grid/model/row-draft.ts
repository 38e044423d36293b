import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Specimen } from "@/lib/clinical/record";
import { showDate } from "@/lib/display";
import { typedDate, typedTime } from "../../form/typed-date";
import { draftOfReport } from "../../report/correction-draft";
import { emptyReport, emptyValue, type ReportDraft, type ValueDraft } from "../../report/report-draft";
import { columnUnit, type GridField, type GridRow, type GridUnits, isMoment } from "./grid-model";
import { typedValue } from "./typed-value";

export interface Refusal {
  readonly reason: string;
  readonly suggestion: string | null;
}

export type Refusals = Readonly<Partial<Record<GridField, Refusal>>>;

/** What a grid's text is read with. */
export interface Reading {
  readonly specimen: Specimen;
  readonly units: GridUnits;
  readonly decimalMark: DecimalMark;
  /** Date at the site by the server's clock. */
  readonly today: string;
}

/** A row as the report it would be, and what of it cannot even be judged. */
export function draftOfRow(
  row: GridRow,
  reading: Reading,
): { readonly draft: ReportDraft; readonly refusals: Refusals } {
  const { specimen, decimalMark, units } = reading;
  const base = row.report === null ? emptyReport(specimen, row.usualDate) : draftOfReport(row.report);
  const values: Partial<Record<AnalyteCode, ValueDraft>> = { ...base.values };
  const refusals: Partial<Record<GridField, Refusal>> = {};
  for (const [name, cell] of Object.entries(row.cells)) {
    const field = name as GridField;
    if (cell === undefined || isMoment(field)) continue;
    const recorded = base.values[field];
    // Left as it is on record, a text is read as the record reads it: only its confirmation or unit was chosen.
    const read =
      recorded !== undefined && cell.text.trim() === recorded.text.trim()
        ? { ok: true as const, value: textOf(recorded) }
        : typedValue(cell.text, decimalMark, cell.mark);
    if (!read.ok) {
      refusals[field] = read;
      delete values[field];
      continue;
    }
    const before = base.values[field] ?? emptyValue(field);
    const unit = cell.unit ?? columnUnit(units, field);
    // The laboratory's interval is in the value's unit: it does not outlive a change of unit.
    const { decimalMark: _, ...kept } = unit === before.unit ? before : { ...before, low: "", high: "" };
    values[field] = { ...kept, ...read.value, unit, confirmed: cell.confirmed };
  }
  const date = row.cells.date?.text.trim() ?? base.date;
  const time = row.cells.time?.text ?? base.time;
  const draft: ReportDraft = { ...base, date: date === "" ? row.usualDate : date, time, values };
  Object.assign(refusals, momentRefusals(row, draft, reading));
  return { draft, refusals };
}

const textOf = ({ text, decimalMark }: ValueDraft) => (decimalMark ? { text, decimalMark } : { text });

const typedAnalytes = (row: GridRow) => Object.keys(row.cells).some((field) => !isMoment(field as GridField));

function momentRefusals(row: GridRow, { date, time }: ReportDraft, { today }: Reading): Refusals {
  const refusals: Partial<Record<GridField, Refusal>> = {};
  const refuse = (field: GridField, reason: string) => {
    refusals[field] = { reason, suggestion: null };
  };
  const day = typedDate(date);
  if (!day.ok) refuse("date", day.message);
  else if (day.date === null && typedAnalytes(row)) refuse("date", "Enter the day of collection.");
  else if (day.date !== null && day.date > today) {
    refuse("date", `This day lies in the future; today is ${showDate(today)}.`);
  }
  const clock = typedTime(time);
  if (!clock.ok) refuse("time", clock.message);
  return refusals;
}
