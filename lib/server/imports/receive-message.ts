import "server-only";
import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import type { ImportCounts } from "@/lib/contract/import";
import type { ImportFormatId } from "@/lib/imports/registry";
import type { Tx } from "@/lib/server/database/db";
import { UNINTERRUPTED } from "./import-work";
import { planImport } from "./plan-import";
import { prepareImport } from "./prepare-import";
import { takeSiteTurn, writeImport } from "./write-import";

export interface ReceivedMessage {
  readonly siteId: string;
  readonly timeZone: string;
  readonly format: ImportFormatId;
  readonly bytes: Uint8Array;
  /** Who is named as the author of what is written: a user's id, or a program's name. */
  readonly author: string;
  readonly authorName?: string;
  readonly now: string;
}

export interface ReceivedAnswer {
  readonly importId: string;
  readonly counts: ImportCounts;
  /** Rows that wait for a person to name a patient or an analyte. */
  readonly waiting: number;
  /** Patients whose record it changed. */
  readonly patientIds: readonly string[];
}

/**
 * Takes one message of a live feed, whole, inside the caller's transaction: read, compared, judged and written, with
 * the mappings remembered of its sender. Unknown patients and codes wait for a person. A message that cannot be read,
 * or one row of which cannot, is refused with an AppError, and the transaction must end without writing.
 */
export async function receiveMessage(tx: Tx, message: ReceivedMessage): Promise<ReceivedAnswer> {
  const { siteId, timeZone, format, bytes, author, authorName = author, now } = message;
  await takeSiteTurn(tx, siteId);
  const importId = newId();
  const source = {
    importId,
    format,
    bytes,
    siteId,
    timeZone,
    receivedAt: now,
    answers: { patients: {} },
    source: null,
  };
  const plan = await planImport(tx, source, UNINTERRUPTED);
  const batch = { batchId: newId(), author, authorName, now, version: 2, commitsBefore: [] };
  const prepared = await prepareImport(tx, plan, batch, UNINTERRUPTED);
  await tx.import.create({
    data: {
      id: importId,
      siteId,
      createdBy: author,
      createdAt: now,
      format,
      digest: createHash("sha256").update(bytes).digest("hex"),
      payload: new Uint8Array(bytes),
      state: "open",
    },
    select: { id: true },
  });
  await writeImport(tx, prepared);
  return {
    importId,
    counts: prepared.committed.counts,
    waiting: prepared.committed.waiting.rows,
    patientIds: prepared.summaries.map(({ patientId }) => patientId),
  };
}
