import "server-only";
import type { Instant } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type {
  ImportAnswer,
  ImportAnswers,
  ImportCounts,
  ImportPatientAnswer,
  ImportRowAnswer,
} from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import { compareReports, type ReportComparison, reportIdentity } from "@/lib/imports/compare";
import type { ImportReport, ImportRow, ReadingDone } from "@/lib/imports/import-format";
import { IMPORT_FORMATS, type ImportFormatId } from "@/lib/imports/registry";
import type { Db, Tx } from "@/lib/server/database/db";
import { type ReportRow, reportVersionOf } from "@/lib/server/patients/course-mapper";
import { matchPatient, missingFor } from "./import-patients";

export interface ImportSource {
  readonly format: ImportFormatId;
  readonly bytes: Uint8Array;
  readonly siteId: string;
  readonly timeZone: string;
  readonly receivedAt: string;
  readonly answers: ImportAnswers;
}

/** A file read against what is stored now: what committing it would do. */
export interface ImportPlan {
  readonly reading: ReadingDone;
  readonly patients: readonly ImportPatientAnswer[];
  /** Beside `reading.reports`. */
  readonly reports: readonly PlannedReport[];
  readonly rows: readonly ImportRowAnswer[];
  readonly counts: ImportCounts;
  readonly questions: ImportAnswer["questions"];
}

export interface PlannedReport {
  readonly report: ImportReport;
  readonly patient: ImportPatientAnswer | undefined;
  readonly stored: ReportRow | null;
  readonly comparison: ReportComparison;
  /** Its accession number is another patient's at this site: a person must look. */
  readonly elsewhere: boolean;
}

/** Reads the bytes; a file that cannot be read as a whole is refused and nothing of it is kept. */
export function readFile(source: ImportSource): ReadingDone {
  const reading = IMPORT_FORMATS[source.format].read({
    bytes: source.bytes,
    timeZone: source.timeZone,
    received: Date.parse(source.receivedAt) as Instant,
    answers: {},
  });
  if (reading.refusal !== null) {
    const { code, message } = reading.refusal;
    throw new AppError(code === "too-large" ? "body-too-large" : "import-refused", message, {
      fields: [{ path: "file", code, message }],
    });
  }
  return reading;
}

export async function planImport(tx: Db | Tx, source: ImportSource): Promise<ImportPlan> {
  const reading = readFile(source);
  const patients: ImportPatientAnswer[] = [];
  for (const sent of reading.patients)
    patients.push(await matchPatient(tx, source.siteId, sent, source.answers));
  const stored = await storedReports(tx, source.siteId, patients, reading.reports);
  const byKey = new Map(patients.map((patient) => [patient.key, patient]));
  // Indexed once: a file of 200,000 rows asks for every report.
  const versions = groupBy(stored, (row) =>
    JSON.stringify([row.patientId, ...reportIdentity(reportVersionOf(row))]),
  );
  const versionsOf = (report: ImportReport): readonly ReportRow[] => {
    const patientId = byKey.get(report.patientKey)?.patientId;
    if (patientId == null) return [];
    return versions.get(JSON.stringify([patientId, ...reportIdentity(report)])) ?? [];
  };
  const byAccession = groupBy(stored, (row) => row.accession);
  const comparisons = compareReports(reading.reports, (report) => versionsOf(report).map(reportVersionOf));
  const reports = reading.reports.map((report, index): PlannedReport => {
    const patient = byKey.get(report.patientKey);
    return {
      report,
      patient,
      stored: versionsOf(report)[0] ?? null,
      comparison: comparisons[index] as ReportComparison,
      elsewhere:
        report.accession !== null &&
        (byAccession.get(report.accession) ?? []).some((row) => row.patientId !== patient?.patientId),
    };
  });
  const rows = reading.rows.map((row) =>
    rowAnswer(row, row.reportIndex === null ? undefined : reports[row.reportIndex]),
  );
  return {
    reading,
    patients,
    reports,
    rows,
    counts: countRows(rows),
    questions: questionsOf(reading, patients),
  };
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Versions of the reports a file may be about, newest first. */
async function storedReports(
  tx: Db | Tx,
  siteId: string,
  patients: readonly ImportPatientAnswer[],
  reports: readonly ImportReport[],
): Promise<ReportRow[]> {
  const patientIds = patients.flatMap((patient) => (patient.patientId === null ? [] : [patient.patientId]));
  const accessions = [
    ...new Set(reports.flatMap((report) => (report.accession === null ? [] : [report.accession]))),
  ];
  return await tx.report.findMany({
    where: { OR: [{ patientId: { in: patientIds } }, { siteId, accession: { in: accessions } }] },
    orderBy: { version: "desc" },
  });
}

function rowAnswer(row: ImportRow, planned: PlannedReport | undefined): ImportRowAnswer {
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
  };
  if (row.outcome !== "value") return { ...base, outcome: row.outcome };
  if (planned === undefined) throw new Error("A value stands in a report.");
  if (planned.elsewhere) {
    const reason = "The accession number belongs to another patient's report at this site.";
    return { ...base, outcome: "set-aside", code: "accession-elsewhere", reason };
  }
  const { problem } = planned.comparison;
  if (problem !== null) return { ...base, outcome: "set-aside", code: problem.code, reason: problem.reason };
  return { ...base, outcome: planned.comparison.values.get(row.analyte as AnalyteCode) ?? "new" };
}

export function countRows(rows: readonly ImportRowAnswer[]): ImportCounts {
  const count = (outcome: ImportRowAnswer["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: rows.length,
    new: count("new"),
    same: count("same"),
    changed: count("changed"),
    setAside: count("set-aside"),
    refused: count("refused"),
  };
}

function questionsOf(
  reading: ReadingDone,
  patients: readonly ImportPatientAnswer[],
): ImportAnswer["questions"] {
  const unresolved = patients.filter((patient) => patient.state === "near" || patient.state === "unknown");
  return [
    ...reading.questions.map(({ code, about, message }) => ({ code, about, message })),
    ...unresolved.map((patient) => {
      const sent = reading.patients.find((one) => one.key === patient.key);
      const missing = sent === undefined ? [] : missingFor(sent);
      const create =
        missing.length === 0 ? "create the patient" : `the file does not give the ${missing.join(", ")}`;
      return patient.state === "near"
        ? {
            code: "patient-near",
            about: patient.key,
            message: "A patient here is nearly the same: say which one it is.",
          }
        : {
            code: "patient-unknown",
            about: patient.key,
            message: `No patient here has this MRN: choose one, or ${create}.`,
          };
    }),
  ];
}
