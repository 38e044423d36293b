import { ANALYTES, type AnalyteCode, acceptUnit, isAnalyteCode } from "@/lib/clinical/analytes";
import type { Specimen } from "@/lib/clinical/record";
import type { DraftBody, DraftCell, DraftRow } from "@/lib/contract/draft";
import type { EntrySheet } from "@/lib/contract/entry-sheet";
import type { ReportAnswer } from "@/lib/contract/report";
import type { BecauseDraft } from "../../report/correction-draft";
import {
  emptyRow,
  fitsGrid,
  type GridContent,
  type GridField,
  type GridRow,
  type GridUnits,
  isMoment,
  recordedRow,
  type TypedCell,
  typedCell,
} from "./grid-model";

const short = (cell: TypedCell): DraftCell =>
  cell.unit === null && cell.mark === null && !cell.confirmed ? cell.text : cell;

const long = (cell: DraftCell): TypedCell => (typeof cell === "string" ? typedCell(cell) : cell);

/** What is typed and not on record, as the server keeps it; `open` stands in a cell nobody has left yet. */
export function draftOf(
  content: GridContent,
  because: BecauseDraft,
  open: { readonly rowId: string; readonly field: GridField; readonly text: string } | null = null,
): DraftBody {
  const rows = content.rows.flatMap((row): DraftRow[] => {
    const typing = open?.rowId === row.id ? { [open.field]: open.text } : {};
    const typed = Object.entries(row.cells).map(([field, cell]) => [field, short(cell)] as const);
    const cells = { ...Object.fromEntries(typed), ...typing };
    if (Object.keys(cells).length === 0) return [];
    const base = row.report && { id: row.report.id, version: row.report.version };
    return [{ id: row.id, patientId: row.patientId, base, key: row.key, cells }];
  });
  const { reason, note } = because;
  return {
    units: content.units as Record<string, string>,
    rows,
    reason: reason === "" ? null : reason,
    note,
  };
}

const isField = (field: string): field is GridField => isMoment(field as GridField) || isAnalyteCode(field);

function cellsOf(row: DraftRow): GridRow["cells"] {
  return Object.fromEntries(
    Object.entries(row.cells)
      .filter(([field]) => isField(field))
      .map(([field, cell]) => [field, long(cell)]),
  );
}

function unitsOf(units: DraftBody["units"]): GridUnits {
  return Object.fromEntries(
    Object.entries(units).filter(
      ([code, unit]) =>
        isAnalyteCode(code) && acceptUnit(code, unit) !== null && unit !== ANALYTES[code].unit,
    ),
  ) as Partial<Record<AnalyteCode, string>>;
}

const inTime = (a: ReportAnswer, b: ReportAnswer) => {
  const at = ({ collectedOn, collectedTime }: ReportAnswer) => `${collectedOn} ${collectedTime ?? "12:00"}`;
  return at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0;
};

export interface OpenedGrid {
  readonly content: GridContent;
  /** Rows of the draft that no longer have their report here: shown to the person, never dropped unseen. */
  readonly lost: readonly DraftRow[];
  /** Rows typed over a version that is no longer the newest, with that newest. */
  readonly overtaken: readonly { readonly rowId: string; readonly theirs: ReportAnswer }[];
}

interface Place {
  readonly specimen: Specimen;
  readonly sheets: readonly Pick<EntrySheet, "patient" | "reports">[];
  /** The day of a row nobody typed a date into: today on the ward, none on a patient's page. */
  readonly usualDate: string;
  /** On the ward every patient has a row to type into. */
  readonly oneEach: boolean;
}

/** The grid as it opens: what is on record, with the draft's cells over it. */
export function openedGrid({ specimen, sheets, usualDate, oneEach }: Place, draft: DraftBody): OpenedGrid {
  const placed = new Set<DraftRow>();
  const overtaken: { rowId: string; theirs: ReportAnswer }[] = [];
  const rows = sheets.flatMap(({ patient, reports }): GridRow[] => {
    const mine = draft.rows.filter(({ patientId }) => patientId === patient.id);
    const shown = reports.filter((report) => {
      const withdrawn = report.status === "entered-in-error" || report.status === "cancelled";
      return report.specimen === specimen && !withdrawn && fitsGrid(report);
    });
    const recorded = [...shown].sort(inTime).map((report): GridRow => {
      const row = recordedRow(report, patient.id);
      const over = mine.find(({ base }) => base?.id === report.id);
      if (!over?.base) return row;
      placed.add(over);
      if (over.base.version !== report.version) overtaken.push({ rowId: row.id, theirs: report });
      // The version it was typed over: saving names it, so that the newer one is not overwritten unseen.
      return {
        ...row,
        report: { ...report, version: over.base.version },
        cells: cellsOf(over),
        key: over.key,
        stale: over.base.version !== report.version,
      };
    });
    const added = mine
      .filter(({ base }) => base === null)
      .map((row): GridRow => {
        placed.add(row);
        return { ...emptyRow(row.id, patient.id, usualDate), cells: cellsOf(row), key: row.key };
      });
    const spare = oneEach && recorded.length + added.length === 0;
    return [...recorded, ...added, ...(spare ? [emptyRow(`of-${patient.id}`, patient.id, usualDate)] : [])];
  });
  return {
    content: { specimen, rows, units: unitsOf(draft.units) },
    lost: draft.rows.filter((row) => !placed.has(row)),
    overtaken,
  };
}
