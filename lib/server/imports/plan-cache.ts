import "server-only";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { sourceOf } from "./import-answer";
import { readingWith, rememberedOf } from "./import-memory";
import type { Progress } from "./import-work";
import { planHolds } from "./plan-basis";
import { type ImportPlan, planImport } from "./plan-import";
import { type FileReading, type ImportSource, sourceName } from "./read-import";

interface KeptPlan {
  readonly version: number;
  readonly plan: ImportPlan;
}

/** Rows of all plans kept, most; and how long an unused one is kept, in milliseconds. */
const KEPT_ROWS = 250_000;
const KEPT_FOR = 10 * 60_000;

// Kept on globalThis: the server may load this module more than once.
const kept = globalThis as { day29ImportPlans?: Map<string, KeptPlan>; day29ImportPlansEnd?: NodeJS.Timeout };
const plans = (): Map<string, KeptPlan> => {
  kept.day29ImportPlans ??= new Map();
  return kept.day29ImportPlans;
};

/** Keeps the plan of an import's version, so that the file is not read again for every page and for the commit. */
export function keepPlan(version: number, plan: ImportPlan): void {
  const known = plans();
  known.delete(plan.source.importId);
  known.set(plan.source.importId, { version, plan });
  let rows = 0;
  for (const [id, one] of [...known].reverse()) {
    rows += one.plan.rows.length;
    if (rows > KEPT_ROWS && id !== plan.source.importId) known.delete(id);
  }
  clearTimeout(kept.day29ImportPlansEnd);
  kept.day29ImportPlansEnd = setTimeout(() => known.clear(), KEPT_FOR).unref();
}

export function dropPlan(importId: string): void {
  plans().delete(importId);
}

/** The plan of an import as it stands: the kept one while nothing it was made of has moved. */
export async function presentPlan(
  tx: Db | Tx,
  row: { readonly id: string; readonly version: number },
  actor: Actor,
  progress: Progress,
): Promise<ImportPlan> {
  const known = plans().get(row.id);
  if (known?.version === row.version && (await planHolds(tx, known.plan))) return known.plan;
  const stored = await tx.import.findUniqueOrThrow({ where: { id: row.id }, omit: { rows: true } });
  const source = sourceOf(stored, actor);
  const plan = await planImport(tx, source, progress, await keptReading(tx, source));
  keepPlan(stored.version, plan);
  return plan;
}

/** The file as it was read last; null where it would be read otherwise now. */
export async function keptReading(tx: Db | Tx, source: ImportSource): Promise<FileReading | null> {
  const file = plans().get(source.importId)?.plan.file;
  if (file === undefined) return null;
  const { answers, stamp } = await rememberedOf(tx, source.siteId, sourceName(file.reading));
  const asBefore = JSON.stringify(readingWith(answers, source.answers)) === JSON.stringify(file.answers);
  return stamp === file.stamp && asBefore ? file : null;
}
