import "server-only";
import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import { judgeReport } from "@/lib/clinical/judge";
import type { ReportVersion } from "@/lib/clinical/record";
import { type MovedReportAnswer, moveInput } from "@/lib/contract/report";
import { AppError } from "@/lib/errors";
import { mergedAway, notFound, operation } from "@/lib/server/door/operation";
import { takeTurn } from "@/lib/server/door/turn";
import { visibleSubject } from "@/lib/server/door/visibility";
import {
  type PatientRows,
  patientRows,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "@/lib/server/patients/course-mapper";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { field } from "@/lib/server/patients/patients";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { reportAnswer } from "./report-answer";
import { openVersion } from "./report-corrections";
import { appendReports, type NewVersion } from "./report-writer";
import { newestVersions } from "./reports";

const isWithdrawn = ({ status }: ReportRow) => status === "entered-in-error" || status === "cancelled";

/**
 * To the patient whose report it is: withdrawn where it was, recorded there with the same values to the letter, in
 * one step. There it is known from now on: what was decided before was decided without it.
 */
export const moveReport = operation({
  name: "report.move",
  kind: "write",
  versioned: true,
  permission: "report:write",
  subject: "report",
  input: moveInput,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const { patientId } = input;
    if ((await visibleSubject(tx, actor, "patient", patientId)) === null) throw notFound();
    const turn = await takeTurn(tx, patientId);
    if (turn !== patientId) throw mergedAway(turn);
    const { rows: here, newest } = await openVersion(tx, id, ifMatch);
    const there = await patientRows(tx, patientId);
    refuseMove(newest, here, there);

    const receivedAt = Date.parse(now) as Instant;
    const report = reportVersionOf(newest);
    const key = newId();
    const withdrawn: ReportVersion = {
      ...report,
      version: newest.version + 1,
      receivedAt,
      status: "entered-in-error",
    };
    const moved: ReportVersion = { ...report, reportId: key, version: 1, receivedAt };
    const provenance = {
      siteId: newest.siteId,
      source: newest.source,
      collectedAt: newest.collectedAt,
      receivedAt: now,
      author: actor.userId,
      reason: input.reason,
      batchId: null,
    };
    const noted = (words: string) => (input.note === null ? words : `${input.note} (${words})`);
    const versions = [
      {
        judged: judged(withdrawn, here, receivedAt),
        provenance: { ...provenance, patientId: newest.patientId, note: noted(`moved to report ${key}`) },
      },
      {
        judged: judged(moved, there, receivedAt),
        provenance: { ...provenance, patientId, note: noted(`moved from report ${id}`) },
      },
    ] as const satisfies readonly NewVersion[];
    const [before, after] = (await appendReports(tx, versions)) as [ReportRow, ReportRow];
    await refreshSummary(tx, here.id, now);
    await refreshSummary(tx, patientId, now);
    const answer: MovedReportAnswer = {
      patientId,
      report: reportAnswer(after, versions[1].judged, actor.name),
      withdrawn: reportAnswer(before, versions[0].judged, actor.name),
    };
    return {
      answer,
      audit: {
        objectVersion: before.version,
        reason: input.note === null ? input.reason : `${input.reason}: ${input.note}`,
        detail: { before: newest.results, movedTo: { patientId, report: key } },
        patients: [
          {
            patientId,
            objectId: key,
            objectVersion: 1,
            detail: { after: after.results, movedFrom: { report: id } },
          },
        ],
      },
    };
  },
});

const judged = (report: ReportVersion, rows: PatientRows, at: Instant) =>
  judgeReport(report, recordOf(rows), policyAt(rows.site.policies, at));

function refuseMove(newest: ReportRow, here: PatientRows, there: PatientRows): void {
  if (there.id === here.id) {
    throw field("patientId", "same-patient", "The report is this patient's already.");
  }
  if (isWithdrawn(newest)) {
    throw field("patientId", "withdrawn", "This report is withdrawn; there is nothing to move.");
  }
  if (newest.collectedOn < there.birthDate) {
    throw field(
      "patientId",
      "before-birth",
      `The report of ${newest.collectedOn} is before that patient's birth date, ${there.birthDate}.`,
    );
  }
  const same = newestVersions(there.reports).find(
    (row) =>
      newest.accession !== null &&
      row.accession === newest.accession &&
      row.specimen === newest.specimen &&
      row.subId === newest.subId &&
      !isWithdrawn(row),
  );
  if (same === undefined) return;
  throw new AppError("already-exists", "That patient has a report with this accession number already.", {
    fields: [
      {
        path: "patientId",
        code: "accession-there",
        message: "That patient has a report with this accession number already.",
      },
    ],
    current: {
      id: same.reportKey,
      version: same.version,
      status: same.status,
      collectedOn: same.collectedOn,
    },
  });
}
