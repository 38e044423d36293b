import "server-only";
import { existsSync } from "node:fs";
import { type Env, env, isLoopback, recordKeyFile } from "@/lib/server/env";
import { StartRefusal } from "@/lib/server/start-refusal";
import { lockDatabase } from "./database-lock";
import { databaseStatus } from "./database-status";
import { db } from "./db";
import { migrate } from "./migrate";

/** The sign-ins that `npm run seed` makes; their password is public. */
export const DEMO_SIGN_INS = [
  "oncologist@north.example",
  "nurse@north.example",
  "oncologist@south.example",
  "nurse@south.example",
  "admin@example.org",
] as const;

/** Settings, lock, migrations, database: in this order, and out with one sentence where any of them refuses. */
export async function startDatabase(): Promise<void> {
  try {
    const settings = env();
    refuseOpenDoor(process.argv);
    lockDatabase(settings.databaseUrl);
    await migrate({ url: settings.databaseUrl, backupDir: `${settings.dataDir}/backups` });
    await refuseLostKey(settings);
    await refuseExposedDemo(settings);
    await databaseStatus();
  } catch (error) {
    process.stderr.write(`${error instanceof StartRefusal ? error.message : explained(error)}\n`);
    process.exit(1);
  }
}

function explained(error: unknown): string {
  return `Day 29 cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** `next start` without a host name listens on every address, whatever HOST says; scripts/start.mjs says where it listens. */
export function refuseOpenDoor(argv: readonly string[], listen = process.env.DAY29_LISTEN): void {
  const settings = env();
  if (!isLoopback(settings.host) || settings.https || listen === settings.host) return;
  const at = argv.findIndex((word) => /^(-H|--hostname)(=|$)/.test(word));
  const host = at < 0 ? "" : (argv[at]?.split("=")[1] ?? argv[at + 1] ?? "");
  if (!isLoopback(host))
    throw new StartRefusal(
      "Start Day 29 with npm start: started this way it would listen on every network address.",
    );
}

/** A new key would quietly make everything recorded before unverifiable. */
export async function refuseLostKey(settings: Env): Promise<void> {
  if (process.env.DAY29_RECORD_KEY || existsSync(recordKeyFile(settings.dataDir))) return;
  const recorded = await db().chainHead.findFirst({ where: { seq: { gt: 0 } } });
  if (recorded !== null)
    throw new StartRefusal(
      `The record key ${recordKeyFile(settings.dataDir)} is missing, and this database has records sealed with it: restore it from a backup or set DAY29_RECORD_KEY.`,
    );
}

export async function refuseExposedDemo(settings: Env): Promise<void> {
  if (isLoopback(settings.host) && !settings.https) return;
  const demo = await db().user.findFirst({ where: { email: { in: [...DEMO_SIGN_INS] }, disabledAt: null } });
  if (demo !== null)
    throw new StartRefusal(
      `This database has the demo sign-in ${demo.email}, whose password is public: use a new DATABASE_URL, or serve on 127.0.0.1 only.`,
    );
}
