import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { fillSamples, MOMENT, SAMPLE_AUDIT, SAMPLE_REPORT } from "@/lib/server/testing/sample-rows";
import type { Tx } from "./db";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await fillSamples(database.prisma);
});
afterAll(() => database.close());

const report = (change: object) => (tx: Tx) =>
  tx.report.create({ data: { ...SAMPLE_REPORT, seq: 50, reportKey: "k", ...change } });
const patient = (change: object) => (tx: Tx) =>
  tx.patient.create({
    data: {
      id: "p2",
      siteId: "s",
      mrn: "X2",
      familyName: "A",
      givenName: "B",
      nameKey: "a b",
      birthDate: "1992-03-01",
      sex: "female",
      createdAt: MOMENT,
      createdBy: "u",
      ...change,
    },
  });
const made = { patientId: "p", createdAt: MOMENT, createdBy: "u" };
const course = (change: object) => (tx: Tx) =>
  tx.course.create({ data: { id: "c", phase: "induction", start: "2026-03-02", ...made, ...change } });
const status = (change: object) => (tx: Tx) =>
  tx.diseaseStatus.create({
    data: {
      id: "d",
      patientId: "p",
      version: 1,
      status: "remission",
      remission: 1,
      since: "2026-03-31",
      at: MOMENT,
      author: "u",
      ...change,
    },
  });
const policy = (change: object) => (tx: Tx) =>
  tx.sitePolicy.create({
    data: {
      siteId: "s",
      version: 2,
      settings: "{}",
      inForceFrom: MOMENT,
      author: "u",
      reason: "because",
      ...change,
    },
  });
const imported = (change: object) => (tx: Tx) =>
  tx.import.create({
    data: {
      id: "i",
      siteId: "s",
      createdBy: "u",
      createdAt: MOMENT,
      format: "hl7-oru",
      digest: "a".repeat(64),
      payload: new Uint8Array([1]),
      state: "open",
      ...change,
    },
  });

const marker = (change: object) => (tx: Tx) =>
  tx.marker.create({
    data: { id: "m", test: "kmt2a", on: "2026-03-02", result: "negative", ...made, ...change },
  });
const diagnosis = (change: object) => (tx: Tx) =>
  tx.diagnosis.create({ data: { ...made, updatedAt: MOMENT, ...change } });
const trial = (change: object) => (tx: Tx) =>
  tx.trial.create({ data: { id: "t", nct: "NCT01234567", ...made, ...change } });

/** Each pair: what is accepted, and beside it the same row with one thing wrong. */
const sound: [string, (tx: Tx) => Promise<unknown>][] = [
  ["a report", report({})],
  ["a report of which only the date is known", report({ collectedMinute: null, collectedAt: null })],
  ["a report at the last minute of the day", report({ collectedMinute: 1439 })],
  ["a leap day", patient({ birthDate: "2024-02-29" })],
  ["a course", course({ end: "2026-03-02" })],
  ["an import", imported({ outcome: "{}" })],
  ["a first remission", status({})],
  ["a status with what was proposed", status({ status: "recurrent", remission: null, proposed: "{}" })],
  ["a policy", policy({})],
  ["a karyotype without a result", marker({ test: "karyotype", result: null, text: "46,XX" })],
  ["a diagnosis of which nothing is known", diagnosis({})],
  ["a diagnosis", diagnosis({ on: "2026-03-01", lineage: "T", cns: "2b", wbc: 62.5 })],
  ["a trial", trial({})],
];

