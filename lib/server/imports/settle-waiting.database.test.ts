import { afterAll, beforeAll, expect, test } from "vitest";
import { createPatient } from "@/lib/server/patients/patients";
import { listReports } from "@/lib/server/reports/report-list";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { type Blood, blood, message } from "./fixtures/invented-messages";
import { answerImport, commitImport, createImport, readImport } from "./imports";
import { settleWaiting } from "./settle-waiting";
import { readWaitingQueue } from "./waiting-queue";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const queue = () => readWaitingQueue(nurse(), {});

async function committed(one: Blood) {
  const file = message(blood(one));
  const preview = await createImport(nurse(), { input: { format: "hl7-oru", bytes: file } });
  return await commitImport(nurse(), { id: preview.id });
}

async function texts(mrn: string): Promise<string[][]> {
  const patient = await hospital.database.prisma.patient.findFirst({ where: { mrn } });
  if (patient === null) return [];
  const { items } = await listReports(nurse(), { id: patient.id });
  return items.map(({ results }) => results.map(({ text }) => text));
}

test("a patient nobody knows waits in the queue once, for all imports; created there, all of them are written", async () => {
  const one = await committed({ mrn: "Q-1", accession: "S-1", name: "Queue^One" });
  const two = await committed({ mrn: "Q-1", accession: "S-2", name: "QUEUE^One", day: "20260330" });
  expect(one).toMatchObject({ state: "committed", counts: { setAside: 2, new: 0 }, waiting: 2 });
  const { patients, rows } = await queue();
  expect(patients).toMatchObject([{ patient: { mrn: "Q-1", state: "unknown" }, rows: 4, imports: 2 }]);
  expect(rows).toBe(4);
  const settled = await settleWaiting(nurse(), {
    input: { patient: { importId: one.id, key: patients[0]?.patient.key }, choice: { create: true } },
  });
  expect(settled).toMatchObject({
    left: 0,
    imports: [
      { id: one.id, counts: { new: 2, setAside: 0 }, waiting: 0, problem: null },
      { id: two.id, counts: { new: 2, setAside: 0 }, waiting: 0 },
    ],
  });
  expect(await texts("Q-1")).toHaveLength(2);
  expect(await queue()).toMatchObject({ patients: [], rows: 0, answered: 0 });
  const again = await readImport(nurse(), { id: one.id });
  expect(again.commits.map(({ counts }) => [counts.new, counts.setAside])).toEqual([
    [0, 2],
    [2, 0],
  ]);
  const reports = await hospital.database.prisma.report.count();
  expect(await commitImport(nurse(), { id: one.id })).toMatchObject({ counts: again.counts });
  expect(await hospital.database.prisma.report.count()).toBe(reports);
});

test("a code gets its analyte once: what waited is written, and the next file of the source is read by it", async () => {
  await createPatient(nurse(), {
    input: { mrn: "Q-2", familyName: "Queue", givenName: "Two", birthDate: "1990-01-01", sex: "female" },
  });
  const local = { mrn: "Q-2", name: "Queue^Two", code: "LEUK^Leucocytes^L" };
  const one = await committed({ ...local, accession: "S-3" });
  expect(one).toMatchObject({ counts: { new: 1, setAside: 1 }, waiting: 1 });
  const { codes } = await queue();
  expect(codes).toMatchObject([{ code: "LEUK", rows: 1, imports: 1, source: one.source }]);
  await settleWaiting(nurse(), {
    input: { code: { source: one.source ?? "", code: "LEUK" }, analyte: "WBC" },
  });
  expect(await texts("Q-2")).toEqual([["12.4", "5.2"]]);
  const next = await createImport(nurse(), {
    input: {
      format: "hl7-oru",
      bytes: message(blood({ ...local, accession: "S-4", day: "20260330" })),
    },
  });
  expect(next).toMatchObject({
    counts: { new: 2, setAside: 0 },
    reading: { analytes: { LEUK: "WBC" } },
    remembered: [{ kind: "analyte", code: "LEUK", by: nurse().actor.name }],
  });
  // The person at this file may say otherwise, for it and from then on.
  const overruled = await answerImport(nurse(), {
    id: next.id,
    input: { patients: {}, analytes: { LEUK: null } },
  });
  expect(overruled).toMatchObject({ counts: { new: 1, setAside: 1 }, unmapped: [] });
});

test("a near match is never taken by itself, also where the number differs by one slip of the hand", async () => {
  await createPatient(nurse(), {
    input: {
      mrn: "70041234",
      familyName: "Müller",
      givenName: "Ana",
      birthDate: "1990-01-01",
      sex: "female",
    },
  });
  for (const mrn of ["70042134", "7004123", "70041235"]) {
    const preview = await createImport(nurse(), {
      input: {
        format: "hl7-oru",
        bytes: message(blood({ mrn, accession: mrn, name: "Else^Who" })),
      },
    });
    expect(preview.patients, mrn).toMatchObject([
      { state: "near", candidates: [{ mrn: "70041234", why: expect.stringContaining("one character") }] },
    ]);
  }
  const accents = await createImport(nurse(), {
    input: { format: "hl7-oru", bytes: message(blood({ mrn: "X-9", accession: "X9", name: "MULLER^Ana" })) },
  });
  expect(accents.patients).toMatchObject([{ state: "near", candidates: [{ mrn: "70041234" }] }]);
});

test("two people under one number in one file are not made one, nor refused without words", async () => {
  const lines = [
    ...blood({ mrn: "Q-5", accession: "S-7", name: "First^One" }),
    ...blood({ mrn: "Q-5", accession: "S-8", name: "Second^Two", born: "19910101" }),
  ];
  const preview = await createImport(nurse(), { input: { format: "hl7-oru", bytes: message(lines) } });
  const ready = await answerImport(nurse(), {
    id: preview.id,
    input: { patients: {}, unknownPatients: "create" },
  });
  const states = ready.patients.map(({ state }) => state);
  const done = await commitImport(nurse(), { id: preview.id });
  expect(done.counts.new + done.counts.setAside).toBe(4);
  expect(states.filter((state) => state === "to-create").length).toBeLessThanOrEqual(1);
});
