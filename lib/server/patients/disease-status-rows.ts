import "server-only";
import type { LocalDate } from "@/lib/branded";
import type { Assessment } from "@/lib/clinical/assessment";
import {
  type DiseaseStatus,
  type DiseaseStatusName,
  proposeStatus,
  STATUS_ICD,
  type StatusProposal,
  statusLabel,
} from "@/lib/clinical/disease-status";
import type { PatientRecord } from "@/lib/clinical/record";
import type { StatusAnswer } from "@/lib/contract/disease-status";
import type { Db, Tx } from "@/lib/server/database/db";
import type { PatientRows } from "./course-mapper";

export type StatusRow = PatientRows["statuses"][number];

export const statusOf = (row: StatusRow): DiseaseStatus => ({
  status: row.status as DiseaseStatusName,
  remission: row.remission,
  since: row.since as LocalDate,
});

/** Rows oldest first to answers newest first, each with the name of who set it. */
export async function statusAnswers(tx: Db | Tx, rows: readonly StatusRow[]): Promise<StatusAnswer[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.author))];
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(users.map((user) => [user.id, user.name]));
  return rows.map((row) => statusAnswer(row, names.get(row.author) ?? row.author)).reverse();
}

export function statusAnswer(row: StatusRow, author: string): StatusAnswer {
  const status = statusOf(row);
  return {
    ...status,
    id: row.id,
    version: row.version,
    label: statusLabel(status),
    icd: STATUS_ICD[status.status],
    proposed: row.proposed === null ? null : (JSON.parse(row.proposed) as StatusProposal),
    at: row.at,
    author,
    note: row.note,
  };
}

/** What an assessment suggests beside what clinicians had set by then. */
export const proposalOf = (
  assessment: Assessment,
  record: PatientRecord,
  statuses: readonly StatusRow[],
): StatusProposal | null => proposeStatus(assessment, record.courses, statuses.map(statusOf));

/** A possible recurrence that no clinician has answered yet: by confirming it, or by setting another status beside it. */
export function recurrenceWaits(
  assessment: Assessment,
  record: PatientRecord,
  statuses: readonly StatusRow[],
): boolean {
  const proposal = proposalOf(assessment, record, statuses);
  if (proposal?.status !== "recurrent") return false;
  const seen = statuses.at(-1)?.proposed;
  const answered = seen == null ? null : (JSON.parse(seen) as StatusProposal);
  return answered?.status !== "recurrent" || answered.since !== proposal.since;
}