const unsound: [string, (tx: Tx) => Promise<unknown>][] = [
  ["a specimen that is none", report({ specimen: "urine" })],
  ["a status that is none", report({ status: "done" })],
  ["adequacy beyond yes and no", report({ adequate: 2 })],
  ["minute 1440", report({ collectedMinute: 1440 })],
  ["a minute before midnight", report({ collectedMinute: -1 })],
  ["a minute without its instant", report({ collectedAt: null })],
  ["30 February", report({ collectedOn: "2026-02-30" })],
  ["a date with a time", report({ collectedOn: "2026-03-31 08:30" })],
  ["an instant without milliseconds", report({ receivedAt: "2026-03-31T08:30:00Z" })],
  ["an instant with an offset", report({ receivedAt: "2026-03-31T08:30:00.000+02:00" })],
  ["an instant that is no time", report({ knownSince: "2026-03-31T25:30:00.000Z" })],
  ["the word now", report({ receivedAt: "now" })],
  ["results that are not JSON", report({ results: "[" })],
  ["results that are not a list", report({ results: "{}" })],
  ["version 0", report({ version: 0 })],
  ["sequence number 0", report({ seq: 0 })],
  ["a report without a hash", report({ hash: "" })],
  ["the same version of a report again", report({ reportKey: "r" })],
  ["a report of nobody", report({ patientId: "nobody" })],
  ["a sex that is none", patient({ sex: "f" })],
  ["the 29th of February 2023", patient({ birthDate: "2023-02-29" })],
  ["a birth date of another form", patient({ birthDate: "1.3.1992" })],
  ["a patient without a number", patient({ mrn: "" })],
  ["the same number twice at a site", patient({ mrn: "X1" })],
  ["a patient of no site", patient({ siteId: "none" })],
  ["intervals that are not a list", patient({ intervals: "7" })],
  ["a phase that is none", course({ phase: "Induction" })],
  ["a course that ends before it starts", course({ end: "2026-03-01" })],
  ["agents that are not a list", course({ agents: "null" })],
  [
    "a support event of no kind",
    (tx) => tx.support.create({ data: { id: "x", kind: "plasma", on: "2026-03-30", ...made } }),
  ],
  [
    "an extramedullary finding that is none",
    (tx) => tx.extramedullary.create({ data: { id: "x", finding: "maybe", ...made } }),
  ],
  ["a role that is none", (tx) => tx.membership.create({ data: { userId: "u", siteId: "s", role: "root" } })],
  [
    "an account with the email of another",
    (tx) =>
      tx.user.create({
        data: { id: "u2", email: "a@north.example", name: "B", passwordHash: "x", createdAt: MOMENT },
      }),
  ],
  [
    "an audit entry without an action",
    (tx) => tx.auditEntry.create({ data: { ...SAMPLE_AUDIT, seq: 50, action: "" } }),
  ],
  [
    "an audit detail that is not JSON",
    (tx) => tx.auditEntry.create({ data: { ...SAMPLE_AUDIT, seq: 50, detail: "before" } }),
  ],
  ["a third chain", (tx) => tx.chainHead.create({ data: { chain: "other", seq: 0, hash: "" } })],
  ["a digest that is none", imported({ digest: "A".repeat(64) })],
  ["a status that no clinician knows", status({ status: "cured", remission: null })],
  ["a remission without its number", status({ remission: null })],
  ["a number without a remission", status({ status: "recurrent" })],
  ["the tenth remission", status({ remission: 10 })],
  ["a status since no day", status({ since: "2026-02-30" })],
  ["a status by nobody", status({ author: "" })],
  ["a proposal that is not JSON", status({ proposed: "CR1" })],
  ["a status of nobody", status({ patientId: "nobody" })],
  ["a policy with the version of the default", policy({ version: 1 })],
  ["settings that are a list", policy({ settings: "[]" })],
  ["a policy without a reason", policy({ reason: "" })],
  ["a policy of no site", policy({ siteId: "none" })],
  ["a marker that nobody tests", marker({ test: "flt3" })],
  ["a marker without any finding", marker({ result: null })],
  ["a lineage that is none", diagnosis({ lineage: "NK" })],
  ["a CNS class that is none", diagnosis({ cns: "4" })],
  ["white cells below none", diagnosis({ wbc: -1 })],
  ["a number that is of no registry", trial({ nct: "NCT1234567O" })],
  ["a transplant of no source", course({ transplantFrom: "cord" })],
  ["radiation that is no list", course({ radiation: "brain" })],
  ["an import in no state", imported({ state: "maybe" })],
  ["deleting a patient who has reports", (tx) => tx.patient.delete({ where: { id: "p" } })],
  ["deleting a site that has patients", (tx) => tx.site.delete({ where: { id: "s" } })],
  [
    "another id for a patient who has reports",
    (tx) => tx.patient.update({ where: { id: "p" }, data: { id: "q" } }),
  ],
];

const undo = new Error("accepted");
const attempt = (work: (tx: Tx) => Promise<unknown>) =>
  database.prisma.$transaction(async (tx) => {
    await work(tx);
    throw undo;
  });

test.each(sound)("%s is accepted", async (_name, work) => {
  await expect(attempt(work)).rejects.toBe(undo);
});

test.each(unsound)("%s is refused by the database itself", async (_name, work) => {
  await expect(attempt(work)).rejects.toMatchObject({ clientVersion: expect.any(String) });
});

if (process.env.DAY29_TEST_ENGINE !== "postgresql")
  test("a STRICT table refuses text where a number belongs", async () => {
    const sql = `UPDATE "Patient" SET "version" = 'two'`;
    await expect(database.prisma.$executeRawUnsafe(sql)).rejects.toThrow(
      /SQLITE_CONSTRAINT_DATATYPE|cannot store TEXT/,
    );
  });
