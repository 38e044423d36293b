import "server-only";
import { z } from "zod";
import { judgeReport, judgeReports } from "@/lib/clinical/judge";
import type { ReportAnswer } from "@/lib/contract/report";
import { asOfNow } from "@/lib/server/clock";
import type { Db, Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import {
  type PatientRows,
  patientRows,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "@/lib/server/patients/course-mapper";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { actorNames } from "@/lib/server/session/actor-names";
import { reportAnswer } from "./report-answer";
import { newestVersions } from "./reports";

/** Who wrote each of these versions, by name. */
export const authorNames = (tx: Db | Tx, rows: readonly ReportRow[]): Promise<Map<string, string>> =>
  actorNames(
    tx,
    rows.map((row) => row.author),
  );

/** Stored versions with their values as judged now. */
export async function reportAnswers(
  tx: Db | Tx,
  patient: PatientRows,
  versions: readonly ReportRow[],
  now: string,
): Promise<ReportAnswer[]> {
  const names = await authorNames(tx, versions);
  const record = recordOf(patient);
  // All newest versions are judged in one walk; only what is no longer shown is judged by itself.
  const asOf = asOfNow(now, patient.site.timeZone);
  const policy = policyAt(patient.site.policies, asOf.instant);
  const shown = judgeReports(record, asOf, policy);
  const judged = new Map(shown.map((one) => [`${one.report.reportId} ${one.report.version}`, one]));
  return versions.map((row) =>
    reportAnswer(
      row,
      judged.get(`${row.reportKey} ${row.version}`) ?? judgeReport(reportVersionOf(row), record, policy),
      names.get(row.author) ?? row.author,
    ),
  );
}

const noInput = z.strictObject({});

/** The newest version of each report of a patient, oldest collection first. */
export const listReports = operation({
  name: "reports.list",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: noInput,
  run: async ({ db, id, now }) => {
    const patient = await patientRows(db, id);
    const newest = newestVersions(patient.reports).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const items = await reportAnswers(db, patient, newest, now);
    return { answer: { items, next: null, total: items.length }, audit: {} };
  },
});

const order = (row: ReportRow) =>
  `${row.collectedOn} ${String(row.collectedMinute ?? 720).padStart(4, "0")} ${row.seq}`;

async function versionsOf(
  db: Db,
  reportKey: string,
): Promise<{ patient: PatientRows; versions: ReportRow[] }> {
  const versions = await db.report.findMany({ where: { reportKey }, orderBy: { version: "desc" } });
  const patient = await patientRows(db, versions[0]?.patientId ?? "");
  return { patient, versions };
}

export const readReport = operation({
  name: "report.read",
  kind: "read",
  permission: "patient:read",
  subject: "report",
  input: noInput,
  run: async ({ db, id, now }) => {
    const { patient, versions } = await versionsOf(db, id);
    const [answer] = await reportAnswers(db, patient, versions.slice(0, 1), now);
    return { answer, audit: { objectVersion: versions[0]?.version ?? 1 } };
  },
});

/** All versions of a report, newest first, with who made each and why. */
export const listReportVersions = operation({
  name: "report.versions",
  kind: "read",
  permission: "patient:read",
  subject: "report",
  input: noInput,
  run: async ({ db, id, now }) => {
    const { patient, versions } = await versionsOf(db, id);
    const items = await reportAnswers(db, patient, versions, now);
    return { answer: { patientId: patient.id, items, next: null, total: items.length }, audit: {} };
  },
});
