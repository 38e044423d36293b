import "server-only";
import type { RunningWork } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/server/door/actor";

type WorkStage = RunningWork["stage"];

/** How far a long work is, told to whoever asks, and where it lets others go first. */
export interface Progress {
  stage(stage: WorkStage, total?: number): void;
  /** So many more are done; gives way when it is time. Rejects once somebody has cancelled. */
  step(count?: number): Promise<void>;
}

/** For work inside somebody's transaction: short, and not to be interrupted. */
export const UNINTERRUPTED: Progress = { stage: () => {}, step: async () => {} };

interface Work {
  readonly importId: string;
  readonly userId: string;
  readonly siteId: string;
  stage: WorkStage;
  done: number;
  total: number | null;
  cancelled: boolean;
}

// Kept on globalThis: the server may load this module more than once, and one copy asks what another one does.
const kept = globalThis as { day29ImportWork?: Set<Work> };
const works = (): Set<Work> => {
  kept.day29ImportWork ??= new Set();
  return kept.day29ImportWork;
};

/** Longest stretch of work without giving way, in milliseconds. */
const STRETCH = 8;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Runs a long work that its owner can watch and cancel; after a cancellation nothing of it is left. */
export async function watched<T>(
  actor: Actor,
  importId: string,
  run: (progress: Progress) => Promise<T>,
): Promise<T> {
  const work: Work = {
    importId,
    userId: actor.userId,
    siteId: actor.site.id,
    stage: "reading",
    done: 0,
    total: null,
    cancelled: false,
  };
  works().add(work);
  let since = performance.now();
  try {
    return await run({
      stage(stage, total) {
        work.stage = stage;
        work.done = 0;
        work.total = total ?? null;
      },
      async step(count = 1) {
        work.done += count;
        if (performance.now() - since > STRETCH) {
          // Two turns: what arrived in the first is answered in the second.
          await nextTurn();
          await nextTurn();
          since = performance.now();
        }
        if (work.cancelled) throw new AppError("cancelled", "Cancelled; nothing was written.");
      },
    });
  } finally {
    works().delete(work);
  }
}

const ownWorks = (actor: Actor) =>
  [...works()].filter((work) => work.userId === actor.userId && work.siteId === actor.site.id);

export const runningWorks = (actor: Actor): RunningWork[] =>
  ownWorks(actor).map(({ importId, stage, done, total }) => ({ importId, stage, done, total }));

/** False where the actor has nothing of that name under way. */
export function cancelWork(actor: Actor, importId: string): boolean {
  const mine = ownWorks(actor).filter((work) => work.importId === importId && work.stage !== "writing");
  for (const work of mine) work.cancelled = true;
  return mine.length > 0;
}
