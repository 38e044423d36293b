// What an import of 100,000 values costs, and what it costs the others: the second half of `npm run bench`.
import Database from "better-sqlite3";
import { v7 as newId } from "uuid";
import { transaction } from "../lib/server/database/db";
import { settingsSql } from "../lib/server/database/sqlite-settings";
import { UNINTERRUPTED } from "../lib/server/imports/import-work";
import { answerImport, commitImport, createImport } from "../lib/server/imports/imports";
import { planImport } from "../lib/server/imports/plan-import";
import { prepareImport } from "../lib/server/imports/prepare-import";
import { takeSiteTurn, writeImport } from "../lib/server/imports/write-import";
import { createPatient, readPatient } from "../lib/server/patients/patients";
import { freshDatabase } from "../lib/server/testing/fresh-database";
import { openTestHospital, TEST_NOW } from "../lib/server/testing/test-hospital";
import { BUNDLED, fhir, long, PATIENTS, REPORTS, VALUES, wide } from "./bench-import-files";

const hospital = await openTestHospital();
const nurse = () => hospital.asker("nurse");
const { prisma } = hospital.database;
const bystander = await createPatient(nurse(), {
  input: { mrn: "BYSTANDER", familyName: "By", givenName: "Stander", birthDate: "1992-03-01", sex: "female" },
});

const shown: string[] = [];
const row = (what: string, value: string) => shown.push(`${value.padStart(16)}  ${what}`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** Runs work while somebody else keeps reading a patient, audited; answers how long, their longest wait and the memory. */
async function beside<T>(
  work: () => Promise<T>,
): Promise<{ answer: T; ms: number; cpu: number; rss: number }> {
  let over = false;
  const waits: number[] = [];
  let rss = process.memoryUsage().rss;
  const reading = (async () => {
    while (!over) {
      const begin = performance.now();
      await readPatient(hospital.asker("oncologist"), { id: bystander.id });
      waits.push(performance.now() - begin);
      rss = Math.max(rss, process.memoryUsage().rss);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const begin = performance.now();
  const busy = process.cpuUsage();
  const answer = await work();
  const ms = performance.now() - begin;
  const { user, system } = process.cpuUsage(busy);
  over = true;
  await reading;
  waits.sort((a, b) => a - b);
  row(
    "… somebody else's audited read meanwhile: median, longest",
    `${waits[Math.floor(waits.length / 2)]?.toFixed(0)}, ${waits.at(-1)?.toFixed(0)} ms`,
  );
  // On a machine that others use too, the processor's time says what the wall's does not.
  return { answer, ms, cpu: (user + system) / 1000, rss };
}

const startRss = process.memoryUsage().rss;
for (const [name, format, file, values] of [
  ["wide", "csv", wide, VALUES],
  ["long", "csv", long, VALUES],
  ["FHIR", "fhir", fhir, BUNDLED],
] as const) {
  const bytes = new TextEncoder().encode(file(name));
  const made = await beside(() => createImport(nurse(), { input: { format, bytes } }));
  const id = made.answer.id;
  row(`${name}, ${(bytes.length / 1e6).toFixed(1)} MB: read, matched, compared, kept`, seconds(made.ms));
  let { ms, cpu } = made;
  if (made.answer.questions.length > 0) {
    const answered = await beside(() =>
      answerImport(nurse(), { id, input: { patients: {}, unknownPatients: "create" } }),
    );
    row(`${name}: ${made.answer.patientTotal} patients to be created`, seconds(answered.ms));
    ms += answered.ms;
    cpu += answered.cpu;
  }
  const done = await beside(() => commitImport(nurse(), { id }));
  ms += done.ms;
  cpu += done.cpu;
  row(`${name}: judged, summed up and written`, seconds(done.ms));
  const { counts } = done.answer;
  if (counts.new !== values)
    throw new Error(`${JSON.stringify(counts)} ${JSON.stringify(done.answer.rows[0])}`);
  row(
    `${name}: ${values} values end to end (${Math.round(values / (cpu / 1000))} a second of processor time)`,
    `${Math.round(values / (ms / 1000))} /s`,
  );
  row("memory above the start, most", `${Math.round((Math.max(made.rss, done.rss) - startRss) / 1e6)} MB`);
}

// The write itself, against the driver alone with the same rows, indexes, triggers and settings; the median of three.
const RUNS = ["r", "s", "t"];
const siteId = nurse().actor.site.id;
const median = (taken: number[]) => taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
const ours: number[] = [];
const batches: string[] = [];
for (const run of RUNS) {
  const bytes = new TextEncoder().encode(wide(run));
  const importId = newId();
  const source = {
    importId,
    format: "csv" as const,
    bytes,
    siteId,
    timeZone: "Europe/London",
    receivedAt: TEST_NOW,
    answers: { patients: {} },
    source: null,
  };
  const plan = await planImport(prisma, source, UNINTERRUPTED);
  const batch = {
    batchId: newId(),
    author: "bench",
    authorName: "bench",
    now: TEST_NOW,
    version: 2,
    commitsBefore: [],
  };
  batches.push(batch.batchId);
  const prepared = await prepareImport(prisma, plan, batch, UNINTERRUPTED);
  const kept = { id: importId, siteId, createdBy: "bench", createdAt: TEST_NOW, format: "csv" };
  await prisma.import.create({
    data: { ...kept, digest: "0".repeat(64), payload: bytes, state: "open" },
    select: { id: true },
  });
  const begin = performance.now();
  await transaction(async (tx) => {
    await takeSiteTurn(tx, siteId);
    await writeImport(tx, prepared);
  });
  ours.push(performance.now() - begin);
}
const written = median(ours);
row(`the write of ${REPORTS} reports with their summaries, all of it`, seconds(written));

if (hospital.database.engine === "sqlite") {
  const patients = await prisma.patient.findMany();
  const other = await freshDatabase();
  await other.prisma.site.createMany({ data: [{ id: siteId, name: "North", timeZone: "Europe/London" }] });
  await other.prisma.patient.createMany({ data: patients });
  const raw = new Database(other.url.slice("file:".length));
  raw.exec(settingsSql);
  const alone: number[] = [];
  for (const batchId of batches) {
    const rows = await prisma.report.findMany({ where: { batchId } });
    const columns = Object.keys(rows[0] ?? {});
    const insert = raw.prepare(
      `INSERT INTO "Report" (${columns.map((one) => `"${one}"`)}) VALUES (${columns.map((one) => `@${one}`)})`,
    );
    const start = performance.now();
    raw.transaction(() => {
      for (const one of rows) insert.run(one);
    })();
    alone.push(performance.now() - start);
  }
  const rawMs = median(alone);
  row(
    `the same reports through the driver alone: we write at ${((100 * rawMs) / written).toFixed(0)} % of its rate`,
    seconds(rawMs),
  );
  raw.close();
  await other.close();
}

console.log(
  `On ${hospital.database.engine}, Node ${process.version}: importing ${VALUES} values of ${PATIENTS} patients.\n`,
);
for (const line of shown) console.log(line);
await hospital.close();
process.exit(0);
