import "server-only";
import { type ReadingAnswers, readingAnswers } from "@/lib/contract/import";
import type { Tx } from "@/lib/server/database/db";
import type { Prisma } from "@/prisma/generated/sqlite/client";
import { holdUnchanged } from "./hold-patients";
import { remember } from "./import-memory";
import { insertPatients } from "./new-patients";
import { planHolds } from "./plan-basis";
import type { PreparedImport } from "./prepare-import";
import { sourceName } from "./read-import";
import { writeVersions } from "./write-versions";

export type ImportRow = Prisma.ImportGetPayload<object>;

/** Imports of a site take turns: the same file three times at once is new once and the same twice. */
export async function takeSiteTurn(tx: Tx, siteId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Site" SET "version" = "version" WHERE "id" = ${siteId}`;
}

/** Whether nothing has moved since it was prepared; holds the patients concerned. */
export const stillHolds = async (tx: Tx, prepared: PreparedImport): Promise<boolean> =>
  (await holdUnchanged(tx, prepared.changedAt)) && (await planHolds(tx, prepared.plan));

/** Writes all of it; the caller's transaction makes it all or nothing. */
export async function writeImport(tx: Tx, prepared: PreparedImport): Promise<Omit<ImportRow, "payload">> {
  const { plan, batch, newPatients, contents, summaries, committed, rows } = prepared;
  const { importId, siteId, answers } = plan.source;
  await insertPatients(tx, newPatients);
  await writeVersions(tx, contents, summaries);
  const source = sourceName(plan.file.reading);
  await remember(tx, { siteId, source }, howToRead(answers), batch);
  return await tx.import.update({
    where: { id: importId },
    omit: { payload: true },
    data: {
      source,
      outcome: JSON.stringify(committed),
      rows,
      batchId: batch.batchId,
      committedAt: committed.commits[0]?.at ?? batch.now,
      state: "committed",
      waiting: committed.waiting.rows,
      version: batch.version,
    },
  });
}

const READING_KEYS = Object.keys(readingAnswers.shape) as (keyof ReadingAnswers)[];

const howToRead = (answers: ReadingAnswers): ReadingAnswers =>
  Object.fromEntries(
    READING_KEYS.flatMap((key) => (answers[key] === undefined ? [] : [[key, answers[key]]])),
  );
