import "server-only";
import { engine } from "@/lib/server/database/db";
import { env } from "@/lib/server/env";
import { LiveHub } from "./live-hub";
import { PostgresChannel } from "./postgres-channel";

// Kept on globalThis: the bundles of two routes hold two copies of this module, and their readers must meet.
const kept = globalThis as { day29Live?: Live };

interface Live {
  readonly hub: LiveHub;
  readonly heard: Promise<void>;
  close(): Promise<void>;
}

function started(): Live {
  kept.day29Live ??= startLive(engine() === "postgresql" ? env().databaseUrl : null);
  return kept.day29Live;
}

/** A hub of its own, on PostgreSQL with a connection of its own: what a process has. */
export function startLive(url: string | null): Live {
  // Fetched with the first reader: whoever only writes, a script too, needs no sessions.
  const hub = new LiveHub(async (actors) => (await import("./standing-actors")).standingActors(actors));
  if (url === null) return { hub, heard: Promise.resolve(), close: async () => {} };
  const channel = new PostgresChannel(url, { told: (told) => hub.take(told), missed: () => hub.missed() });
  return { hub, heard: channel.open(), close: () => channel.close() };
}

/** For tests: this is the one of the process until the returned function is called. */
export function setLive(own: Live): () => Promise<void> {
  const before = kept.day29Live;
  kept.day29Live = own;
  return async () => {
    if (before === undefined) delete kept.day29Live;
    else kept.day29Live = before;
    await own.close();
  };
}

/** The readers of this process; on PostgreSQL it begins to listen with the first call. */
export const live = (): LiveHub => started().hub;

/** Resolves when this process hears what others tell, or has found that it cannot at the moment. */
export const liveHeard = (): Promise<void> => started().heard;

/** For a page: how far what it shows is known. */
export const livePosition = (): string => live().position;
