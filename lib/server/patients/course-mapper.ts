import "server-only";
import type { Instant, LocalDate } from "@/lib/branded";
import {
  COURSE_PHASES,
  type CoursePhase,
  type ExtramedullaryAnswer,
  type PatientInterval,
  type PatientRecord,
  type ReportStatus,
  type ReportVersion,
  type Sex,
  type Specimen,
  type SupportKind,
} from "@/lib/clinical/record";
import type { Db, Tx } from "@/lib/server/database/db";
import { receivedResults } from "@/lib/server/reports/report-document";
import type { Prisma } from "@/prisma/generated/sqlite/client";

const everything = {
  site: { select: { timeZone: true, policies: { orderBy: { version: "asc" } } } },
  courses: { where: { withdrawnAt: null }, orderBy: { start: "asc" } },
  support: { where: { withdrawnAt: null }, orderBy: { on: "asc" } },
  extramedullary: { where: { withdrawnAt: null }, orderBy: { createdAt: "asc" } },
  statuses: { orderBy: { version: "asc" } },
  // Of the rest of the record only what the worklist shows.
  diagnosis: { select: { lineage: true } },
  markers: { where: { withdrawnAt: null, test: "bcr-abl1" }, select: { test: true, result: true } },
  followUps: { where: { withdrawnAt: null, doneOn: null }, select: { due: true, doneOn: true } },
  reports: { orderBy: { seq: "asc" } },
} as const satisfies Prisma.PatientInclude;

export type PatientRows = Prisma.PatientGetPayload<{ include: typeof everything }>;
export type ReportRow = PatientRows["reports"][number];

/** All rows of one patient, ready for `recordOf`. */
export const patientRows = (tx: Db | Tx, patientId: string): Promise<PatientRows> =>
  tx.patient.findUniqueOrThrow({ where: { id: patientId }, include: everything });

/** The next patients by id with all their rows, for work that goes through everybody; `null` begins. */
export const pageOfPatientRows = (
  tx: Db | Tx,
  after: string | null,
  limit: number,
  siteId?: string,
): Promise<PatientRows[]> =>
  tx.patient.findMany({
    where: { ...(after === null ? {} : { id: { gt: after } }), ...(siteId === undefined ? {} : { siteId }) },
    include: everything,
    orderBy: { id: "asc" },
    take: limit,
  });

/** Rows of the patients named, by id. */
export const patientRowsOf = (tx: Db | Tx, ids: readonly string[]): Promise<PatientRows[]> =>
  tx.patient.findMany({ where: { id: { in: [...ids] } }, include: everything, orderBy: { id: "asc" } });

/** What the clinical core reads, from the rows as they stand. */
export function recordOf(rows: PatientRows): PatientRecord {
  return {
    patient: {
      birthDate: rows.birthDate as LocalDate,
      sex: rows.sex as Sex,
      timeZone: rows.site.timeZone,
      intervals: JSON.parse(rows.intervals) as PatientInterval[],
    },
    courses: rows.courses.map((row) => ({
      id: row.id,
      start: row.start as LocalDate,
      end: row.end as LocalDate | null,
      part: COURSE_PHASES[row.phase as CoursePhase],
      phase: row.phase as CoursePhase,
      protocol: row.protocol,
    })),
    support: rows.support.map((row) => ({
      id: row.id,
      kind: row.kind as SupportKind,
      on: row.on as LocalDate,
    })),
    extramedullary: rows.extramedullary.map((row) => ({
      id: row.id,
      finding: row.finding as ExtramedullaryAnswer,
      on: row.on as LocalDate | null,
    })),
    reports: rows.reports.map(reportVersionOf),
    observationEnd: null,
  };
}

export function reportVersionOf(row: ReportRow): ReportVersion {
  return {
    reportId: row.reportKey,
    version: row.version,
    specimen: row.specimen as Specimen,
    accession: row.accession,
    subId: row.subId,
    collected: { date: row.collectedOn as LocalDate, minute: row.collectedMinute },
    receivedAt: Date.parse(row.knownSince) as Instant,
    status: row.status as ReportStatus,
    adequate: row.adequate === 1,
    results: receivedResults(row.results),
  };
}
