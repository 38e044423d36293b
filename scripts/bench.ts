// What things cost, as ratios within one run: `npm run bench`. Nothing here is a test; the machine decides the milliseconds.
import Database from "better-sqlite3";
import type { Instant } from "../lib/branded";
import { assess } from "../lib/clinical/assess";
import { DEFAULT_POLICY } from "../lib/clinical/policy";
import { asOfInstant } from "../lib/clinical/zone";
import { patientRows, recordOf } from "../lib/server/patients/course-mapper";
import { readPatientPage } from "../lib/server/patients/patient-page";
import { createPatient, readPatient } from "../lib/server/patients/patients";
import { addCourse } from "../lib/server/patients/treatment";
import { recordReport } from "../lib/server/reports/reports";
import { openTestHospital, TEST_NOW } from "../lib/server/testing/test-hospital";
import { listPatients } from "../lib/server/worklist/worklist";

const hospital = await openTestHospital();
const nurse = hospital.asker("nurse");
const { prisma } = hospital.database;

const { id } = await createPatient(nurse, {
  input: { mrn: "BENCH-1", familyName: "Bench", givenName: "One", birthDate: "1992-03-01", sex: "female" },
});
await addCourse(nurse, { id, input: { phase: "induction", start: "2025-01-01" } });

const day = (n: number) => new Date(Date.parse("2025-01-01") + n * 86_400_000).toISOString().slice(0, 10);
const REPORTS = 60;
for (let n = 0; n < REPORTS; n += 1) {
  const collected = `${day(n * 2)}T08:00`;
  const blood = [
    ["WBC", "5.2", "10*9/L"],
    ["HGB", "12.4", "g/dL"],
    ["PLT", "210", "10*9/L"],
    ["ANC", "3.1", "10*9/L"],
    ["BLAST_PCT", "0", "%"],
  ].map(([analyte, text, unit]) => ({ analyte, text, unit }));
  await recordReport(nurse, {
    id,
    input: { specimen: "blood", collected, knownSince: collected, results: blood },
  });
}

/** Median milliseconds of one call. */
async function cost(times: number, work: () => unknown): Promise<number> {
  for (let n = 0; n < Math.min(20, times); n += 1) await work();
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

const shown: [string, number, string][] = [];
const row = (what: string, ms: number, beside = "") => shown.push([what, ms, beside]);

const plain = await cost(300, () =>
  prisma.patient.findFirst({ where: { AND: [{ id }, { siteId: nurse.actor.site.id }] } }),
);
const audited = await cost(300, () => readPatient(nurse, { id }));
row("read one patient through the ORM, no door", plain);
row(
  "the same behind the door, its audit entry on disk before the answer",
  audited,
  `${(audited / plain).toFixed(1)} ×`,
);
const together = await cost(20, () =>
  Promise.all(Array.from({ length: 50 }, () => readPatient(nurse, { id }))),
);
row(
  "  … each of fifty that arrive together (they share commits)",
  together / 50,
  `${(together / 50 / plain).toFixed(1)} ×`,
);

if (hospital.database.engine === "sqlite") {
  const raw = new Database(hospital.database.url.slice("file:".length), { readonly: true });
  const reports = raw.prepare('SELECT * FROM "Report" WHERE "patientId" = ? ORDER BY "seq"');
  const rawMs = await cost(300, () =>
    reports.all(id).map((one) => JSON.parse((one as { results: string }).results)),
  );
  const ormMs = await cost(300, () => patientRows(prisma, id));
  row(`rows of a patient with ${REPORTS} reports, raw driver`, rawMs);
  row("the same through the ORM, with courses and support", ormMs, `${(ormMs / rawMs).toFixed(1)} × raw`);
  raw.close();
}
const rows = await patientRows(prisma, id);
const asOf = asOfInstant(Date.parse(TEST_NOW) as Instant, "Europe/London");
row("assess that patient", await cost(300, () => assess(recordOf(rows), asOf, DEFAULT_POLICY)));
row("the patient page's data, audited", await cost(100, () => readPatientPage(nurse, { id })));
row("a page of the worklist, audited", await cost(100, () => listPatients(nurse, {})));

console.log(`On ${hospital.database.engine}, Node ${process.version}; median of many calls.\n`);
for (const [what, ms, beside] of shown)
  console.log(`${ms.toFixed(2).padStart(8)} ms  ${beside.padEnd(12)} ${what}`);
await hospital.close();
process.exit(0);
