import "server-only";
import { v7 as newId } from "uuid";
import { z } from "zod";
import type { LocalDate } from "@/lib/branded";
import { assess } from "@/lib/clinical/assess";
import {
  type DiseaseStatus,
  type DiseaseStatusName,
  proposeStatus,
  STATUS_ICD,
  type StatusProposal,
  statusLabel,
} from "@/lib/clinical/disease-status";
import { type StatusAnswer, statusInput } from "@/lib/contract/disease-status";
import { asOfNow, today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { type PatientRows, patientRows, recordOf } from "./course-mapper";
import { refreshSummary } from "./patient-summary";
import { changedMeanwhile, field } from "./patients";
import { policyAt } from "./policy";

type StatusRow = PatientRows["statuses"][number];

export const statusOf = (row: StatusRow): DiseaseStatus => ({
  status: row.status as DiseaseStatusName,
  remission: row.remission,
  since: row.since as LocalDate,
});

export function statusAnswer(row: StatusRow, authors: ReadonlyMap<string, string>): StatusAnswer {
  const status = statusOf(row);
  return {
    ...status,
    id: row.id,
    version: row.version,
    label: statusLabel(status),
    icd: STATUS_ICD[status.status],
    proposed: row.proposed === null ? null : (JSON.parse(row.proposed) as StatusProposal),
    at: row.at,
    author: authors.get(row.author) ?? row.author,
    note: row.note,
  };
}

/** What the record suggests now beside what clinicians set. */
export function proposalFor(rows: PatientRows, now: string): StatusProposal | null {
  const record = recordOf(rows);
  const asOf = asOfNow(now, rows.site.timeZone);
  const assessment = assess(record, asOf, policyAt(rows.site.policies, asOf.instant));
  return proposeStatus(assessment, record.courses, rows.statuses.map(statusOf));
}

export const listStatuses = operation({
  name: "status.list",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ db, id, now }) => {
    const rows = await patientRows(db, id);
    const users = await db.user.findMany({ where: { id: { in: rows.statuses.map((row) => row.author) } } });
    const authors = new Map(users.map((user) => [user.id, user.name]));
    const items = rows.statuses.map((row) => statusAnswer(row, authors)).reverse();
    return {
      answer: { items, proposal: proposalFor(rows, now), next: null, total: items.length },
      audit: {},
    };
  },
});

/** A clinician sets the status: as proposed or not, both are kept. If-Match names the newest one, 0 where there is none. */
export const setStatus = operation({
  name: "status.set",
  kind: "write",
  versioned: true,
  permission: "status:set",
  subject: "patient",
  input: statusInput,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const rows = await patientRows(tx, id);
    const last = rows.statuses.at(-1);
    const names = new Map([[actor.userId, actor.name]]);
    if ((last?.version ?? 0) !== ifMatch)
      throw changedMeanwhile(last === undefined ? null : statusAnswer(last, names));
    if (input.since > today(now, rows.site.timeZone))
      throw field("since", "future-date", "This date is in the future.");
    if (input.since < rows.birthDate)
      throw field("since", "before-birth", `This is before the birth date, ${rows.birthDate}.`);
    const row = await tx.diseaseStatus.create({
      data: {
        id: newId(),
        patientId: id,
        version: ifMatch + 1,
        status: input.status,
        remission: input.remission,
        since: input.since,
        proposed: JSON.stringify(proposalFor(rows, now)),
        at: now,
        author: actor.userId,
        note: input.note,
      },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: statusAnswer(row, names),
      audit: {
        objectKind: "disease-status",
        objectId: row.id,
        objectVersion: row.version,
        detail: { before: last ?? null, after: input },
      },
    };
  },
});
