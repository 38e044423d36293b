import type { LocalDate } from "@/lib/branded";
import { addDays } from "@/lib/clinical/calendar";
import type { Db } from "@/lib/server/database/db";
import { type Columns, insertRows } from "@/lib/server/database/insert-rows";
import { type SummaryRow, writeSummaries } from "@/lib/server/patients/patient-summary";
import { TEST_NOW } from "@/lib/server/testing/test-hospital";

const BATCH = 2_000;
const REPORTS = 3;

interface PatientRow {
  readonly id: string;
  readonly siteId: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly nameKey: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

const PATIENT: Columns<PatientRow> = {
  id: "text",
  siteId: "text",
  mrn: "text",
  familyName: "text",
  givenName: "text",
  nameKey: "text",
  birthDate: "text",
  sex: "text",
  createdAt: "text",
  createdBy: "text",
};

const REPORT = {
  seq: "integer",
  reportKey: "text",
  version: "integer",
  patientId: "text",
  siteId: "text",
  specimen: "text",
  source: "text",
  status: "text",
  collectedOn: "text",
  receivedAt: "text",
  knownSince: "text",
  author: "text",
  results: "text",
  prevHash: "text",
  hash: "text",
} as const;
type ReportRow = Record<keyof typeof REPORT, string | number>;

const SYLLABLES = [
  "an",
  "bel",
  "cor",
  "dun",
  "es",
  "fal",
  "gar",
  "hol",
  "im",
  "jor",
  "kel",
  "lun",
  "mar",
  "nor",
];

/** The same site each time: a small generator of its own, so that two runs measure the same rows. */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const VALUE = (text: string) => ({ text, value: Number(text), flag: "L", uncertain: false });
const TREND = {
  days: Array.from({ length: 10 }, (_, day) => 20_000 + day),
  values: Array(10).fill(4.2),
  low: 4,
  high: 10,
};

/** Most are in remission or long past it; a few hundred are in their window, a few dozen critical. */
function summaryOf(index: number, patient: PatientRow, here: LocalDate, random: () => number): SummaryRow {
  const some = <T>(share: number, value: T): T | null => (random() < share ? value : null);
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const elapsed = Math.floor(random() * 3_000);
  const dayZero = some(0.95, addDays(here, -elapsed));
  const open = dayZero !== null && (elapsed < 40 || random() < 0.02);
  const on = (days: number) => addDays(here, -Math.floor(random() * days));
  const number = () => some(0.9, Math.round(random() * 120) / 10);
  const remission =
    dayZero === null ? "not-applicable" : pick("met", "met", "met", "not-met", "indeterminate");
  const critical = some(0.001, on(3));
  const lastReportOn = some(0.97, on(Math.min(elapsed + 1, 600)));
  const counts = { WBC: VALUE("4.2"), ANC: VALUE("1.2"), HGB: VALUE("9.8"), PLT: VALUE("80") };
  const trend = { WBC: TREND, ANC: TREND, HGB: TREND, PLT: TREND };
  const { familyName, givenName, sex } = patient;
  const display = {
    familyName,
    givenName,
    sex,
    counts,
    trend,
    marrow: VALUE("2.0"),
    remissionSentence: "WBC, platelets",
    milestoneSentence: "Day 29",
    status: "CR1",
    lineage: "B",
    philadelphia: "negative",
    critical: [],
    unsettled: null,
  };
  return {
    patientId: patient.id,
    siteId: patient.siteId,
    nameKey: patient.nameKey,
    mrn: patient.mrn,
    birthDate: patient.birthDate,
    dayZero,
    phase: dayZero === null ? null : pick("induction", "consolidation", "maintenance", "maintenance"),
    phaseStart: dayZero,
    lastCountOn: lastReportOn,
    wbc: number(),
    anc: number(),
    hgb: number(),
    plt: number(),
    lastMarrowOn: some(0.8, on(900)),
    marrowBlasts: number(),
    remission,
    milestone: dayZero === null || open ? "open" : pick("met", "met", "late-met", "not-met", "indeterminate"),
    milestoneOn: null,
    windowOpens: dayZero && addDays(dayZero, 28),
    windowCloses: dayZero && addDays(dayZero, 35),
    lastReportOn,
    changedAt: new Date(Date.parse(TEST_NOW) - index * 61_000).toISOString(),
    display: JSON.stringify(display),
    policyVersion: "1",
    status: some(0.7, pick("in-treatment", "remission", "recurrent")),
    recurrence: random() < 0.001 ? 1 : 0,
    nextDue: some(0.3, addDays(here, Math.floor(random() * 400) - 10)),
    lineagePh: some(0.9, pick("B negative", "B positive", "T not-done")),
    criticalOn: critical,
    criterionOn: some(0.6, on(2_000)),
    silentSince: some(0.3, on(300)),
    phaseEnd: null,
    unsettled: random() < 0.003 ? 1 : 0,
  };
}

/** Fills a site with patients, a few reports each, and the reviews of one of its oncologists. */
export async function fillSite(
  db: Db,
  patients: number,
  { siteId, reviewer, here }: { siteId: string; reviewer: string; here: LocalDate },
): Promise<void> {
  const random = numbers(29);
  const name = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
  let seq = 1_000_000;
  for (let first = 0; first < patients; first += BATCH) {
    const people: PatientRow[] = [];
    const summaries: SummaryRow[] = [];
    const reports: ReportRow[] = [];
    for (let index = first; index < Math.min(first + BATCH, patients); index += 1) {
      const [family, given] = [name() + name() + name(), name() + name()];
      const patient: PatientRow = {
        // Ids say nothing of any order, as those of real patients hardly do.
        id: `${Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, "0")}-${index}`,
        siteId,
        mrn: `B-${String(index).padStart(6, "0")}`,
        familyName: family,
        givenName: given,
        nameKey: `${family} ${given}`,
        birthDate: addDays(here, -Math.floor(random() * 25_000) - 30),
        sex: "female",
        createdAt: TEST_NOW,
        createdBy: reviewer,
      };
      people.push(patient);
      summaries.push(summaryOf(index, patient, here, random));
      for (let report = 0; report < REPORTS; report += 1) {
        seq += 1;
        reports.push({
          seq,
          reportKey: `${patient.id}-${report}`,
          version: 1,
          patientId: patient.id,
          siteId,
          specimen: "blood",
          source: "bench",
          status: "final",
          collectedOn: addDays(here, -report),
          receivedAt: TEST_NOW,
          knownSince: TEST_NOW,
          author: reviewer,
          results: '[{"a":"WBC","t":"4.2","u":"10*9/L","v":4.2,"s":"ok"}]',
          prevHash: "",
          hash: `h${seq}`,
        });
      }
    }
    await db.$transaction(async (tx) => {
      await insertRows(tx, "Patient", PATIENT, people);
      await insertRows(tx, "Report", REPORT, reports);
      await writeSummaries(tx, summaries);
      // Every fiftieth was reviewed, half of them before the last change.
      const reviewed = summaries.filter((_, index) => index % 50 === 0);
      await tx.review.createMany({
        data: reviewed.map(({ patientId, changedAt, remission }, index) => ({
          userId: reviewer,
          patientId,
          siteId,
          at: changedAt,
          seen: index % 2 === 0 ? changedAt : "2020-01-01T00:00:00.000Z",
          remission: index % 5 === 0 ? "indeterminate" : remission,
        })),
      });
    });
  }
}
