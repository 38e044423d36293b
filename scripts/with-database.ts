import { lockDatabase } from "../lib/server/database-lock";
import { type Env, env } from "../lib/server/env";
import { migrate } from "../lib/server/migrate";
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
    const settings = env();
    if (mode === "writes") {
      release = lockDatabase(settings.databaseUrl);
      await migrate({ url: settings.databaseUrl, backupDir: `${settings.dataDir}/backups` });
    }
    if (await finished(settings)) return;
    const { refuseLostKey } = await import("../lib/server/start-database");
    const { db } = await import("../lib/server/db");
    await refuseLostKey(settings);
    process.exitCode = await work(settings);
    await db().$disconnect();
  } catch (error) {
    console.error(error instanceof StartRefusal ? error.message : error);
    process.exitCode = 1;
  } finally {
    release();
  }
}
