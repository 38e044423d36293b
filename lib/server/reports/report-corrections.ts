import "server-only";
import type { Instant } from "@/lib/branded";
import { judgeReport } from "@/lib/clinical/judge";
import type { ReportVersion } from "@/lib/clinical/record";
import { correctionInput, type ReportAnswer, withdrawalInput } from "@/lib/contract/report";
import type { Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import {
  type PatientRows,
  patientRows,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "@/lib/server/patients/course-mapper";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { reportAnswer } from "./report-answer";
import { collectionMoment, judgeEntry, receivedOf } from "./report-draft";
import { authorNames } from "./report-list";
import { appendReports } from "./report-writer";
import { newestVersions } from "./reports";

/** The rows of a report's patient and its newest version, which must be the one the caller read. */
export async function openVersion(
  tx: Tx,
  reportKey: string,
  ifMatch: number,
): Promise<{ rows: PatientRows; newest: ReportRow }> {
  const { patientId } = await tx.report.findFirstOrThrow({
    where: { reportKey },
    orderBy: { version: "desc" },
    select: { patientId: true },
  });
  const rows = await patientRows(tx, patientId);
  const newest = newestVersions(rows.reports).find((row) => row.reportKey === reportKey);
  if (newest === undefined) throw new Error("A report without a version cannot have been found.");
  if (newest.version !== ifMatch) throw changedMeanwhile(await answerOf(tx, rows, newest));
  return { rows, newest };
}

async function answerOf(tx: Tx, rows: PatientRows, row: ReportRow): Promise<ReportAnswer> {
  const names = await authorNames(tx, [row]);
  const judged = judgeReport(
    reportVersionOf(row),
    recordOf(rows),
    policyAt(rows.site.policies, Date.parse(row.knownSince) as Instant),
  );
  return reportAnswer(row, judged, names.get(row.author) ?? row.author);
}

export const correctReport = operation({
  name: "report.correct",
  kind: "write",
  versioned: true,
  permission: "report:write",
  subject: "report",
  input: correctionInput,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const { rows, newest } = await openVersion(tx, id, ifMatch);
    const record = recordOf(rows);
    const old = reportVersionOf(newest);
    const moment =
      input.collected === undefined
        ? { collected: old.collected, collectedAt: newest.collectedAt }
        : collectionMoment(input.collected, record, now);
    const report: ReportVersion = {
      ...old,
      version: newest.version + 1,
      collected: moment.collected,
      receivedAt: Date.parse(now) as Instant,
      // A preliminary report stays preliminary until somebody says that it is final.
      status: input.status ?? (old.status === "preliminary" ? "preliminary" : "corrected"),
      adequate: input.adequate ?? old.adequate,
      results: receivedOf(input.results, old.results),
    };
    const policy = policyAt(rows.site.policies, report.receivedAt);
    const judged = judgeEntry(report, record, policy, old.results);
    return await append(tx, rows, newest, judged, { ...input, collectedAt: moment.collectedAt }, actor, now);
  },
});

export const withdrawReport = operation({
  name: "report.withdraw",
  kind: "write",
  versioned: true,
  permission: "report:write",
  subject: "report",
  input: withdrawalInput,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const { rows, newest } = await openVersion(tx, id, ifMatch);
    const report: ReportVersion = {
      ...reportVersionOf(newest),
      version: newest.version + 1,
      receivedAt: Date.parse(now) as Instant,
      status: "entered-in-error",
    };
    const judged = judgeReport(report, recordOf(rows), policyAt(rows.site.policies, report.receivedAt));
    return await append(tx, rows, newest, judged, { ...input, collectedAt: newest.collectedAt }, actor, now);
  },
});

async function append(
  tx: Tx,
  rows: PatientRows,
  newest: ReportRow,
  judged: ReturnType<typeof judgeReport>,
  because: { reason: string; note: string | null; collectedAt: string | null },
  actor: { userId: string; name: string },
  now: string,
) {
  const [row] = await appendReports(tx, [
    {
      judged,
      provenance: {
        // The record it was entered in, also where that is read as part of another.
        patientId: newest.patientId,
        siteId: rows.siteId,
        source: newest.source,
        collectedAt: because.collectedAt,
        receivedAt: now,
        author: actor.userId,
        reason: because.reason,
        note: because.note,
        batchId: null,
      },
    },
  ]);
  await refreshSummary(tx, rows.id, now);
  const stored = row as ReportRow;
  return {
    answer: reportAnswer(stored, judged, actor.name),
    audit: {
      objectVersion: stored.version,
      reason: because.note === null ? because.reason : `${because.reason}: ${because.note}`,
      detail: { before: newest.results, after: stored.results },
    },
  };
}
