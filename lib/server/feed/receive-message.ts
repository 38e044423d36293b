import "server-only";
import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import type { ImportCounts } from "@/lib/contract/import";
import type { ImportFormatId } from "@/lib/imports/registry";
import type { Tx } from "@/lib/server/database/db";
import { commitPlan } from "@/lib/server/imports/import-commit";
import { planImport } from "@/lib/server/imports/import-preview";

interface Message {
  readonly siteId: string;
  readonly timeZone: string;
  readonly format: ImportFormatId;
  readonly bytes: Uint8Array;
  readonly author: string;
  readonly now: string;
}

export async function receiveMessage(
  tx: Tx,
  { siteId, timeZone, format, bytes, author, now }: Message,
): Promise<{ importId: string; counts: ImportCounts; waiting: number }> {
  await tx.$executeRaw`UPDATE "Site" SET "version" = "version" WHERE "id" = ${siteId}`;
  const source = { format, bytes, siteId, timeZone, receivedAt: now, answers: { patients: {} } };
  const batchId = newId();
  const plan = await planImport(tx, source);
  const committed = await commitPlan(tx, plan, { import: source, batchId, author, now });
  const waiting = committed.rows.filter((row) => row.code === "unknown-patient").length;
  const row = await tx.import.create({
    data: {
      id: newId(),
      siteId,
      createdBy: author,
      createdAt: now,
      format,
      digest: createHash("sha256").update(bytes).digest("hex"),
      payload: new Uint8Array(bytes),
      state: "committed",
      outcome: JSON.stringify(committed),
      batchId,
      committedAt: now,
      source: plan.reading.source,
      waiting,
    },
  });
  return { importId: row.id, counts: committed.counts, waiting };
}
