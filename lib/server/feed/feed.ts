import "server-only";
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { v7 as newId } from "uuid";
import { z } from "zod";
import type { FeedAnswer } from "@/lib/contract/feed";
import { AppError } from "@/lib/errors";
import { readMessageHeader } from "@/lib/imports/hl7/message-header";
import type { Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { receiveMessage } from "@/lib/server/imports/receive-message";
import { type FeedRefusal, feedRefusal } from "./feed-reason";

const feedInput = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  /** Address of the sender, as the listener saw it; what is none is no reason to refuse a message. */
  peer: z
    .string()
    .nullable()
    .transform((text) => (text !== null && isIP(text) !== 0 ? text : null)),
});

/**
 * Takes one message of a laboratory's live feed: read, matched, checked and written at once, with its line in the
 * traffic, in one transaction. What a person must decide waits with the import; a refused message leaves its line only.
 */
export const receiveFeed = operation({
  name: "feed.receive",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: null,
  input: feedInput,
  run: async ({ tx, input, actor, now }) => {
    const header = readMessageHeader(input.bytes);
    const taken = await takenOrRefused(tx, input.bytes, actor, now);
    const row = await tx.feedMessage.create({
      data: {
        id: newId(),
        siteId: actor.site.id,
        receivedAt: now,
        peer: input.peer,
        controlId: printable(header?.controlId, 199),
        messageType: printable(header?.messageType, 40),
        digest: createHash("sha256").update(input.bytes).digest("hex"),
        size: input.bytes.length,
        ack: taken.refused?.ack ?? "AA",
        reason: taken.refused?.reason ?? null,
        importId: taken.import?.importId ?? null,
      },
    });
    const answer: FeedAnswer = {
      id: row.id,
      ack: taken.refused?.ack ?? "AA",
      code: taken.refused?.code ?? null,
      reason: row.reason,
      controlId: row.controlId,
      importId: row.importId,
      counts: taken.import?.counts ?? null,
      waiting: taken.import?.waiting ?? 0,
    };
    const { ack, code, importId, counts, waiting } = answer;
    return {
      answer,
      audit: {
        objectKind: "feed",
        objectId: row.id,
        detail: { ack, code, importId, counts, waiting },
        patients: (taken.import?.patientIds ?? []).map((patientId) => ({ patientId, detail: { importId } })),
      },
    };
  },
});

type Received = Awaited<ReturnType<typeof receiveMessage>>;
type Taken =
  | { readonly import: Received; readonly refused: null }
  | { readonly import: null; readonly refused: FeedRefusal };

/** A refusal undoes what the reading may have written so far, and leaves the transaction fit for the line about it. */
async function takenOrRefused(tx: Tx, bytes: Uint8Array, actor: Actor, now: string): Promise<Taken> {
  await tx.$executeRawUnsafe("SAVEPOINT message");
  try {
    const received = await receiveMessage(tx, {
      siteId: actor.site.id,
      timeZone: actor.site.timeZone,
      format: "hl7-oru",
      bytes,
      author: actor.userId,
      authorName: actor.name,
      now,
    });
    await tx.$executeRawUnsafe("RELEASE SAVEPOINT message");
    return { import: received, refused: null };
  } catch (reason) {
    const refused = reason instanceof AppError ? feedRefusal(reason) : null;
    if (refused === null) throw reason;
    await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT message");
    return { import: null, refused };
  }
}

/** Of what a sender calls its message, what can be shown; null where nothing can. */
function printable(sent: string | undefined, length: number): string | null {
  const kept = (sent ?? "").replace(/[^\x20-\x7e]/g, "").slice(0, length);
  return kept === "" ? null : kept;
}
