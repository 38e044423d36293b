import "server-only";
import {
  type ImportAnswer,
  type ImportPatientAnswer,
  importAnswers,
  type RememberedAnswer,
  type RowOutcome,
} from "@/lib/contract/import";
import type { ImportFormatId } from "@/lib/imports/registry";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { committedOf } from "./committed-import";
import { readingWith, rememberedOf } from "./import-memory";
import { type ImportPlan, isResolved } from "./plan-import";
import type { ImportSource } from "./read-import";
import { type RowsWanted, rowsFrom, storedRowsFrom } from "./row-pages";
import type { ImportRow } from "./write-import";

/** Most patients in one answer. */
const SHOWN_PATIENTS = 500;

export type ImportFacts = Omit<ImportRow, "payload" | "rows">;

export const WITHOUT_FILE = { payload: true, rows: true } as const;

export const wantedRows = (query: { outcome?: RowOutcome; cursor?: string }): RowsWanted => ({
  from: Number(query.cursor ?? "0"),
  outcome: query.outcome ?? null,
});

export const FIRST_ROWS: RowsWanted = { from: 0, outcome: null };

export const sourceOf = (row: Omit<ImportRow, "rows">, actor: Actor): ImportSource => ({
  importId: row.id,
  format: row.format as ImportFormatId,
  bytes: row.payload,
  siteId: row.siteId,
  timeZone: actor.site.timeZone,
  receivedAt: row.createdAt,
  answers: importAnswers.parse(JSON.parse(row.answers)),
  source: row.source,
});

/** What committing it now would do. */
export function previewAnswer(
  row: Pick<ImportFacts, "id" | "version" | "format" | "createdAt" | "batchId">,
  plan: ImportPlan,
  wanted: RowsWanted,
): ImportAnswer {
  const { counts, questions, unmapped, file, source } = plan;
  return {
    id: row.id,
    version: row.version,
    format: row.format,
    state: questions.length > 0 ? "needs-answers" : "ready",
    createdAt: row.createdAt,
    source: source.source ?? file.reading.source,
    reading: file.answers,
    remembered: file.remembered,
    questions: questions.slice(0, SHOWN_PATIENTS),
    unmapped,
    counts,
    ...shownPatients(plan.patients),
    ...rowsFrom(plan.rows, wanted),
    batchId: null,
    commits: [],
    waiting: 0,
    answered: false,
    reverted: null,
  };
}

/** As it was committed. */
export async function committedAnswer(
  tx: Db | Tx,
  row: ImportFacts,
  wanted: RowsWanted,
): Promise<ImportAnswer> {
  const { counts, patients, pages, commits, waiting, reverted } = committedOf(row.outcome ?? "");
  const { rows } = await tx.import.findUniqueOrThrow({ where: { id: row.id }, select: { rows: true } });
  const memory = await rememberedOf(tx, row.siteId, row.source);
  const remembered: readonly RememberedAnswer[] = memory.entries;
  const given = await storedRowsFrom({ pages, bytes: rows ?? new Uint8Array() }, wanted);
  return {
    id: row.id,
    version: row.version,
    format: row.format,
    state: row.revertedAt === null ? "committed" : "reverted",
    createdAt: row.createdAt,
    source: row.source,
    reading: readingWith(memory.answers, importAnswers.parse(JSON.parse(row.answers))),
    remembered,
    questions: [],
    unmapped: waiting.codes,
    counts,
    ...shownPatients(patients),
    ...given,
    batchId: row.batchId,
    commits,
    waiting: row.waiting,
    answered: isAnswered(row),
    reverted,
  };
}

/** Answered since it was last written: writing again brings what was waiting. */
export const isAnswered = (row: Pick<ImportFacts, "outcome" | "version" | "revertedAt">): boolean =>
  row.outcome !== null && row.revertedAt === null && row.version > committedOf(row.outcome).version;

function shownPatients(patients: readonly ImportPatientAnswer[]) {
  if (patients.length <= SHOWN_PATIENTS) return { patients, patientTotal: patients.length };
  const open = patients.filter((one) => !isResolved(one));
  const rest = patients.filter(isResolved);
  return { patients: [...open, ...rest].slice(0, SHOWN_PATIENTS), patientTotal: patients.length };
}
