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

export const clinical = {
  courses: { where: { withdrawnAt: null }, orderBy: { start: "asc" } },
  support: { where: { withdrawnAt: null }, orderBy: { on: "asc" } },
  extramedullary: { where: { withdrawnAt: null }, orderBy: { createdAt: "asc" } },
  statuses: { orderBy: { version: "asc" } },
  // Of the rest of the record only what the worklist shows.
  diagnosis: { select: { lineage: true } },
  markers: { where: { withdrawnAt: null, test: "bcr-abl1" }, select: { test: true, result: true } },
  followUps: { where: { withdrawnAt: null, doneOn: null }, select: { due: true, doneOn: true } },
  criticalSeen: { orderBy: { at: "asc" } },
  reports: { orderBy: { seq: "asc" } },
} as const satisfies Prisma.PatientInclude;

const ownAlone = {
  site: { select: { timeZone: true, policies: { orderBy: { version: "asc" } } } },
  ...clinical,
} as const satisfies Prisma.PatientInclude;

const everything = {
  ...ownAlone,
  absorbed: { include: clinical, orderBy: { id: "asc" } },
} as const satisfies Prisma.PatientInclude;

/** A record that is read as part of this one. */
export interface AbsorbedRows {
  readonly id: string;
  readonly mrn: string;
  readonly mergedAt: string;
}

/** Each row keeps the id of the record it was entered in. */
export type PatientRows = Prisma.PatientGetPayload<{ include: typeof ownAlone }> & {
  readonly absorbed: readonly AbsorbedRows[];
};
export type ReportRow = PatientRows["reports"][number];

/** All rows of one person, ready for `recordOf`: of a merged record those of the one it is read as part of. */
export async function patientRows(tx: Db | Tx, patientId: string): Promise<PatientRows> {
  const found = await tx.patient.findUniqueOrThrow({ where: { id: patientId }, include: everything });
  return found.mergedInto === null ? united(found) : await patientRows(tx, found.mergedInto);
}

/** The next patients by id with all their rows, for work that goes through everybody; `null` begins. */
export const pageOfPatientRows = async (
  tx: Db | Tx,
  after: string | null,
  limit: number,
  siteId?: string,
): Promise<PatientRows[]> => {
  const found = await tx.patient.findMany({
    where: {
      mergedInto: null,
      ...(after === null ? {} : { id: { gt: after } }),
      ...(siteId === undefined ? {} : { siteId }),
    },
    include: everything,
    orderBy: { id: "asc" },
    take: limit,
  });
  return found.map(united);
};

/** Rows of the patients named, by id; a merged record has none of its own. */
export const patientRowsOf = async (tx: Db | Tx, ids: readonly string[]): Promise<PatientRows[]> => {
  const found = await tx.patient.findMany({
    where: { id: { in: [...ids] }, mergedInto: null },
    include: everything,
    orderBy: { id: "asc" },
  });
  return found.map(united);
};

export type FoundPatient = Prisma.PatientGetPayload<{ include: typeof everything }>;

/** A person's records as one. Who the person is, is said by the record that is read. */
export function united({ absorbed, ...own }: FoundPatient): PatientRows {
  const others = absorbed.map(({ id, mrn, mergedAt }) => ({ id, mrn, mergedAt: mergedAt ?? "" }));
  if (absorbed.length === 0) return { ...own, absorbed: others };
  const all = [own, ...absorbed];
  const statuses = all.flatMap((one) => one.statuses).sort((a, b) => order(a.at, b.at));
  return {
    ...own,
    absorbed: others,
    courses: all.flatMap((one) => one.courses).sort((a, b) => order(a.start, b.start)),
    support: all.flatMap((one) => one.support).sort((a, b) => order(a.on, b.on)),
    extramedullary: all.flatMap((one) => one.extramedullary).sort((a, b) => order(a.createdAt, b.createdAt)),
    diagnosis: all.find(({ diagnosis }) => diagnosis !== null)?.diagnosis ?? null,
    markers: all.flatMap((one) => one.markers),
    followUps: all.flatMap((one) => one.followUps),
    criticalSeen: all.flatMap((one) => one.criticalSeen).sort((a, b) => order(a.at, b.at)),
    // Each record counted its own from one; read together they are counted in the order they were set.
    statuses: statuses.map((row, index) => ({ ...row, version: index + 1 })),
    reports: all.flatMap((one) => one.reports).sort((a, b) => a.seq - b.seq),
  };
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What was known of the person at a moment holds no record that was merged only after it. */
export function mergedBy(rows: PatientRows, instant: Instant): PatientRows {
  const later = new Set(
    rows.absorbed.filter(({ mergedAt }) => Date.parse(mergedAt) > instant).map(({ id }) => id),
  );
  if (later.size === 0) return rows;
  const kept = ({ patientId }: { patientId: string }) => !later.has(patientId);
  return {
    ...rows,
    absorbed: rows.absorbed.filter(({ id }) => !later.has(id)),
    courses: rows.courses.filter(kept),
    support: rows.support.filter(kept),
    extramedullary: rows.extramedullary.filter(kept),
    statuses: rows.statuses.filter(kept),
    reports: rows.reports.filter(kept),
  };
}

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
