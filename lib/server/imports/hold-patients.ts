import "server-only";
import type { Db, Tx } from "@/lib/server/database/db";
import { Prisma } from "@/prisma/generated/sqlite/client";

/** Ids in one statement. */
const SLICE = 5_000;

/** When each patient was last changed: any write to one rebuilds the row this stands in. */
export async function changedAtOf(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < ids.length; start += SLICE) {
    const rows = await tx.patientSummary.findMany({
      where: { patientId: { in: ids.slice(start, start + SLICE) } },
      select: { patientId: true, changedAt: true },
    });
    for (const row of rows) found.set(row.patientId, row.changedAt);
  }
  return found;
}

/** Makes other writers to these patients wait; false where somebody has changed one of them since. */
export async function holdUnchanged(tx: Tx, before: ReadonlyMap<string, string>): Promise<boolean> {
  const ids = [...before.keys()].sort();
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = ids.slice(start, start + SLICE);
    const held = await tx.$queryRaw<{ patientId: string; changedAt: string }[]>`
      UPDATE "PatientSummary" SET "changedAt" = "changedAt" WHERE "patientId" IN (${Prisma.join(slice)})
      RETURNING "patientId", "changedAt"`;
    if (held.length !== slice.length) return false;
    if (held.some((row) => before.get(row.patientId) !== row.changedAt)) return false;
  }
  return true;
}
