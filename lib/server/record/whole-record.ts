import "server-only";
import type { LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { AsOf, Assessment, JudgedReport } from "@/lib/clinical/assessment";
import { firstCourseStart } from "@/lib/clinical/course";
import type { Policy } from "@/lib/clinical/policy";
import type { PatientRecord } from "@/lib/clinical/record";
import { type BloodCells, nearestBlood, suggestedCns } from "@/lib/clinical/whole-record/cns-status";
import { bloodCells, cellsOf, csfCells } from "@/lib/clinical/whole-record/csf-report";
import { endOfTherapy } from "@/lib/clinical/whole-record/follow-up";
import { prognosis } from "@/lib/clinical/whole-record/prognosis";
import { type CnsClass, philadelphiaOf } from "@/lib/clinical/whole-record/record-entries";
import type { ProcedureInput } from "@/lib/contract/record";
import type { MarrowFound, ProcedureAnswer, WholeRecord } from "@/lib/contract/record-answers";
import { showValue } from "@/lib/display";
import type { Db, Tx } from "@/lib/server/database/db";
import type { PatientRows } from "@/lib/server/patients/course-mapper";
import {
  annotationFields,
  diagnosisAnswer,
  followUpAnswer,
  markerAnswer,
  noteFields,
  procedureInputOf,
  type RecordRows,
  trialAnswer,
} from "./record-rows";
import { recordWarnings } from "./record-warnings";

/** What the rest of the record is read against. */
export interface KnownCourse {
  readonly record: PatientRecord;
  readonly reports: readonly JudgedReport[];
  readonly assessment: Assessment;
  readonly policy: Policy;
}

/** Everything of the record beside results and treatment, with what is computed from it. */
export function wholeRecord(
  rows: RecordRows,
  treatment: Pick<PatientRows, "courses">,
  known: KnownCourse,
  names: ReadonlyMap<string, string>,
): WholeRecord {
  const { record, reports, assessment, policy } = known;
  const diagnosis = diagnosisAnswer(rows.diagnosis);
  const markers = rows.markers.map(markerAnswer);
  const philadelphia = philadelphiaOf(markers);
  const blood = bloodCells(reports);
  const procedures = rows.procedures
    .map(procedureInputOf)
    .map((procedure) => withReport(procedure, reports, blood, policy.pairingDays.value));
  const factors = prognosis(record, reports, assessment, diagnosis, philadelphia);
  const line = {
    on: diagnosis.on,
    lineage: diagnosis.lineage,
    philadelphia,
    cns: diagnosis.cns ?? cnsAtDiagnosis(procedures, firstCourseStart(record.courses)),
    wbc: factors.wbc,
  };
  return {
    diagnosis,
    line,
    prognosis: factors,
    procedures,
    markers,
    followUps: rows.followUps.map(followUpAnswer),
    notes: rows.notes.map((row) => ({
      ...noteFields(row),
      author: names.get(row.createdBy) ?? row.createdBy,
    })),
    annotations: rows.annotations.map((row) => ({
      ...annotationFields(row),
      author: names.get(row.createdBy) ?? row.createdBy,
    })),
    trials: rows.trials.map(trialAnswer),
    endOfTherapy: endOfTherapy(record.courses, assessment.asOf.date),
    warnings: recordWarnings({ record, reports, treatment, procedures, markers, diagnosis, philadelphia }),
  };
}

/** A procedure with what the report of its sample says now: a correction of the report is read at once. */
function withReport(
  procedure: ProcedureInput & { readonly id: string; readonly version: number },
  reports: readonly JudgedReport[],
  blood: readonly BloodCells[],
  pairingDays: number,
): ProcedureAnswer {
  if (procedure.kind === "marrow") return { ...procedure, found: marrowFound(reportOf(procedure, reports)) };
  if (procedure.kind !== "lumbar-puncture") return procedure;
  const known = cellsOf(procedure, csfCells(reportOf(procedure, reports)));
  const { whiteCells, redCells, blasts } = known;
  const near = nearestBlood(blood, procedure.on as LocalDate, pairingDays);
  return { ...procedure, cells: { whiteCells, redCells, blasts }, suggested: suggestedCns(known, near) };
}

const reportOf = ({ reportId }: { reportId: string | null }, reports: readonly JudgedReport[]) =>
  reports.find(({ report }) => report.reportId === reportId && report.status !== "entered-in-error");

function marrowFound(judged: JudgedReport | undefined): MarrowFound | null {
  if (judged === undefined) return null;
  const of = (analyte: AnalyteCode) => judged.results.find((result) => result.analyte === analyte);
  const said = (analyte: AnalyteCode) => {
    const result = of(analyte);
    return result === undefined || result.state === "missing" ? null : showValue(result);
  };
  return {
    adequate: judged.report.adequate,
    blasts: said("MARROW_BLAST"),
    cells: said("MARROW_CELLS"),
    mrd: said("MRD"),
    sensitivity: of("MRD")?.sensitivity ?? null,
  };
}

/** As chosen at the first puncture up to the first day of treatment; a later one tells of treatment. */
function cnsAtDiagnosis(procedures: readonly ProcedureAnswer[], treated: LocalDate | null): CnsClass | null {
  const classed = procedures.flatMap((one) =>
    one.kind === "lumbar-puncture" && one.cns !== null && (treated === null || one.on <= treated)
      ? [one.cns]
      : [],
  );
  return classed[0] ?? null;
}

/** Names of those who wrote notes and annotations. */
export async function noteAuthors(tx: Db | Tx, rows: RecordRows): Promise<Map<string, string>> {
  const ids = [...new Set([...rows.notes, ...rows.annotations].map(({ createdBy }) => createdBy))];
  if (ids.length === 0) return new Map();
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}

/**
 * The rows as they stood at a moment: what is dated by its day, what is not by when it was written last. A test that
 * was done later was still planned then.
 */
export function recordThen(rows: RecordRows, asOf: AsOf): RecordRows {
  const written = (at: string) => Date.parse(at) <= asOf.instant;
  const by = ({ on }: { on: string }) => on <= asOf.date;
  const { diagnosis } = rows;
  return {
    diagnosis: diagnosis !== null && (diagnosis.on ?? "") <= asOf.date ? diagnosis : null,
    procedures: rows.procedures.filter(by),
    markers: rows.markers.filter(by),
    followUps: rows.followUps
      .filter(({ createdAt }) => written(createdAt))
      .map((row) => (row.doneOn !== null && row.doneOn > asOf.date ? { ...row, doneOn: null } : row)),
    notes: rows.notes.filter(({ updatedAt }) => written(updatedAt)),
    annotations: rows.annotations.filter(({ on, updatedAt }) => on <= asOf.date && written(updatedAt)),
    trials: rows.trials.filter(({ on, createdAt }) => (on === null ? written(createdAt) : on <= asOf.date)),
  };
}
