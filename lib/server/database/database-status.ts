import "server-only";
import { env } from "@/lib/server/env";
import { type Db, db, engineOf } from "./db";
import type { SQLITE_SETTINGS } from "./sqlite-settings";

export type DatabaseStatus =
  | {
      readonly database: "sqlite";
      readonly journalMode: string;
      readonly synchronous: string;
      readonly foreignKeys: boolean;
      readonly recursiveTriggers: boolean;
    }
  | { readonly database: "postgresql"; readonly synchronousCommit: string };

const SYNCHRONOUS = ["off", "normal", "full", "extra"];

/** Asks the database how it keeps what it is given; throws where it does not answer. */
export async function databaseStatus(client: Db = db(), url = env().databaseUrl): Promise<DatabaseStatus> {
  await client.$queryRaw`SELECT "seq" FROM "ChainHead" LIMIT 1`;
  if (engineOf(url) === "postgresql") {
    const rows = await client.$queryRaw<{ synchronous_commit: string }[]>`SHOW synchronous_commit`;
    return { database: "postgresql", synchronousCommit: rows[0]?.synchronous_commit ?? "unknown" };
  }
  const ask = async (name: keyof typeof SQLITE_SETTINGS) => {
    const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    return String(Object.values(rows[0] ?? {})[0]);
  };
  return {
    database: "sqlite",
    journalMode: await ask("journal_mode"),
    synchronous: SYNCHRONOUS[Number(await ask("synchronous"))] ?? "unknown",
    foreignKeys: (await ask("foreign_keys")) === "1",
    recursiveTriggers: (await ask("recursive_triggers")) === "1",
  };
}
