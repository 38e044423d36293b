import "server-only";
import { v7 as newId } from "uuid";
import { z } from "zod";
import { assess } from "@/lib/clinical/assess";
import type { StatusProposal } from "@/lib/clinical/disease-status";
import { type StatusHistoryAnswer, statusInput } from "@/lib/contract/disease-status";
import { asOfNow, today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { type PatientRows, patientRows, recordOf } from "./course-mapper";
import { proposalOf, statusAnswer, statusAnswers } from "./disease-status-rows";
import { refreshSummary } from "./patient-summary";
import { changedMeanwhile, field } from "./patients";
import { presentPolicy } from "./policy-in-force";

/** What the record suggests now beside what clinicians set. */
function proposalNow(rows: PatientRows, now: string): StatusProposal | null {
  const record = recordOf(rows);
  const assessment = assess(record, asOfNow(now, rows.site.timeZone), presentPolicy(rows.site.policies));
  return proposalOf(assessment, record, rows.statuses);
}

export const listStatuses = operation({
  name: "status.list",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ db, id, now }) => {
    const rows = await patientRows(db, id);
    const items = await statusAnswers(db, rows.statuses);
    const answer: StatusHistoryAnswer = {
      items,
      proposal: proposalNow(rows, now),
      next: null,
      total: items.length,
    };
    return { answer, audit: {} };
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
    if ((last?.version ?? 0) !== ifMatch) {
      throw changedMeanwhile(last === undefined ? null : ((await statusAnswers(tx, [last]))[0] ?? null));
    }
    if (input.since > today(now, rows.site.timeZone))
      throw field("since", "future-date", "This date is in the future.");
    if (input.since < rows.birthDate)
      throw field("since", "before-birth", `This is before the birth date, ${rows.birthDate}.`);
    const proposal = proposalNow(rows, now);
    const row = await tx.diseaseStatus.create({
      data: {
        id: newId(),
        patientId: id,
        // Its own record's count: statuses of a record merged into this one are counted there.
        version: rows.statuses.filter(({ patientId }) => patientId === id).length + 1,
        status: input.status,
        remission: input.remission,
        since: input.since,
        proposed: proposal === null ? null : JSON.stringify(proposal),
        at: now,
        author: actor.userId,
        note: input.note,
      },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: statusAnswer({ ...row, version: ifMatch + 1 }, actor.name),
      audit: {
        objectKind: "disease-status",
        objectId: row.id,
        objectVersion: row.version,
        detail: { before: last ?? null, after: input, proposed: proposal },
      },
    };
  },
});
