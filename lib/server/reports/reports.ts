import "server-only";
import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import type { ReceivedResult, ReportStatus, ReportVersion } from "@/lib/clinical/record";
import { type ReportInput, reportInput } from "@/lib/contract/report";
import { AppError } from "@/lib/errors";
import { operation } from "@/lib/server/door/operation";
import {
  type PatientRows,
  patientRows,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "@/lib/server/patients/course-mapper";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { reportAnswer } from "./report-answer";
import { collectionMoment, judgeEntry, knownSince, type Moment, receivedOf } from "./report-draft";
import { appendReports } from "./report-writer";

/** Where a person or a program enters a report by itself, not in a file. */
export const ENTERED = "entered";

export const recordReport = operation({
  name: "report.record",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: reportInput,
  run: async ({ tx, id, input, actor, now }) => {
    const rows = await patientRows(tx, id);
    const record = recordOf(rows);
    const moment = collectionMoment(input.collected, record, now);
    const results = receivedOf(input.results);
    const before = supersededBy(input, moment, results, rows.reports);
    const report: ReportVersion = {
      reportId: before?.reportKey ?? newId(),
      version: (before?.version ?? 0) + 1,
      specimen: input.specimen,
      accession: input.accession,
      subId: input.subId,
      collected: moment.collected,
      receivedAt: knownSince(input.knownSince, record.patient.timeZone, now),
      status: input.status,
      adequate: input.adequate,
      results,
    };
    await refuseForeignAccession(tx, rows, input);
    const judged = judgeEntry(report, record, policyAt(rows.site.policies, Date.parse(now) as Instant));
    const [row] = await appendReports(tx, [
      {
        judged,
        provenance: {
          patientId: id,
          siteId: rows.siteId,
          source: ENTERED,
          collectedAt: moment.collectedAt,
          receivedAt: now,
          author: actor.userId,
          reason: before === null ? null : "lab-corrected",
          note: null,
          batchId: null,
        },
      },
    ]);
    await refreshSummary(tx, id, now);
    return {
      answer: reportAnswer(row as ReportRow, judged, actor.name),
      audit: {
        objectKind: "report",
        objectId: report.reportId,
        objectVersion: report.version,
        detail: { before: before?.results ?? null, after: input },
      },
    };
  },
});

type Newest = ReportRow;

/** The newest version of each report of a patient. */
export function newestVersions(rows: readonly ReportRow[]): Newest[] {
  const newest = new Map<string, ReportRow>();
  for (const row of rows) {
    const other = newest.get(row.reportKey);
    if (other === undefined || other.version < row.version) newest.set(row.reportKey, row);
  }
  return [...newest.values()];
}

const FINAL: readonly ReportStatus[] = ["final", "corrected", "amended"];

/**
 * The report that this one is a later version of, by accession, specimen and sub-id (policy §4): a final one after a
 * preliminary, or one that says itself that it corrects. A second final one is refused, it would hide the first unseen.
 */
function supersededBy(
  input: ReportInput,
  moment: Moment,
  results: readonly ReceivedResult[],
  reports: readonly ReportRow[],
): Newest | null {
  const same = newestVersions(reports).find((row) =>
    input.accession === null
      ? row.accession === null && isCopy(row, input, moment, results)
      : row.accession === input.accession && row.specimen === input.specimen && row.subId === input.subId,
  );
  if (same === undefined) return null;
  const promotes = same.status === "preliminary" && FINAL.includes(input.status);
  const corrects = input.status !== "preliminary" && input.status !== "final";
  if (input.accession !== null && (promotes || corrects)) return same;
  throw alreadyRecorded(same);
}

/** The same specimen, moment and values once more: a second click or a repeated request, not a second sample. */
function isCopy(
  row: ReportRow,
  input: ReportInput,
  moment: Moment,
  results: readonly ReceivedResult[],
): boolean {
  return (
    row.status !== "entered-in-error" &&
    row.specimen === input.specimen &&
    row.collectedOn === moment.collected.date &&
    row.collectedMinute === moment.collected.minute &&
    row.subId === input.subId &&
    sameValues(reportVersionOf(row).results, results)
  );
}

const sameValues = (a: readonly ReceivedResult[], b: readonly ReceivedResult[]) => key(a) === key(b);
const key = (results: readonly ReceivedResult[]) =>
  JSON.stringify(results.map((one) => [one.analyte, one.text, one.unit]).sort());

function alreadyRecorded(row: Newest): AppError {
  return new AppError(
    "already-exists",
    "This report is recorded already; correct that one instead of adding a second.",
    {
      current: { id: row.reportKey, version: row.version, status: row.status, collectedOn: row.collectedOn },
    },
  );
}

/** One accession is one specimen of one person. */
async function refuseForeignAccession(
  tx: Parameters<typeof appendReports>[0],
  { id, siteId, absorbed }: PatientRows,
  input: ReportInput,
): Promise<void> {
  if (input.accession === null) return;
  const own = [id, ...absorbed.map((record) => record.id)];
  const elsewhere = await tx.report.findMany({
    where: { siteId, accession: input.accession, source: ENTERED, patientId: { notIn: own } },
  });
  // One that was withdrawn there, or moved here, no longer names that patient.
  if (newestVersions(elsewhere).every(({ status }) => status === "entered-in-error")) return;
  throw new AppError(
    "already-exists",
    "This accession number belongs to another patient's report; nothing was saved.",
    {
      fields: [
        {
          path: "accession",
          code: "taken",
          message: "This accession number belongs to another patient's report.",
        },
      ],
    },
  );
}
