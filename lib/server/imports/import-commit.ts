import "server-only";
import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import { isCalendarProblem, parseCollected } from "@/lib/clinical/calendar";
import { judgeReport } from "@/lib/clinical/judge";
import type { Collected, ReportVersion, Sex } from "@/lib/clinical/record";
import type { ImportCounts, ImportPatientAnswer, ImportRowAnswer } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/server/database/db";
import { patientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { insertPatient } from "@/lib/server/patients/patients";
import { policyAt } from "@/lib/server/patients/policy-in-force";
import { appendReports, type NewVersion } from "@/lib/server/reports/report-writer";
import { countRows, type ImportPlan, type ImportSource, type PlannedReport } from "./import-preview";

export interface CommittedImport {
  readonly counts: ImportCounts;
  readonly patients: readonly ImportPatientAnswer[];
  readonly rows: readonly ImportRowAnswer[];
}

interface Batch {
  readonly import: ImportSource;
  readonly batchId: string;
  readonly author: string;
  readonly now: string;
}

/**
 * Carries out a plan. A refused row stops the whole file unless a person accepted the good rows; what is set aside,
 * the rows of a patient nobody has named included, stays with the import and stops nothing.
 */
export async function commitPlan(tx: Tx, plan: ImportPlan, batch: Batch): Promise<CommittedImport> {
  if (plan.counts.refused > 0 && batch.import.answers.accept !== "good-rows") {
    const bad = plan.rows.filter((row) => row.outcome === "refused");
    throw new AppError(
      "import-refused",
      "Some rows cannot be read; nothing was written. Accept the good rows, or mend the file.",
      {
        fields: bad.map((row) => ({
          path: row.at,
          code: row.code ?? "refused",
          message: `Line ${row.line}${row.column === null ? "" : `, column ${row.column}`}: ${row.reason ?? "cannot be read"}`,
        })),
      },
    );
  }
  const patients = await Promise.all(plan.patients.map((patient) => settle(tx, patient, batch)));
  const idOf = new Map(patients.map((patient) => [patient.key, patient.patientId]));
  const written = plan.reports.filter(
    (planned) =>
      !planned.elsewhere &&
      planned.comparison.problem === null &&
      planned.comparison.outcome !== "same" &&
      idOf.get(planned.report.patientKey) != null,
  );
  const touched = [...new Set(written.map((planned) => idOf.get(planned.report.patientKey) as string))];
  const versions: NewVersion[] = [];
  for (const patientId of touched) {
    const mine = written.filter((planned) => idOf.get(planned.report.patientKey) === patientId);
    versions.push(...(await versionsFor(tx, patientId, mine, batch)));
  }
  await appendReports(tx, versions);
  for (const patientId of touched) await refreshSummary(tx, patientId, batch.now);

  const rows = plan.rows.map((row, index) =>
    withoutPatient(row, plan.reading.rows[index]?.patientKey ?? null, idOf),
  );
  return { counts: countRows(rows), patients, rows };
}

/** Creates the patient where a person asked for it; unresolved ones stay without an id. */
async function settle(tx: Tx, patient: ImportPatientAnswer, batch: Batch): Promise<ImportPatientAnswer> {
  if (patient.state !== "to-create") return patient;
  const { mrn, familyName, givenName, birthDate } = patient;
  if (mrn === null || familyName === null || givenName === null || birthDate === null) return patient;
  const row = await insertPatient(
    tx,
    { mrn, studyCode: null, familyName, givenName, birthDate, sex: (patient.sex ?? "unknown") as Sex },
    { siteId: batch.import.siteId, author: batch.author, now: batch.now },
  );
  return { ...patient, patientId: row.id };
}

async function versionsFor(
  tx: Tx,
  patientId: string,
  planned: readonly PlannedReport[],
  batch: Batch,
): Promise<NewVersion[]> {
  const rows = await patientRows(tx, patientId);
  const record = recordOf(rows);
  const policy = policyAt(rows.site.policies, Date.parse(batch.now) as Instant);
  // A later message of the same file about one report is its next version.
  const inFile = new Map<string, { key: string; version: number }>();
  return planned.map(({ report, stored, comparison }) => {
    const identity = JSON.stringify([
      report.accession,
      report.specimen,
      report.subId,
      report.accession === null ? report.collected : null,
    ]);
    const before = inFile.get(identity) ?? (stored && { key: stored.reportKey, version: stored.version });
    const place = { key: before?.key ?? newId(), version: (before?.version ?? 0) + 1 };
    inFile.set(identity, place);
    const corrects = before !== null && report.status === "final" && stored?.status !== "preliminary";
    const version: ReportVersion = {
      reportId: place.key,
      version: place.version,
      specimen: report.specimen,
      accession: report.accession,
      subId: report.subId,
      collected: report.collected,
      receivedAt: Date.parse(batch.now) as Instant,
      status: corrects ? "corrected" : report.status,
      adequate: stored === null || stored.adequate === 1,
      results: comparison.merged,
    };
    return {
      judged: judgeReport(version, record, policy),
      provenance: {
        patientId,
        siteId: batch.import.siteId,
        source: batch.import.format,
        collectedAt: instantOf(report.collected, batch.import.timeZone),
        receivedAt: batch.now,
        author: batch.author,
        reason: before === null ? null : "lab-corrected",
        note: before === null ? null : "corrected by source",
        batchId: batch.batchId,
      },
    };
  });
}

function instantOf(collected: Collected, timeZone: string): string | null {
  if (collected.minute === null) return null;
  const two = (part: number) => String(part).padStart(2, "0");
  const time = `${two(Math.floor(collected.minute / 60))}:${two(collected.minute % 60)}`;
  const parsed = parseCollected(`${collected.date}T${time}`, timeZone);
  return isCalendarProblem(parsed) ? null : new Date(parsed.instant).toISOString();
}

/** What would have been written, had somebody said whose it is. */
function withoutPatient(
  row: ImportRowAnswer,
  key: string | null,
  idOf: ReadonlyMap<string, string | null>,
): ImportRowAnswer {
  const wouldWrite = row.outcome === "new" || row.outcome === "changed";
  if (!wouldWrite || (key !== null && idOf.get(key) != null)) return row;
  return {
    ...row,
    outcome: "set-aside",
    code: "unknown-patient",
    reason: "Nobody has said whose result this is.",
  };
}
