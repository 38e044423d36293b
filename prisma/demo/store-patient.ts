import { v7 as newId } from "uuid";
import { judgeReport } from "@/lib/clinical/judge";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import type { Tx } from "@/lib/server/database/db";
import { type AuditEvent, appendAudit } from "@/lib/server/door/audit";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { insertPatient } from "@/lib/server/patients/patients";
import { appendReports, type NewVersion } from "@/lib/server/reports/report-writer";
import { ENTERED } from "@/lib/server/reports/reports";
import { type InventedPatient, recordOfInvented } from "./invented-patient";
import { storeRecord } from "./record/store-record";

/** On whose behalf invented data is written, and when. */
export interface Writer {
  readonly siteId: string;
  /** The nurse of the site: as if she had entered it. */
  readonly author: string;
  /** The server's clock. */
  readonly now: string;
  readonly requestId: string;
}

/** Writes one invented patient with everything, through the same doors as a nurse's entries. */
export async function storePatient(tx: Tx, invented: InventedPatient, by: Writer): Promise<string> {
  const { id } = await insertPatient(tx, invented.patient, by);
  if (invented.intervals.length > 0) {
    await tx.patient.update({ where: { id }, data: { intervals: JSON.stringify(invented.intervals) } });
  }
  await tx.course.createMany({ data: courseRows(invented, id, by) });
  await tx.support.createMany({ data: supportRows(invented, id, by) });
  await tx.extramedullary.createMany({ data: findingRows(invented, id, by) });
  await appendReports(tx, newVersions(invented, id, by));
  await storeRecord(tx, invented, id, by);
  await refreshSummary(tx, id, by.now);
  await appendAudit(tx, [creation(invented, id, by)]);
  return id;
}

const owned = (patientId: string, by: Writer) => ({
  id: newId(),
  patientId,
  version: 1,
  createdAt: by.now,
  createdBy: by.author,
  withdrawnAt: null,
});

export const courseRows = (invented: InventedPatient, patientId: string, by: Writer) =>
  invented.courses.map((course) => ({
    ...owned(patientId, by),
    ...course,
    kinds: JSON.stringify(course.kinds),
    agents: JSON.stringify(course.agents),
    radiation: JSON.stringify(course.radiation),
  }));

export const supportRows = (invented: InventedPatient, patientId: string, by: Writer) =>
  invented.support.map((event) => ({ ...owned(patientId, by), ...event }));

export const findingRows = (invented: InventedPatient, patientId: string, by: Writer) =>
  invented.extramedullary.map((finding) => ({
    ...owned(patientId, by),
    ...finding,
    sites: JSON.stringify(finding.sites),
  }));

/** Every version judged as it was when it came in: against what had been received before it. */
export function newVersions(invented: InventedPatient, patientId: string, by: Writer): NewVersion[] {
  const record = recordOfInvented(invented);
  const keys = new Map<string, string>();
  const keyOf = (reportId: string) => {
    const key = keys.get(reportId) ?? newId();
    keys.set(reportId, key);
    return key;
  };
  return invented.reports.map(({ report, collectedAt, reason, note }) => {
    const judged = judgeReport(report, record, DEFAULT_POLICY);
    return {
      judged: { ...judged, report: { ...report, reportId: keyOf(report.reportId) } },
      provenance: {
        patientId,
        siteId: by.siteId,
        source: ENTERED,
        collectedAt,
        receivedAt: new Date(report.receivedAt).toISOString(),
        author: by.author,
        reason,
        note,
        batchId: null,
      },
    };
  });
}

export const creation = (invented: InventedPatient, patientId: string, by: Writer): AuditEvent => ({
  at: by.now,
  actorId: null,
  actorName: "Demo data",
  sessionId: null,
  siteId: by.siteId,
  action: "demo.seed",
  outcome: "done",
  objectKind: "patient",
  objectId: patientId,
  objectVersion: 1,
  patientId,
  detail: JSON.stringify({ story: invented.story.key, reports: invented.reports.length }),
  reason: null,
  requestId: by.requestId,
});
