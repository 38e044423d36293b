import { afterAll, beforeAll, expect, test } from "vitest";
import { readHistory } from "@/lib/server/patients/history";
import { mergePatient } from "@/lib/server/patients/merge";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { withdrawReport } from "./report-corrections";
import { listReportVersions } from "./report-list";
import { moveReport } from "./report-move";
import { verifyReports } from "./report-writer";
import { recordReport } from "./reports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
let made = 0;
async function admit(more: object = {}, site: "north" | "south" = "north"): Promise<string> {
  made += 1;
  const input = {
    mrn: `MV-${made}`,
    familyName: "Moved",
    givenName: `G${made}`,
    birthDate: "1992-03-01",
    sex: "female",
    ...more,
  };
  return (await createPatient(hospital.asker("nurse", site), { input })).id;
}
const marrow = (text: string, more: object = {}) => ({
  specimen: "marrow",
  collected: "2026-03-31T09:15",
  results: [{ analyte: "MARROW_BLAST", text, unit: "%" }],
  ...more,
});
const move = (id: string, patientId: string, more: object = {}) =>
  moveReport(nurse(), { id, ifMatch: 1, input: { patientId, reason: "wrong-patient", ...more } });
const rowOf = async (id: string) =>
  (await listPatients(nurse(), { input: { limit: 200 } })).items.find((row) => row.id === id);
const count = () => hospital.database.prisma.report.count();

test("a report goes to its patient to the letter, stays visible as withdrawn where it was, and both are re-assessed", async () => {
  const [wrong, right] = [await admit(), await admit()];
  for (const id of [wrong, right]) {
    await addCourse(nurse(), { id, input: { phase: "induction", start: "2026-03-02" } });
  }
  const sent = await recordReport(nurse(), { id: wrong, input: marrow(" 02.50 ", { accession: "MV-ACC" }) });
  expect([(await rowOf(wrong))?.milestone, (await rowOf(right))?.milestone]).toEqual(["met", "missed"]);
  const answer = await move(sent.id, right, { note: "labels swapped" });
  expect(answer).toMatchObject({
    patientId: right,
    report: {
      version: 1,
      status: "final",
      accession: "MV-ACC",
      source: sent.source,
      collectedOn: "2026-03-31",
      collectedTime: "09:15",
      note: `labels swapped (moved from report ${sent.id})`,
      results: [{ text: " 02.50 ", unit: "%" }],
    },
    withdrawn: { id: sent.id, version: 2, status: "entered-in-error", reason: "wrong-patient" },
  });
  expect(answer.report.id).not.toBe(sent.id);
  expect(answer.withdrawn.note).toContain(answer.report.id);
  expect([(await rowOf(wrong))?.milestone, (await rowOf(right))?.milestone]).toEqual(["missed", "met"]);
  const { items } = await listReportVersions(nurse(), { id: sent.id });
  expect(items.map(({ version, status, results }) => [version, status, results[0]?.text])).toEqual([
    [2, "entered-in-error", " 02.50 "],
    [1, "final", " 02.50 "],
  ]);
  for (const id of [wrong, right]) {
    const { items: entries } = await readHistory(nurse(), { id });
    expect(entries.filter(({ action }) => action === "report.move")).toHaveLength(1);
  }
  expect(await verifyReports(hospital.database.prisma)).toMatchObject({ ok: true });

  // Moved by mistake, it goes back: the withdrawn version does not stand in its own way.
  const later = hospital.asker("nurse", "north", "2026-04-10T12:05:00.000Z");
  const back = await moveReport(later, {
    id: answer.report.id,
    ifMatch: 1,
    input: { patientId: wrong, reason: "wrong-patient" },
  });
  expect(back.report).toMatchObject({ accession: "MV-ACC", version: 1 });
  expect((await rowOf(wrong))?.milestone).toBe("met");
  expect((await rowOf(right))?.milestone).toBe("missed");
});

