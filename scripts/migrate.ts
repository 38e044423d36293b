// npm run migrate: brings the database of the settings to the newest schema, with a backup first where it holds anything.
// --json: one line for scripts/start.mjs. --demo begun|done: notes how far the demo patients are.
import { parseArgs } from "node:util";
import { lockDatabase } from "../lib/server/database/database-lock";
import { demoState, markDemo } from "../lib/server/database/demo-mark";
import { migrate } from "../lib/server/database/migrate";
import { env } from "../lib/server/env";
import { StartRefusal } from "../lib/server/start-refusal";

const { values } = parseArgs({ options: { json: { type: "boolean" }, demo: { type: "string" } } });

try {
  const { databaseUrl, dataDir, host, port, publicUrl, demo } = env();
  const release = lockDatabase(databaseUrl);
  const { applied, backup } = await migrate({ url: databaseUrl, backupDir: `${dataDir}/backups` });
  if (values.demo === "begun" || values.demo === "done") await markDemo(databaseUrl, values.demo);
  const state = await demoState(databaseUrl, demo);
  release();
  if (values.json) console.log(JSON.stringify({ applied, backup, demo: state, host, port, publicUrl }));
  else {
    if (backup !== null) console.log(`Backup made first: ${backup}`);
    console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
  }
} catch (error) {
  console.error(error instanceof StartRefusal ? error.message : error);
  process.exit(1);
}
