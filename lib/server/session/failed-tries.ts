import "server-only";
import { v7 as newId } from "uuid";
import { db, type Tx } from "@/lib/server/database/db";

const WINDOW_MS = 15 * 60_000;

/** Seconds until a subject has fewer than `allowed` failures within the window; 0 where it may try now. */
export async function failedTriesWait(subject: string, allowed: number, nowMs: number): Promise<number> {
  const failures = await db().signInFailure.findMany({
    where: { subject, at: { gt: new Date(nowMs - WINDOW_MS).toISOString() } },
    orderBy: { at: "desc" },
    take: allowed,
    select: { at: true },
  });
  const oldest = failures[allowed - 1];
  return oldest === undefined ? 0 : Math.ceil((Date.parse(oldest.at) + WINDOW_MS - nowMs) / 1000);
}

/** Keeps one failure for each subject and sweeps what the window has left behind. */
export async function keepFailedTry(tx: Tx, subjects: readonly string[], nowMs: number): Promise<void> {
  const at = new Date(nowMs).toISOString();
  await tx.signInFailure.deleteMany({ where: { at: { lt: new Date(nowMs - WINDOW_MS).toISOString() } } });
  await tx.signInFailure.createMany({ data: subjects.map((subject) => ({ id: newId(), subject, at })) });
}
