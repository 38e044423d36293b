import { existsSync } from "node:fs";
import { lockDatabase } from "../lib/server/database/database-lock";
import { migrate } from "../lib/server/database/migrate";
import { type Env, env } from "../lib/server/env";
import { StartRefusal } from "../lib/server/start-refusal";

/**
 * Runs a script against the database of the settings and ends with its exit code; a refusal is one sentence.
 * Whoever writes is alone on a SQLite file and on the newest schema; whoever only reads may do so beside the server.
 * `finished` is asked first, before Prisma is loaded, which is most of a short script's time.
 */
export async function withDatabase(
  mode: "writes" | "reads",
  work: (settings: Env) => Promise<number>,
  finished: (settings: Env) => Promise<boolean> = async () => false,
): Promise<void> {
  let release = () => {};
  try {
    // As npm start does: the settings of this checkout, below those of the environment.
    if (existsSync(".env")) process.loadEnvFile(".env");
    const settings = env();
    if (mode === "reads") refuseNoDatabase(settings.databaseUrl);
    else {
      release = lockDatabase(settings.databaseUrl);
      await migrate({ url: settings.databaseUrl, backupDir: `${settings.dataDir}/backups` });
    }
    if (await finished(settings)) return;
    const { refuseLostKey } = await import("../lib/server/database/start-database");
    const { db } = await import("../lib/server/database/db");
    await refuseLostKey(settings);
    process.exitCode = await work(settings);
    await db().$disconnect();
  } catch (error) {
    console.error(inWords(error));
    process.exitCode = 1;
  } finally {
    release();
  }
}

const NO_DATABASE =
  "There is no Day 29 database at DATABASE_URL: npm start makes one, npm run migrate brings one up to date.";

/** Opening a SQLite file that is not there would make an empty one. */
function refuseNoDatabase(url: string): void {
  if (url.startsWith("file:") && !existsSync(url.slice("file:".length))) throw new StartRefusal(NO_DATABASE);
}

function inWords(error: unknown): unknown {
  if (error instanceof StartRefusal) return error.message;
  const missing = error instanceof Error && "code" in error && error.code === "P2021";
  return missing ? NO_DATABASE : error;
}
