import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/server/database/db";
import type { Asker } from "./actor";

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** A file counts by its own digest: spelt out as JSON it would be many times its size. */
const hashOf = (input: unknown) =>
  sha256(JSON.stringify(input, (_key, value) => (value instanceof Uint8Array ? sha256(value) : value)) ?? "");

/** The answer already given to this key; a key that comes back with another body is refused. */
export async function firstAnswer<Answer>(
  tx: Tx,
  asker: Asker,
  operation: string,
  key: string,
  input: unknown,
): Promise<{ answer: Answer } | null> {
  const row = await tx.idempotencyKey.findUnique({
    where: { actorId_key: { actorId: asker.actor.userId, key } },
  });
  if (row === null) return null;
  if (row.operation !== operation || row.inputHash !== hashOf(input)) {
    throw new AppError("key-reused", "This Idempotency-Key was used for something else; take a new one.");
  }
  return { answer: JSON.parse(row.body) as Answer };
}

export async function keepAnswer(
  tx: Tx,
  asker: Asker,
  operation: string,
  key: string,
  input: unknown,
  answer: unknown,
): Promise<void> {
  await tx.idempotencyKey.create({
    data: {
      actorId: asker.actor.userId,
      key,
      operation,
      inputHash: hashOf(input),
      body: JSON.stringify(answer),
      at: asker.now,
    },
  });
}
