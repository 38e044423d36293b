// What re-assessing a whole site costs, reads and writes included: `npm run bench:reassess -- [patients] [reports]`.
// Every summary is made stale first, so that every patient is read, judged, written and audited. Processor time is
// shown beside wall time: a shared machine lets a process wait, and the disk has its own opinion.
import { v7 as newId } from "uuid";
import type { Instant } from "../lib/branded";
import { transaction } from "../lib/server/database/db";
import { reassessSite } from "../lib/server/patients/reassess-site";
import { openTestHospital, TEST_NOW, TEST_SITES } from "../lib/server/testing/test-hospital";
import { invent } from "../prisma/demo/invented-patient";
import { randomPlot } from "../prisma/demo/random-plot";
import { storeMany } from "../prisma/demo/store-many";

const PATIENTS = Number(process.argv[2] ?? 10_000);
const REPORTS = Number(process.argv[3] ?? 50);
const BATCH = 50;

const hospital = await openTestHospital();
const { prisma, engine } = hospital.database;
const { id: siteId, timeZone } = TEST_SITES.north;
const by = { siteId, author: `nurse-${siteId}`, now: TEST_NOW, requestId: newId() };
const told = { now: Date.parse(TEST_NOW) as Instant, timeZone };

let stored = 0;
let reports = 0;
async function fillTo(patients: number): Promise<void> {
  while (stored < patients) {
    const first = 1_000 + stored;
    const size = Math.min(BATCH, patients - stored);
    const batch = Array.from({ length: size }, (_, index) => ({
      invented: invent(randomPlot(first + index, REPORTS), told),
      by,
    }));
    reports += (await transaction((tx) => storeMany(tx, batch))).reports;
    stored += size;
  }
}

console.log(`On ${engine}, Node ${process.version}; every summary stale before each run.\n`);
for (const share of [0.25, 0.5, 1]) {
  await fillTo(Math.round(PATIENTS * share));
  await prisma.patientSummary.updateMany({ where: { siteId }, data: { policyVersion: "0", display: "{}" } });
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  await reassessSite(siteId);
  clearInterval(watch);
  const wall = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const spent = (user + system) / 1e6;
  const stale = await prisma.patientSummary.count({ where: { siteId, policyVersion: "0" } });
  if (stale > 0) throw new Error(`${stale} summaries are still stale.`);
  console.log(
    `${String(stored).padStart(6)} patients, ${String(reports).padStart(7)} reports: ` +
      `${spent.toFixed(1)} s of one processor, ${wall.toFixed(1)} s on the clock, ` +
      `${((spent * 1e6) / reports).toFixed(0)} µs a report, at most ${Math.round(peak / 1024 / 1024)} MB`,
  );
}
await hospital.close();
process.exit(0);
