import "server-only";
import type { Instant } from "@/lib/branded";
import { judgeReport } from "@/lib/clinical/judge";
import type { ReportVersion } from "@/lib/clinical/record";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import {
  type PatientRows,
  patientRowsOf,
  type ReportRow,
  recordOf,
  reportVersionOf,
} from "@/lib/server/patients/course-mapper";
import { type SummaryRow, summaryOf } from "@/lib/server/patients/patient-summary";
import { policyAt, presentVersion } from "@/lib/server/patients/policy-in-force";
import { type ReportContent, reportContentOf } from "@/lib/server/reports/report-writer";
import { changedAtOf } from "./hold-patients";
import type { Progress } from "./import-work";

export interface RevertPlan {
  readonly contents: readonly ReportContent[];
  readonly summaries: readonly SummaryRow[];
  readonly changedAt: ReadonlyMap<string, string>;
  readonly policyVersion: string;
  readonly withdrawn: number;
  readonly restored: number;
}

interface TakenBack {
  readonly newest: ReportRow;
  /** What stood before the batch; null where the batch brought the report. */
  readonly before: ReportRow | null;
}

interface By {
  readonly siteId: string;
  readonly author: string;
  readonly now: string;
  readonly reason: string;
}

const SLICE = 500;
const PATIENTS = 20;

/** The versions that take a batch back: withdrawn what it brought, as it was before what it changed. */
export async function planRevert(
  tx: Db | Tx,
  batchId: string,
  by: By,
  progress: Progress,
): Promise<RevertPlan> {
  progress.stage("comparing");
  const policyVersion = await presentVersion(tx, by.siteId);
  const chains = await chainsOf(tx, batchId, progress);
  const survivor = await survivorsOf(tx, [
    ...new Set(chains.map((chain) => (chain[0] as ReportRow).patientId)),
  ]);
  const patients = [...new Set(survivor.values())];
  const changedAt = await changedAtOf(tx, patients);
  const taken = chains.map((chain) => takenBack(chain, batchId));
  const changed = taken.flatMap((one) => (one.changedSince === null ? [] : [one.changedSince]));
  if (changed.length > 0) throw changedSince(changed);

  progress.stage("judging", taken.length);
  const byPatient = new Map<string, TakenBack[]>();
  for (const one of taken) {
    const patientId = survivor.get(one.newest.patientId) ?? one.newest.patientId;
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), one]);
  }
  const contents: ReportContent[] = [];
  const summaries: SummaryRow[] = [];
  for (let start = 0; start < patients.length; start += PATIENTS) {
    for (const rows of await patientRowsOf(tx, patients.slice(start, start + PATIENTS))) {
      const added: ReportContent[] = [];
      const record = recordOf(rows);
      for (const one of byPatient.get(rows.id) ?? []) {
        added.push(contentOf(one, rows, record, by));
        await progress.step();
      }
      const reports = added.map((content) => ({ ...content, seq: 0, prevHash: "", hash: "" }));
      summaries.push(summaryOf({ ...rows, reports: [...rows.reports, ...reports] }, by.now));
      contents.push(...added);
    }
  }
  const restored = taken.filter(({ before }) => before !== null).length;
  return { contents, summaries, changedAt, policyVersion, restored, withdrawn: taken.length - restored };
}

/** Each record to the one it is read as part of. */
async function survivorsOf(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < ids.length; start += SLICE) {
    const rows = await tx.patient.findMany({
      where: { id: { in: ids.slice(start, start + SLICE) } },
      select: { id: true, mergedInto: true },
    });
    for (const { id, mergedInto } of rows) found.set(id, mergedInto ?? id);
  }
  return found;
}

/** All versions of every report that the batch wrote to, newest first. */
async function chainsOf(tx: Db | Tx, batchId: string, progress: Progress): Promise<ReportRow[][]> {
  const keys = await tx.report.findMany({
    where: { batchId },
    distinct: ["reportKey"],
    select: { reportKey: true },
  });
  const chains = new Map<string, ReportRow[]>();
  for (let start = 0; start < keys.length; start += SLICE) {
    const rows = await tx.report.findMany({
      where: { reportKey: { in: keys.slice(start, start + SLICE).map(({ reportKey }) => reportKey) } },
      orderBy: { version: "desc" },
    });
    for (const row of rows) {
      const chain = chains.get(row.reportKey);
      if (chain === undefined) chains.set(row.reportKey, [row]);
      else chain.push(row);
    }
    await progress.step(0);
  }
  return [...chains.values()];
}

function takenBack(
  chain: readonly ReportRow[],
  batchId: string,
): TakenBack & { changedSince: ReportRow | null } {
  const first = chain.findLastIndex((row) => row.batchId === batchId);
  return {
    newest: chain[0] as ReportRow,
    before: chain[first + 1] ?? null,
    changedSince: chain.slice(0, first).find((row) => row.batchId !== batchId) ?? null,
  };
}

function changedSince(reports: readonly ReportRow[]): AppError {
  return new AppError(
    "conflict",
    "Some of these reports were changed after the import; nothing was reverted. Withdraw or correct them one by one.",
    {
      fields: reports.map((row) => ({
        path: row.reportKey,
        code: "changed-since",
        message: `The ${row.specimen} report of ${row.collectedOn}${row.accession === null ? "" : ` (${row.accession})`} was changed at ${row.receivedAt}.`,
      })),
      current: {
        reports: reports.slice(0, 10).map(({ reportKey, version }) => ({ id: reportKey, version })),
      },
    },
  );
}

function contentOf(
  { newest, before }: TakenBack,
  rows: PatientRows,
  record: ReturnType<typeof recordOf>,
  by: By,
): ReportContent {
  const received = Date.parse(by.now) as Instant;
  const content = before ?? newest;
  const version: ReportVersion = {
    ...reportVersionOf(content),
    version: newest.version + 1,
    receivedAt: received,
    ...(before === null ? { status: "entered-in-error" as const } : {}),
  };
  return reportContentOf({
    judged: judgeReport(version, record, policyAt(rows.site.policies, received)),
    provenance: {
      patientId: newest.patientId,
      siteId: newest.siteId,
      source: content.source,
      collectedAt: content.collectedAt,
      receivedAt: by.now,
      author: by.author,
      reason: "other",
      note: `import reverted: ${by.reason}`,
      batchId: null,
    },
  });
}