test("what the right patient's record says of an earlier moment does not hold a report that came later", async () => {
  const [wrong, right] = [await admit(), await admit()];
  const sent = await recordReport(nurse(), { id: wrong, input: marrow("2", { knownSince: "2026-04-01" }) });
  await move(sent.id, right);
  const then = { input: { asOf: "2026-04-05" } };
  expect((await readPatientPage(nurse(), { id: right, ...then })).reports).toEqual([]);
  expect((await readPatientPage(nurse(), { id: wrong, ...then })).reports).toHaveLength(1);
});

test("a move is refused with its reason and writes nothing", async () => {
  const [wrong, right, south] = [await admit(), await admit(), await admit({}, "south")];
  const born = await admit({ birthDate: "2026-04-01" });
  const sent = await recordReport(nurse(), { id: wrong, input: marrow("2", { accession: "MV-2" }) });
  const gone = await recordReport(nurse(), { id: wrong, input: marrow("3", { accession: "MV-3" }) });
  await withdrawReport(nurse(), { id: gone.id, ifMatch: 1, input: { reason: "typing-error" } });
  const merged = await admit();
  await mergePatient(nurse(), { id: merged, ifMatch: 1, input: { into: right, reason: "one person" } });
  const stored = await count();
  const refused = (code: string) => ({ code: "invalid", fields: [{ path: "patientId", code }] });
  await expect(move(sent.id, wrong)).rejects.toMatchObject(refused("same-patient"));
  await expect(move(sent.id, born)).rejects.toMatchObject(refused("before-birth"));
  await expect(move(sent.id, south)).rejects.toMatchObject({ code: "not-found" });
  await expect(move(sent.id, crypto.randomUUID())).rejects.toMatchObject({ code: "not-found" });
  await expect(move(sent.id, merged)).rejects.toMatchObject({ code: "conflict" });
  const other = { id: gone.id, ifMatch: 2, input: { patientId: right, reason: "wrong-patient" } };
  await expect(moveReport(nurse(), other)).rejects.toMatchObject(refused("withdrawn"));
  const stale = { id: sent.id, ifMatch: 4, input: { patientId: right, reason: "wrong-patient" } };
  await expect(moveReport(nurse(), stale)).rejects.toMatchObject({
    code: "conflict",
    current: { version: 1 },
  });
  const unsaid = { id: sent.id, input: { patientId: right, reason: "wrong-patient" } };
  await expect(moveReport(nurse(), unsaid)).rejects.toMatchObject({ code: "version-required" });
  await expect(move(sent.id, right, { reason: "other" })).rejects.toMatchObject({ code: "invalid" });
  expect(await count()).toBe(stored);
});

test("an accession that the other patient has already stops the move; a withdrawn one frees it for its owner", async () => {
  const [wrong, right] = [await admit(), await admit()];
  const mine = await recordReport(nurse(), { id: right, input: marrow("4", { accession: "MV-9" }) });
  // Another source may number its reports alike: only then can two patients hold one number.
  const { prisma } = hospital.database;
  const row = await prisma.report.findFirstOrThrow({ where: { reportKey: mine.id } });
  const head = await prisma.chainHead.findUniqueOrThrow({ where: { chain: "report" } });
  await prisma.report.create({
    data: {
      ...row,
      seq: head.seq + 1000,
      reportKey: "elsewhere",
      patientId: wrong,
      source: "hl7-oru",
      prevHash: "",
      hash: "x",
    },
  });
  await expect(move("elsewhere", right)).rejects.toMatchObject({
    code: "already-exists",
    fields: [{ code: "accession-there" }],
  });
  await withdrawReport(nurse(), { id: mine.id, ifMatch: 1, input: { reason: "wrong-patient" } });
  const owner = await admit();
  const taken = { id: owner, input: marrow("4.0", { accession: "MV-9" }) };
  expect(await recordReport(nurse(), taken)).toMatchObject({ accession: "MV-9", version: 1 });
});
