import { ANALYTES, type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import type { EntryPatient } from "@/lib/contract/entry-sheet";
import { showCount } from "@/lib/display";
import type { PastedBlock, PastedReport } from "@/lib/imports/spreadsheet-paste";
import { typedDate, typedTime } from "../../form/typed-date";
import {
  type CellChange,
  cellChange,
  columnUnit,
  emptyRow,
  type GridContent,
  type GridField,
  type GridRow,
  isTyped,
  recordedCell,
  type TypedCell,
  typedCell,
} from "./grid-model";
import type { Place } from "./moves-model";

/** Where a block is to land. */
export interface PasteGround {
  readonly content: GridContent;
  readonly columns: readonly GridField[];
  readonly place: Place;
  readonly patients: readonly EntryPatient[];
  /** The patient of new rows; null on the ward, where a block names its patients. */
  readonly patientId: string | null;
  readonly today: string;
  /** Ids for rows that are added; never one twice. */
  readonly newId: () => string;
}

export interface PlannedCell {
  readonly field: GridField;
  readonly text: string;
  /** new: where nothing was · changed: over what is there · same: nothing happens */
  readonly outcome: "new" | "changed" | "same";
  readonly was: string | null;
}

export interface PlannedRow {
  readonly id: string;
  readonly label: string;
  readonly recorded: boolean;
  readonly cells: readonly PlannedCell[];
}

/** What pasting would do, shown before anything lands. */
export interface PastePlan {
  readonly rows: readonly PlannedRow[];
  readonly changes: readonly CellChange[];
  readonly added: readonly GridRow[];
  /** What cannot land, each with why. */
  readonly setAside: readonly string[];
}

interface Landing {
  readonly row: GridRow;
  readonly label: string;
  readonly cells: readonly { readonly field: GridField; readonly cell: TypedCell }[];
}

/** A block with headings goes where its headings, dates and patients say; one without, from the focused cell on. */
export function planPaste(block: PastedBlock, ground: PasteGround): PastePlan {
  return block.orientation === "bare" ? bare(block, ground) : headed(block, ground);
}

function planned(
  landings: readonly Landing[],
  added: readonly GridRow[],
  setAside: readonly string[],
  { content }: PasteGround,
): PastePlan {
  const changes: CellChange[] = [];
  const rows = landings.map(({ row, label, cells }): PlannedRow => {
    const shown = cells.map(({ field, cell }): PlannedCell => {
      const change = cellChange(row, field, cell, content.units);
      if (change !== null) changes.push(change);
      const before = row.cells[field] ?? recordedCell(row, field);
      const was = before?.text.trim() ?? "";
      const outcome = change === null ? "same" : was === "" ? "new" : "changed";
      return { field, text: cell.text, outcome, was: was === "" ? null : was };
    });
    return { id: row.id, label, recorded: row.report !== null, cells: shown };
  });
  return { rows, changes, added: added.filter((row) => landings.some((one) => one.row === row)), setAside };
}

/** Without headings the cells stand as they stood, the first of them on the chosen one. */
function bare({ raw }: PastedBlock, ground: PasteGround): PastePlan {
  const { content, columns, place, patientId } = ground;
  const added: GridRow[] = [];
  const beyond = place.row + raw.length - content.rows.length;
  if (patientId !== null) {
    for (let more = 0; more < beyond; more++) added.push(emptyRow(ground.newId(), patientId));
  }
  const rows = [...content.rows, ...added];
  const width = Math.max(0, ...raw.map((line) => line.length));
  const outside = place.column + width - columns.length;
  const setAside = [
    ...(outside > 0 ? [`${showCount(outside, "column")} beyond the last column of the grid`] : []),
    ...(patientId === null && beyond > 0 ? [`${showCount(beyond, "row")} beneath the last patient`] : []),
  ];
  const landings = raw.flatMap((line, at): Landing[] => {
    const row = rows[place.row + at];
    if (row === undefined) return [];
    const cells = line.flatMap((text, offset) => {
      const field = columns[place.column + offset];
      // An empty cell of a block says nothing: it takes no value away.
      return field === undefined || text.trim() === "" ? [] : [{ field, cell: typedCell(text.trim()) }];
    });
    return [{ row, label: labelOf(row, ground, at), cells }];
  });
  return planned(landings, added, setAside, ground);
}

function labelOf(row: GridRow, { patientId, patients }: PasteGround, at: number): string {
  const patient = patients.find(({ id }) => id === row.patientId);
  if (patientId === null && patient) return `${patient.familyName}, ${patient.givenName}`;
  return row.report === null ? `new row ${at + 1}` : "on record";
}

const sameText = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Whose report this is; a sentence where nobody here is meant. */
function patientOf(report: PastedReport, { patientId, patients }: PasteGround): EntryPatient | string {
  const { mrn } = report.fields;
  if (patientId !== null) {
    const patient = patients.find(({ id }) => id === patientId);
    if (patient === undefined) return "no patient";
    if (mrn !== undefined && !sameText(mrn, patient.mrn)) return "belongs to another record number";
    return patient;
  }
  if (mrn === undefined) return "names no record number, so its patient is not known";
  return (
    patients.find((patient) => sameText(patient.mrn, mrn)) ??
    "its record number is not on this page: add the patient first"
  );
}

/** The moment a report on record, or a typed row, stands for: "2026-03-31 08:30". */
function momentOf(row: GridRow): string | null {
  const date = typedDate(row.cells.date?.text ?? row.report?.collectedOn ?? row.usualDate);
  const time = typedTime(row.cells.time?.text ?? row.report?.collectedTime ?? "");
  return date.ok && date.date !== null && time.ok ? `${date.date} ${time.time ?? ""}`.trim() : null;
}

function headed(block: PastedBlock, ground: PasteGround): PastePlan {
  const { content } = ground;
  const added: GridRow[] = [];
  const taken = new Set<string>();
  const setAside = foreignColumns(block, ground);
  const landings: Landing[] = [];
  block.reports.forEach((report, at) => {
    const where = `Report ${at + 1}${report.dateText === "" ? "" : ` (${report.dateText.trim()})`}`;
    const patient = patientOf(report, ground);
    if (typeof patient === "string") {
      setAside.push(`${where}: ${patient}.`);
      return;
    }
    const row = rowFor(report, patient, ground, taken, added);
    taken.add(row.id);
    const cells = [...momentCells(report, row), ...valueCells(report, content)];
    const label = ground.patientId === null ? labelOf(row, ground, at) : where;
    landings.push({ row, label, cells });
  });
  return planned(landings, added, setAside, ground);
}

/** The row of the same moment; else one nobody has typed into; else a new one at the end. */
function rowFor(
  report: PastedReport,
  patient: EntryPatient,
  ground: PasteGround,
  taken: ReadonlySet<string>,
  added: GridRow[],
): GridRow {
  const ward = ground.patientId === null;
  const theirs = ground.content.rows.filter(
    ({ id, patientId }) => patientId === patient.id && !taken.has(id),
  );
  const date = report.date ?? (ward ? ground.today : null);
  const moment = date === null ? null : `${date} ${report.time ?? ""}`.trim();
  const same = moment === null ? undefined : theirs.find((row) => !isSpare(row) && momentOf(row) === moment);
  const spare = theirs.find(isSpare);
  if (same ?? spare) return (same ?? spare) as GridRow;
  const row = emptyRow(ground.newId(), patient.id, ward ? ground.today : "");
  added.push(row);
  return row;
}

const isSpare = (row: GridRow): boolean => row.report === null && !isTyped(row);

function momentCells(report: PastedReport, row: GridRow): { field: GridField; cell: TypedCell }[] {
  // What is no date stays as it was written: the cell says what is wrong with it.
  const date = report.date ?? report.dateText.trim();
  const usual = date === row.usualDate && row.cells.date === undefined && row.report === null;
  return [
    ...(date === "" || usual ? [] : [{ field: "date" as const, cell: typedCell(date) }]),
    ...(report.time === null ? [] : [{ field: "time" as const, cell: typedCell(report.time) }]),
  ];
}

function valueCells(
  report: PastedReport,
  { specimen, units }: GridContent,
): { field: AnalyteCode; cell: TypedCell }[] {
  return report.cells.flatMap(({ analyte, text, unit, decimalMark }) => {
    if (text.trim() === "" || ANALYTES[analyte].specimen !== specimen) return [];
    const known = unit === null ? null : (acceptUnit(analyte, unit)?.unit ?? unit);
    const own = known === columnUnit(units, analyte) ? null : known;
    // The block has been read as a whole: where it states no mark, a point is a point whatever the site writes.
    const mark = decimalMark ?? (/\d\.\d/.test(text) ? "." : null);
    return [{ field: analyte, cell: typedCell(text.trim(), { unit: own, mark }) }];
  });
}

/** Headings whose cells land nowhere, in words. */
function foreignColumns({ headings, unmatched, reports }: PastedBlock, { content }: PasteGround): string[] {
  const foreign = headings.flatMap(({ text, use }) =>
    use.kind === "analyte" && ANALYTES[use.analyte].specimen !== content.specimen
      ? [`“${text}” belongs on the sheet of ${ANALYTES[use.analyte].specimen}.`]
      : [],
  );
  const left = unmatched.map((key) => `“${key}” is no analyte known here.`);
  return [...foreign, ...left, ...(reports.length === 0 ? ["There is no report under the headings."] : [])];
}
