import { get } from "@/components/api/client";
import type { WardSheet } from "@/lib/contract/entry-sheet";
import type { ReportAnswer } from "@/lib/contract/report";
import type { GridStore } from "./grid-store";
import { fitsGrid, type GridRow, isTyped, recordedRow } from "./model/grid-model";

/** Who has changed something elsewhere, and when, as the row says it. */
export interface Elsewhere {
  readonly name: string;
  readonly time: string;
}

const isWithdrawn = ({ status }: ReportAnswer) => status === "entered-in-error" || status === "cancelled";

/** A cell of it is open. */
const isOpen = (store: GridStore, row: GridRow) =>
  store.editing !== null && store.rowAt(store.editing.row)?.id === row.id;

/** The reports of a patient as they stand now; on the ward those of today. Null where they cannot be asked for. */
async function reportsNow(store: GridStore, patientId: string): Promise<readonly ReportAnswer[] | null> {
  if (store.patientId !== null) {
    const sent = await get<{ items: readonly ReportAnswer[] }>(`patients/${patientId}/reports`);
    return sent.ok ? sent.value.items : null;
  }
  const sent = await get<WardSheet>(`patients/${patientId}/entry-sheet`);
  return sent.ok ? (sent.value.sheets[0]?.reports ?? []) : null;
}

/**
 * Brings what was saved elsewhere onto the grid. A row that is being typed into keeps what is typed and shows theirs
 * beside it; any other takes the newer version and says whose it is. Answers the reports that are new here.
 */
export async function takeElsewhere(
  store: GridStore,
  patientId: string,
  by: Elsewhere,
): Promise<readonly ReportAnswer[]> {
  const reports = await reportsNow(store, patientId);
  return (reports ?? []).filter((report) => takeReport(store, patientId, report, by));
}

/** Whether it was news. */
export function takeReport(
  store: GridStore,
  patientId: string,
  report: ReportAnswer,
  by: Elsewhere,
): boolean {
  if (report.specimen !== store.content.specimen) return false;
  const rows = store.content.rows.filter((row) => row.patientId === patientId);
  const row = rows.find((one) => one.report?.id === report.id);
  if (row === undefined) return addReport(store, rows, patientId, report, by);
  const { saving, theirs } = store.activityOf(row.id);
  const known = Math.max(row.report?.version ?? 0, theirs?.version ?? 0);
  // A save that is under way answers for itself.
  if (saving || known >= report.version) return false;
  if (isTyped(row) || isOpen(store, row)) store.setActivity(row.id, { theirs: report });
  else stand(store, row.id, report, by);
  return true;
}

function addReport(
  store: GridStore,
  rows: readonly GridRow[],
  patientId: string,
  report: ReportAnswer,
  by: Elsewhere,
): boolean {
  const saving = rows.some(({ id }) => store.activityOf(id).saving);
  if (saving || isWithdrawn(report) || !fitsGrid(report)) return false;
  const spare = rows.find((row) => row.report === null && !isTyped(row) && !isOpen(store, row));
  if (store.patientId === null && spare !== undefined) {
    stand(store, spare.id, report, by);
    return true;
  }
  const added = recordedRow(report, patientId);
  store.addRows([added]);
  store.setActivity(added.id, { elsewhere: by });
  return true;
}

function stand(store: GridStore, id: string, report: ReportAnswer, by: Elsewhere): void {
  store.recorded(id, report, (facts) => facts);
  store.setActivity(id, { elsewhere: by });
}
