// What the clinical core costs, without a database: `npm run bench:clinical`. Nothing here is a test; the machine
// decides the milliseconds. Processor time is shown beside wall time, because a shared machine lets a process wait.
import type { Instant } from "../lib/branded";
import { assess } from "../lib/clinical/assess";
import { addDays, localDate } from "../lib/clinical/calendar";
import { judgeReports } from "../lib/clinical/judge";
import { courseKinetics } from "../lib/clinical/kinetics";
import { DEFAULT_POLICY } from "../lib/clinical/policy";
import type { PatientRecord, ReceivedResult, ReportVersion } from "../lib/clinical/record";
import { asOfInstant } from "../lib/clinical/zone";

const ZONE = "Europe/London";
const start = localDate("2024-01-08");
if (start === null) throw new Error("The date of the bench does not exist.");

const result = (analyte: ReceivedResult["analyte"], text: string, unit: string): ReceivedResult => ({
  analyte,
  text,
  unit,
  interval: null,
  intervalUnit: null,
  sensitivity: null,
  confirmed: false,
  setAside: null,
});

function report(
  specimen: ReportVersion["specimen"],
  index: number,
  elapsed: number,
  results: readonly ReceivedResult[],
): ReportVersion {
  const date = addDays(start ?? ("" as never), elapsed);
  return {
    reportId: `${specimen}-${index}`,
    version: 1,
    specimen,
    accession: `${specimen}-${index}`,
    subId: null,
    collected: { date, minute: 480 + (index % 5) * 60 },
    receivedAt: (Date.parse(`${date}T12:00Z`) + index) as Instant,
    status: "final",
    adequate: true,
    results,
  };
}

/** A course of years: counts every second day with nineteen values each, marrows spread over it. */
function patient(counts: number, marrows: number, blasts = ["1", "2.5", "0.5"]): PatientRecord {
  const days = counts * 2;
  const reports: ReportVersion[] = [];
  for (let index = 0; index < counts; index += 1) {
    reports.push(
      report("blood", index, index * 2, [
        result("WBC", (4 + (index % 5)).toFixed(1), "10*9/L"),
        result("RBC", "4.4", "10*12/L"),
        result("HGB", (118 + (index % 9)).toString(), "g/L"),
        result("HCT", "37", "%"),
        result("MCV", "88.1", "fL"),
        result("MCH", "29.5", "pg"),
        result("MCHC", "33.5", "g/dL"),
        result("RDW", "13.1", "%"),
        result("PLT", (180 + (index % 90)).toString(), "K/uL"),
        result("MPV", "9.8", "fL"),
        result("NEUT_PCT", "60", "%"),
        result("LYMPH_PCT", "30", "%"),
        result("MONO_PCT", "7", "%"),
        result("EOS_PCT", "2", "%"),
        result("BASO_PCT", "1", "%"),
        result("ANC", "2.4", "10*9/L"),
        result("LYMPH", "1.2", "10*9/L"),
        result("MONO", "0.3", "10*9/L"),
        result("BLAST_PCT", "0", "%"),
      ]),
    );
  }
  for (let index = 0; index < marrows; index += 1) {
    const elapsed = 29 + Math.floor(((days - 30) * index) / marrows);
    reports.push(
      report("marrow", index, elapsed, [
        result("MARROW_BLAST", blasts[index % blasts.length] ?? "1", "%"),
        result("MRD", "<0.01", "%"),
      ]),
    );
  }
  return {
    patient: {
      birthDate: localDate("1992-03-01") ?? ("" as never),
      sex: "female",
      timeZone: ZONE,
      intervals: [],
    },
    courses: [
      {
        id: "course",
        start: start ?? ("" as never),
        end: null,
        part: "induction",
        phase: "induction",
        protocol: null,
      },
    ],
    extramedullary: [],
    support: Array.from({ length: 30 }, (_, index) => ({
      id: `support-${index}`,
      kind: "platelets" as const,
      on: addDays(start ?? ("" as never), 3 + index),
    })),
    observationEnd: null,
    reports,
  };
}

interface Cost {
  readonly wall: number;
  /** Processor milliseconds of one call, on average. */
  readonly cpu: number;
}

/** Median wall time and mean processor time of one call, warm. */
function cost(times: number, work: () => unknown): Cost {
  for (let n = 0; n < Math.max(20, times / 5); n += 1) work();
  const taken: number[] = [];
  const before = process.cpuUsage();
  for (let n = 0; n < times; n += 1) {
    const begin = performance.now();
    work();
    taken.push(performance.now() - begin);
  }
  const { user, system } = process.cpuUsage(before);
  const wall = taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
  return { wall, cpu: (user + system) / 1000 / times };
}

const show = (what: string, { wall, cpu }: Cost, beside = "") =>
  console.log(
    `${wall.toFixed(3).padStart(9)} ms wall (median)  ${cpu.toFixed(3).padStart(9)} ms processor  ${what}${beside && `  ${beside}`}`,
  );
const asOfLast = (record: PatientRecord) => {
  const last = Math.max(...record.reports.map(({ receivedAt }) => receivedAt));
  return asOfInstant((last + 86_400_000) as Instant, ZONE);
};

console.log(`Node ${process.version}\n`);
const standard = patient(500, 20);
const asOf = asOfLast(standard);
const one = cost(400, () => assess(standard, asOf, DEFAULT_POLICY));
show("assess: 500 counts, 20 marrows (target < 2 ms)", one);
const never = patient(500, 20, ["6"]);
show(
  "the same with every marrow at 6 %: each is asked for a remission to lose",
  cost(400, () => assess(never, asOf, DEFAULT_POLICY)),
);
show(
  "judge every value of them: 9,540 results",
  cost(60, () => judgeReports(standard, asOf, DEFAULT_POLICY)),
);
show(
  "kinetics of the course",
  cost(60, () => courseKinetics(standard, asOf, DEFAULT_POLICY)),
);

console.log("\nLinear in reports: the last column is processor microseconds per report.");
for (const [counts, marrows] of [
  [100, 4],
  [500, 20],
  [2500, 100],
] as const) {
  const record = patient(counts, marrows);
  const each = cost(counts > 1000 ? 100 : 400, () => assess(record, asOfLast(record), DEFAULT_POLICY));
  const perReport = (each.cpu * 1000) / (counts + marrows);
  show(`assess: ${counts} counts, ${marrows} marrows`, each, `${perReport.toFixed(2)} µs per report`);
}

// Needs `node --expose-gc`; without it the heap holds what has not been collected yet.
const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
collect();
const rest = process.memoryUsage().heapUsed;
let most = 0;
for (let n = 0; n < 2000; n += 1) {
  assess(standard, asOf, DEFAULT_POLICY);
  if (n % 50 === 0) most = Math.max(most, process.memoryUsage().heapUsed - rest);
}
collect();
const kept = process.memoryUsage().heapUsed - rest;
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
console.log(
  `\nMemory over 2,000 assessments: at most ${megabytes(most)} above rest, ${megabytes(kept)} kept.`,
);
