import "server-only";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type {
  ImportCounts,
  ImportPatientAnswer,
  ImportQuestionAnswer,
  ImportRowAnswer,
  UnmappedCode,
} from "@/lib/contract/import";
import { fileComparer, type ReportComparison } from "@/lib/imports/compare";
import type { ImportReport, ImportRow } from "@/lib/imports/import-format";
import type { Db, Tx } from "@/lib/server/database/db";
import { type ReportRow, reportVersionOf } from "@/lib/server/patients/course-mapper";
import { matchPatients } from "./import-patients";
import { questionsOf, unmappedCodes } from "./import-questions";
import type { Progress } from "./import-work";
import { type PlanBasis, planBasis } from "./plan-basis";
import { type FileReading, type ImportSource, readImportFile } from "./read-import";
import { storedReports } from "./stored-reports";

/** A file read against what is stored now: what committing it would do. */
export interface ImportPlan {
  readonly source: ImportSource;
  readonly file: FileReading;
  /** What it holds for: when that has moved, the plan is made again. */
  readonly basis: PlanBasis;
  readonly patients: readonly ImportPatientAnswer[];
  /** Beside `file.reading.reports`. */
  readonly reports: readonly PlannedReport[];
  readonly rows: readonly ImportRowAnswer[];
  readonly counts: ImportCounts;
  readonly questions: readonly ImportQuestionAnswer[];
  readonly unmapped: readonly UnmappedCode[];
}

export interface PlannedReport {
  readonly report: ImportReport;
  readonly patient: ImportPatientAnswer | undefined;
  /** The newest version stored of it. */
  readonly stored: ReportRow | null;
  readonly comparison: ReportComparison;
  /** Its accession number is another patient's too, at this site or in this file: a person must look. */
  readonly elsewhere: boolean;
}

export async function planImport(
  tx: Db | Tx,
  source: ImportSource,
  progress: Progress,
  read: FileReading | null = null,
): Promise<ImportPlan> {
  const file = read ?? (await readImportFile(tx, source, progress));
  const { reading } = file;
  progress.stage("matching", reading.patients.length);
  const head = await planBasis(tx, source.siteId);
  const patients = await matchPatients(tx, source.siteId, reading.patients, source.answers);
  const byKey = new Map(patients.map((patient) => [patient.key, patient]));
  await progress.step(patients.length);

  progress.stage("comparing", reading.reports.length);
  const stored = await storedReports(tx, source.siteId, byKey, reading.reports, progress);
  const patientIdOf = (report: ImportReport) => byKey.get(report.patientKey)?.patientId ?? null;
  const compare = fileComparer((report: ImportReport) => {
    const patientId = patientIdOf(report);
    return patientId === null ? [] : stored.versionsOf(report, patientId).map(reportVersionOf);
  });
  const shared = sharedAccessions(reading.reports, (report) => patientIdOf(report) ?? report.patientKey);
  const reports: PlannedReport[] = [];
  for (const report of reading.reports) {
    const patientId = patientIdOf(report);
    reports.push({
      report,
      patient: byKey.get(report.patientKey),
      stored: patientId === null ? null : stored.newestOf(report, patientId),
      comparison: compare(report),
      elsewhere:
        report.accession !== null &&
        (shared.has(report.accession) || stored.isElsewhere(report.accession, patientId)),
    });
    await progress.step();
  }
  const rows: ImportRowAnswer[] = [];
  for (const row of reading.rows) {
    rows.push(rowAnswer(row, row.reportIndex === null ? undefined : reports[row.reportIndex]));
    if (rows.length % 500 === 0) await progress.step(0);
  }
  return {
    source,
    file,
    basis: { ...head, stamp: file.stamp, patients: JSON.stringify(patients) },
    patients,
    reports,
    rows,
    counts: countRows(rows),
    questions: questionsOf(reading, patients),
    unmapped: unmappedCodes(reading),
  };
}

/** Accession numbers that the file gives to more than one person. */
function sharedAccessions(
  reports: readonly ImportReport[],
  personOf: (report: ImportReport) => string,
): ReadonlySet<string> {
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const report of reports) {
    if (report.accession === null) continue;
    const person = personOf(report);
    const owner = owners.get(report.accession);
    if (owner === undefined) owners.set(report.accession, person);
    else if (owner !== person) shared.add(report.accession);
  }
  return shared;
}

/** That a value was converted is seen by the converted value beside it. */
const SHOWN_OTHERWISE = "unit-converted";

function rowAnswer(row: ImportRow, planned: PlannedReport | undefined): ImportRowAnswer {
  const notes = row.notes.filter(({ code }) => code !== SHOWN_OTHERWISE).map(({ message }) => message);
  const base = {
    at: row.at,
    line: row.line,
    column: row.column,
    analyte: row.analyte,
    label: row.label,
    text: row.text,
    unit: row.unit,
    interval: row.intervalText,
    value: row.value,
    canonicalUnit: row.canonicalUnit,
    code: row.code,
    reason: row.reason,
    ...(notes.length === 0 ? {} : { notes }),
  };
  if (row.outcome !== "value") return { ...base, outcome: row.outcome };
  if (planned === undefined) throw new Error("A value stands in a report.");
  if (planned.elsewhere) {
    const reason =
      "The accession number belongs to another patient's report too, at this site or in this file.";
    return { ...base, outcome: "set-aside", code: "accession-elsewhere", reason };
  }
  const { problem } = planned.comparison;
  if (problem !== null) return { ...base, outcome: "set-aside", code: problem.code, reason: problem.reason };
  return { ...base, outcome: planned.comparison.values.get(row.analyte as AnalyteCode) ?? "new" };
}

export function countRows(rows: readonly ImportRowAnswer[]): ImportCounts {
  const counts = { rows: rows.length, new: 0, same: 0, changed: 0, setAside: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome === "set-aside" ? "setAside" : outcome] += 1;
  return counts;
}

/** Somebody, or the record number with the birth date, has said who it is. */
export const isResolved = ({ state }: ImportPatientAnswer): boolean =>
  state !== "near" && state !== "unknown";
