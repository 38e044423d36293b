import "server-only";
import type { ImportPatientAnswer } from "@/lib/contract/import";
import { reportIdentity } from "@/lib/imports/compare";
import type { ImportReport } from "@/lib/imports/import-format";
import type { Db, Tx } from "@/lib/server/database/db";
import { type ReportRow, reportVersionOf } from "@/lib/server/patients/course-mapper";
import type { Progress } from "./import-work";

/** What is stored of the reports a file may be about. */
export interface StoredReports {
  /** Versions of the same report of that patient, newest first; those of a reverted import are left out. */
  versionsOf(report: ImportReport, patientId: string): readonly ReportRow[];
  /** The newest version of it, reverted or not. */
  newestOf(report: ImportReport, patientId: string): ReportRow | null;
  /** Whether another patient of the site has a standing report under this accession number. */
  isElsewhere(accession: string, patientId: string | null): boolean;
}

/** Reports asked for with one statement. */
const SLICE = 500;

/** By patient and identity; indexed once, because a file of 200,000 rows asks for every report. */
export async function storedReports(
  tx: Db | Tx,
  siteId: string,
  patients: ReadonlyMap<string, ImportPatientAnswer>,
  reports: readonly ImportReport[],
  progress: Progress,
): Promise<StoredReports> {
  const merged = await ownersOf(tx, patients);
  const keys = new Set<string>();
  for (let start = 0; start < reports.length; start += SLICE) {
    const slice = reports.slice(start, start + SLICE);
    for (const key of await keysFor(tx, siteId, patients, merged, slice)) keys.add(key);
    await progress.step(0);
  }
  const chains = new Map<string, ReportRow[]>();
  const wanted = [...keys];
  for (let start = 0; start < wanted.length; start += SLICE) {
    const rows = await tx.report.findMany({
      where: { reportKey: { in: wanted.slice(start, start + SLICE) } },
      orderBy: { version: "desc" },
    });
    for (const row of rows) {
      const chain = chains.get(row.reportKey);
      if (chain === undefined) chains.set(row.reportKey, [row]);
      else chain.push(row);
    }
    await progress.step(0);
  }
  return indexed(chains, merged, await revertedBatches(tx, siteId, chains));
}

/** Every record that is read as one of the file's patients, to that patient. */
async function ownersOf(
  tx: Db | Tx,
  patients: ReadonlyMap<string, ImportPatientAnswer>,
): Promise<Map<string, string>> {
  const ids = [...patients.values()].flatMap(({ patientId }) => (patientId === null ? [] : [patientId]));
  const absorbed: { id: string; mergedInto: string | null }[] = [];
  for (let start = 0; start < ids.length; start += SLICE * 10) {
    const mergedInto = { in: ids.slice(start, start + SLICE * 10) };
    absorbed.push(
      ...(await tx.patient.findMany({ where: { mergedInto }, select: { id: true, mergedInto: true } })),
    );
  }
  return new Map([
    ...ids.map((id) => [id, id] as const),
    ...absorbed.map(({ id, mergedInto }) => [id, mergedInto as string] as const),
  ]);
}

async function keysFor(
  tx: Db | Tx,
  siteId: string,
  patients: ReadonlyMap<string, ImportPatientAnswer>,
  merged: ReadonlyMap<string, string>,
  reports: readonly ImportReport[],
): Promise<string[]> {
  const accession = [...new Set(reports.flatMap((one) => (one.accession === null ? [] : [one.accession])))];
  const dated = reports.filter((one) => one.accession === null);
  const survivors = new Set(dated.map((one) => patients.get(one.patientKey)?.patientId ?? null));
  const ids = [...merged].filter(([, survivor]) => survivors.has(survivor)).map(([id]) => id);
  const collectedOn = [...new Set(dated.map((one) => one.collected.date as string))];
  const select = { reportKey: true } as const;
  const found = [
    ...(accession.length === 0
      ? []
      : await tx.report.findMany({ where: { siteId, accession: { in: accession } }, select })),
    ...(ids.length === 0
      ? []
      : await tx.report.findMany({
          where: { patientId: { in: ids }, accession: null, collectedOn: { in: collectedOn } },
          select,
        })),
  ];
  return found.map((row) => row.reportKey);
}

/** Batches of this site that were taken back: what they brought counts as never received. */
async function revertedBatches(
  tx: Db | Tx,
  siteId: string,
  chains: ReadonlyMap<string, readonly ReportRow[]>,
): Promise<ReadonlySet<string>> {
  const batches = new Set<string>();
  for (const chain of chains.values()) {
    for (const { batchId } of chain) if (batchId !== null && chain.length > 1) batches.add(batchId);
  }
  if (batches.size === 0) return batches;
  const rows = await tx.import.findMany({
    where: { siteId, revertedAt: { not: null } },
    select: { batchId: true },
  });
  return new Set(rows.flatMap(({ batchId }) => (batchId !== null && batches.has(batchId) ? [batchId] : [])));
}

const WITHDRAWN = "entered-in-error";

function indexed(
  chains: ReadonlyMap<string, readonly ReportRow[]>,
  merged: ReadonlyMap<string, string>,
  reverted: ReadonlySet<string>,
): StoredReports {
  const owner = (row: ReportRow) => merged.get(row.patientId) ?? row.patientId;
  const byIdentity = new Map<string, readonly ReportRow[]>();
  const byAccession = new Map<string, Set<string>>();
  const identity = (patientId: string, report: Parameters<typeof reportIdentity>[0]) =>
    JSON.stringify([patientId, ...reportIdentity(report)]);
  for (const chain of chains.values()) {
    const newest = chain[0] as ReportRow;
    if (newest.accession !== null && newest.status !== WITHDRAWN) {
      const owners = byAccession.get(newest.accession) ?? new Set();
      byAccession.set(newest.accession, owners.add(owner(newest)));
    }
    for (const row of chain) {
      const key = identity(owner(row), reportVersionOf(row));
      const known = byIdentity.get(key)?.[0];
      if (known === undefined || standsBefore(newest, known)) byIdentity.set(key, chain);
    }
  }
  const chainOf = (report: ImportReport, patientId: string) =>
    byIdentity.get(identity(patientId, report)) ?? [];
  return {
    versionsOf: (report, patientId) =>
      chainOf(report, patientId).filter(({ batchId }) => batchId === null || !reverted.has(batchId)),
    newestOf: (report, patientId) => chainOf(report, patientId)[0] ?? null,
    isElsewhere: (accession, patientId) =>
      [...(byAccession.get(accession) ?? [])].some((id) => id !== patientId),
  };
}

/** Two reports of one identity: the one that was not withdrawn is meant, else the later one. */
function standsBefore(one: ReportRow, other: ReportRow): boolean {
  const withdrawn = one.status === WITHDRAWN;
  return withdrawn === (other.status === WITHDRAWN) ? one.seq > other.seq : !withdrawn;
}
