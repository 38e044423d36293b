// npm run seed: the demo sites, sign-ins and invented patients. Run again, it completes what is missing and changes nothing else.
import { demoState } from "../lib/server/database/demo-mark";
import type { Env } from "../lib/server/env";
import { withDatabase } from "../scripts/with-database";

async function seed({ databaseUrl }: Env): Promise<number> {
  const started = performance.now();
  const { seedDemo } = await import("./demo/seed-demo");
  const { made, found } = await seedDemo(databaseUrl);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${made} invented patients made, ${found} were there already; ${seconds} s.`);
  return 0;
}

async function finished({ databaseUrl, demo }: Env): Promise<boolean> {
  const done = (await demoState(databaseUrl, demo)) === "done";
  if (done) console.log("The invented patients are there.");
  return done;
}

await withDatabase("writes", seed, finished);
