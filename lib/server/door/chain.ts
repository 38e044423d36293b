import "server-only";
import { createHmac } from "node:crypto";
import type { Db, Tx } from "@/lib/server/database/db";
import { env } from "@/lib/server/env";

export const CHAINS = ["report", "audit"] as const;
export type Chain = (typeof CHAINS)[number];

export interface ChainLink {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** The first link of a chain points here. */
export const CHAIN_START = "0".repeat(64);

/** HMAC over the previous hash and the row's own content, in a form that does not depend on the engine. */
export function linkHash(chain: Chain, seq: number, prevHash: string, content: unknown): string {
  return createHmac("sha256", env().recordKey)
    .update(JSON.stringify([chain, seq, prevHash, content]))
    .digest("hex");
}

/**
 * Takes the next places in a chain. Moving the head first makes writers queue on its row, so that no two rows
 * share a place on either engine; the head's hash is written by the same transaction.
 */
export async function takeLinks(tx: Tx, chain: Chain, contents: readonly unknown[]): Promise<ChainLink[]> {
  const count = contents.length;
  const [head] = await tx.$queryRaw<{ seq: number; hash: string }[]>`
    UPDATE "ChainHead" SET "seq" = "seq" + ${count} WHERE "chain" = ${chain} RETURNING "seq", "hash"`;
  if (head === undefined) throw new Error(`The chain “${chain}” has no head; the database was not migrated.`);
  let prevHash = head.hash;
  const first = Number(head.seq) - count + 1;
  const links = contents.map((content, index) => {
    const seq = first + index;
    const link = { seq, prevHash, hash: linkHash(chain, seq, prevHash, content) };
    prevHash = link.hash;
    return link;
  });
  await tx.$executeRaw`UPDATE "ChainHead" SET "hash" = ${prevHash} WHERE "chain" = ${chain}`;
  return links;
}

export interface ChainFinding {
  readonly ok: boolean;
  readonly checked: number;
  /** First place whose row is missing, changed or out of order; null when all hold. */
  readonly firstBad: number | null;
}

const PAGE = 1000;

/** Walks a chain from its start in pages; `read` gives rows after a place, in order. */
export async function verifyChain(
  db: Db,
  chain: Chain,
  read: (after: number, limit: number) => Promise<(ChainLink & { content: unknown })[]>,
): Promise<ChainFinding> {
  const head = await db.chainHead.findUniqueOrThrow({ where: { chain } });
  let prevHash = CHAIN_START;
  let seq = 0;
  for (;;) {
    const rows = await read(seq, PAGE);
    for (const row of rows) {
      const sound =
        row.seq === seq + 1 &&
        row.prevHash === prevHash &&
        row.hash === linkHash(chain, row.seq, row.prevHash, row.content);
      if (!sound) return { ok: false, checked: seq, firstBad: seq + 1 };
      seq = row.seq;
      prevHash = row.hash;
    }
    if (rows.length < PAGE) break;
  }
  const whole = seq >= head.seq;
  return { ok: whole, checked: seq, firstBad: whole ? null : seq + 1 };
}
