// The worklist of a large site: `npm run bench:worklist -- [patients]`. Measures every query its page makes, on SQLite
// and, where this machine has PostgreSQL, there too; shows each plan with --plans; ends with 1 where a plan walks the
// whole table or a query takes longer than it may.
import { today } from "../lib/server/clock";
import type { Db } from "../lib/server/database/db";
import { fillSite } from "../lib/server/testing/large-site";
import { wholeTable } from "../lib/server/testing/query-plan";
import { openTestHospital, TEST_NOW, TEST_SITES } from "../lib/server/testing/test-hospital";
import { worklistQueries } from "../lib/server/testing/worklist-queries";
import { searchPatients } from "../lib/server/worklist/patient-search";
import type { Sql, WorklistView } from "../lib/server/worklist/worklist-matching";
import { startCluster } from "./postgres-cluster.mjs";

const given = process.argv.slice(2);
const PATIENTS = Number(given.find((one) => /^\d+$/.test(one)) ?? 100_000);
const SHOW_PLANS = given.includes("--plans");
const RUNS = 25;
const ALLOWED_MS = 50;

const { id: siteId, timeZone } = TEST_SITES.north;
const view: WorklistView = { siteId, userId: `oncologist-${siteId}`, here: today(TEST_NOW, timeZone) };

async function measure(db: Db, query: Sql): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  await db.$queryRaw(query);
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await db.$queryRaw(query);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(RUNS / 2)] ?? 0, p95: times[Math.floor(RUNS * 0.95)] ?? 0 };
}

async function bench(): Promise<number> {
  const hospital = await openTestHospital();
  const { prisma: db, engine } = hospital.database;
  let bad = 0;
  try {
    const begin = performance.now();
    await fillSite(db, PATIENTS, { siteId, reviewer: view.userId, here: view.here });
    if (engine === "postgresql") await db.$executeRawUnsafe("VACUUM ANALYZE");
    console.log(
      `\n${engine}: ${PATIENTS.toLocaleString("en-GB")} patients in ${((performance.now() - begin) / 1000).toFixed(0)} s; ${RUNS} runs of each query`,
    );
    const queries = await worklistQueries(db, engine, view);
    let slowest = 0;
    for (const { name, query } of queries) {
      const { p50, p95 } = await measure(db, query);
      const { whole, lines } = await wholeTable(db, engine, query);
      slowest = Math.max(slowest, p95);
      const faults = [...(whole ? ["WALKS THE WHOLE TABLE"] : []), ...(p95 > ALLOWED_MS ? ["TOO SLOW"] : [])];
      bad += faults.length;
      console.log(
        `${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)} ms  ${name}${faults.length > 0 ? `  ${faults.join(", ")}` : ""}`,
      );
      if (SHOW_PLANS || whole) for (const line of lines) console.log(`                   ${line}`);
    }
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const from = performance.now();
      await searchPatients(hospital.asker("oncologist"), {
        input: { text: run % 2 === 0 ? "mar" : "B-0421" },
      });
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    console.log(
      `${(times[12] ?? 0).toFixed(1).padStart(7)} ${(times[23] ?? 0).toFixed(1).padStart(7)} ms  search, audit included`,
    );
    console.log(
      `${engine}: ${queries.length} queries, the slowest p95 ${slowest.toFixed(1)} ms, ${bad} faults`,
    );
  } finally {
    await hospital.close();
  }
  return bad;
}

process.env.DAY29_TEST_ENGINE = "sqlite";
let faults = await bench();
const cluster = await startCluster();
if (cluster === null) console.log("\nThis machine has no PostgreSQL binaries: not measured there.");
else {
  process.env.DAY29_TEST_ENGINE = "postgresql";
  process.env.DAY29_TEST_PG_URL = cluster.url;
  faults += await bench();
  await cluster.stop();
}
process.exit(faults === 0 ? 0 : 1);
