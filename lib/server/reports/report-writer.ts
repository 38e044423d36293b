import "server-only";
import type { JudgedReport } from "@/lib/clinical/assessment";
import type { Db, Tx } from "@/lib/server/database/db";
import { type Columns, insertRows } from "@/lib/server/database/insert-rows";
import { type ChainFinding, takeLinks, verifyChain } from "@/lib/server/door/chain";
import type { ReportRow } from "@/lib/server/patients/course-mapper";
import { resultsDocument } from "./report-document";

/** What belongs to a stored version beside what the core reads. */
export interface Provenance {
  readonly patientId: string;
  readonly siteId: string;
  /** "manual" or the sending system; part of a report's identity. */
  readonly source: string;
  /** UTC of the collection; null where only the date is known. */
  readonly collectedAt: string | null;
  readonly receivedAt: string;
  readonly author: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly batchId: string | null;
}

export interface NewVersion {
  readonly judged: JudgedReport;
  readonly provenance: Provenance;
}

/** Field order is part of the hash. */
export const reportContent = (row: ReportContent) => [
  row.reportKey,
  row.version,
  row.patientId,
  row.siteId,
  row.specimen,
  row.subId,
  row.accession,
  row.source,
  row.status,
  row.adequate,
  row.collectedOn,
  row.collectedMinute,
  row.collectedAt,
  row.receivedAt,
  row.knownSince,
  row.author,
  row.reason,
  row.note,
  row.batchId,
  row.results,
];

const COLUMNS: Columns<ReportRow> = {
  seq: "integer",
  reportKey: "text",
  version: "integer",
  patientId: "text",
  siteId: "text",
  specimen: "text",
  subId: "text",
  accession: "text",
  source: "text",
  status: "text",
  adequate: "integer",
  collectedOn: "text",
  collectedMinute: "integer",
  collectedAt: "text",
  receivedAt: "text",
  knownSince: "text",
  author: "text",
  reason: "text",
  note: "text",
  batchId: "text",
  results: "text",
  prevHash: "text",
  hash: "text",
};

/** A version as it will be stored, before it has its place in the chain. */
export type ReportContent = Omit<ReportRow, "seq" | "prevHash" | "hash">;

export const reportContentOf = ({ judged, provenance }: NewVersion): ReportContent => ({
  reportKey: judged.report.reportId,
  version: judged.report.version,
  specimen: judged.report.specimen,
  subId: judged.report.subId,
  accession: judged.report.accession,
  status: judged.report.status,
  adequate: judged.report.adequate ? 1 : 0,
  collectedOn: judged.report.collected.date,
  collectedMinute: judged.report.collected.minute,
  knownSince: new Date(judged.report.receivedAt).toISOString(),
  results: resultsDocument(judged),
  ...provenance,
});

/** Appends versions to the report chain; nothing stored before is touched. */
export const appendReports = (tx: Tx, versions: readonly NewVersion[]): Promise<ReportRow[]> =>
  appendContents(tx, versions.map(reportContentOf));

/** The same for versions that were made ready before the transaction. */
export async function appendContents(tx: Tx, contents: readonly ReportContent[]): Promise<ReportRow[]> {
  const links = await takeLinks(tx, "report", contents.map(reportContent));
  const rows = contents.map((content, index) => ({
    ...content,
    ...(links[index] as (typeof links)[number]),
  }));
  await insertRows(tx, "Report", COLUMNS, rows);
  return rows;
}

/** Checks every version of every report against its hash and its neighbours. */
export function verifyReports(db: Db): Promise<ChainFinding> {
  return verifyChain(db, "report", async (after, limit) => {
    const rows = await db.report.findMany({
      where: { seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: limit,
    });
    return rows.map((row) => ({
      seq: row.seq,
      prevHash: row.prevHash,
      hash: row.hash,
      content: reportContent(row),
    }));
  });
}
