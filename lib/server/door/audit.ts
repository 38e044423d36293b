import "server-only";
import { type Db, type Tx, transaction } from "@/lib/server/database/db";
import { type Columns, insertRows } from "@/lib/server/database/insert-rows";
import { type ChainFinding, type ChainLink, takeLinks, verifyChain } from "./chain";

export type AuditOutcome = "done" | "refused";

/** What one audit entry says. Clinical values stand only under `detail.before` and `detail.after`. */
export interface AuditEvent {
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly sessionId: string | null;
  readonly siteId: string | null;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly objectVersion: number | null;
  readonly patientId: string | null;
  readonly detail: string | null;
  readonly reason: string | null;
  readonly requestId: string;
}

/** Field order is part of the hash: the same event gives the same link on every engine. */
const contentOf = (event: AuditEvent) => [
  event.at,
  event.actorId,
  event.actorName,
  event.sessionId,
  event.siteId,
  event.action,
  event.outcome,
  event.objectKind,
  event.objectId,
  event.objectVersion,
  event.patientId,
  event.detail,
  event.reason,
  event.requestId,
];

const COLUMNS: Columns<AuditEvent & ChainLink> = {
  seq: "integer",
  at: "text",
  actorId: "text",
  actorName: "text",
  sessionId: "text",
  siteId: "text",
  action: "text",
  outcome: "text",
  objectKind: "text",
  objectId: "text",
  objectVersion: "integer",
  patientId: "text",
  detail: "text",
  reason: "text",
  requestId: "text",
  prevHash: "text",
  hash: "text",
};

/** Writes entries inside the transaction of the work they speak of. */
export async function appendAudit(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const links = await takeLinks(tx, "audit", events.map(contentOf));
  const rows = events.map((event, index) => ({ ...event, ...(links[index] as (typeof links)[number]) }));
  if (rows.length === 1) await tx.auditEntry.createMany({ data: rows });
  else await insertRows(tx, "AuditEntry", COLUMNS, rows);
}

interface Waiting {
  readonly event: AuditEvent;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

let waiting: Waiting[] = [];
let writing = false;

/**
 * Writes the entry of a read (or of a refusal) before its answer leaves. Reads that arrive while one
 * commit is under way share the next one; each waits until its own entry is on disk.
 */
export function auditBeforeAnswer(event: AuditEvent): Promise<void> {
  return new Promise((done, failed) => {
    waiting.push({ event, done, failed });
    if (!writing) void writeWaiting();
  });
}

async function writeWaiting(): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      await transaction((tx) =>
        appendAudit(
          tx,
          batch.map((one) => one.event),
        ),
      );
      for (const one of batch) one.done();
    } catch (reason) {
      for (const one of batch) one.failed(reason);
    }
  }
  writing = false;
}

/** Checks every audit entry against its hash and its neighbours. */
export function verifyAudit(db: Db): Promise<ChainFinding> {
  return verifyChain(db, "audit", async (after, limit) => {
    const rows = await db.auditEntry.findMany({
      where: { seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: limit,
    });
    return rows.map((row) => ({
      seq: row.seq,
      prevHash: row.prevHash,
      hash: row.hash,
      content: contentOf({ ...row, outcome: row.outcome as AuditOutcome }),
    }));
  });
}
