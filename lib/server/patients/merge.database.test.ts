import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitImport, createImport } from "@/lib/server/imports/imports";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { listReports } from "@/lib/server/reports/report-list";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { searchPatients } from "@/lib/server/worklist/patient-search";
import { listPatients } from "@/lib/server/worklist/worklist";
import { setStatus } from "./disease-status";
import { readHistory } from "./history";
import { mergePatient, unmergePatient } from "./merge";
import { readAssessment, readPatientPage } from "./patient-page";
import { createPatient, editPatient, readPatient } from "./patients";
import { reassessPage } from "./reassess";
import { addCourse, addSupport, withdrawSupport } from "./treatment";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = (now?: string) => hospital.asker("nurse", "north", now);
let made = 0;
async function admit(more: object = {}, site: "north" | "south" = "north"): Promise<string> {
  made += 1;
  const input = {
    mrn: `MG-${String(made).padStart(2, "0")}`,
    familyName: "Twice",
    givenName: `Seen${made}`,
    birthDate: "1992-03-01",
    sex: "female",
    ...more,
  };
  return (await createPatient(hospital.asker("nurse", site), { input })).id;
}

const blood = (text: string, collected: string, more: object = {}) => ({
  specimen: "blood",
  collected,
  results: [{ analyte: "WBC", text, unit: "10*9/L" }],
  ...more,
});
const why = "the same person, registered twice";
const merge = (id: string, into: string, more: object = {}) =>
  mergePatient(nurse(), { id, ifMatch: 1, input: { into, reason: why, ...more } });
const worklistIds = async () =>
  (await listPatients(nurse(), { input: { limit: 200 } })).items.map((row) => row.id);

/** Everything stored that belongs to a record; the audit and the moment of the last change aside. */
async function stateOf(ids: readonly string[]): Promise<string> {
  const { prisma } = hospital.database;
  const where = { patientId: { in: [...ids] } };
  const summaries = await prisma.patientSummary.findMany({ where, orderBy: { patientId: "asc" } });
  const patients = await prisma.patient.findMany({ where: { id: where.patientId }, orderBy: { id: "asc" } });
  return JSON.stringify([
    patients.map(({ version: _, ...row }) => row),
    await prisma.report.findMany({ where, orderBy: { seq: "asc" } }),
    await prisma.course.findMany({ where, orderBy: { id: "asc" } }),
    await prisma.support.findMany({ where, orderBy: { id: "asc" } }),
    await prisma.diseaseStatus.findMany({ where, orderBy: { id: "asc" } }),
    summaries.map(({ changedAt: _, ...row }) => row),
  ]);
}

test("a merged record is read as part of the other, and undoing it leaves both as they were", async () => {
  const [kept, gone] = [await admit(), await admit()];
  await addCourse(nurse(), { id: kept, input: { phase: "induction", start: "2026-03-02" } });
  await recordReport(nurse(), { id: kept, input: blood("4.0", "2026-03-30T08:00") });
  await recordReport(nurse(), { id: gone, input: blood("0.9", "2026-04-08T08:00") });
  await addSupport(nurse(), { id: gone, input: { kind: "platelets", on: "2026-04-01" } });
  await setStatus(hospital.asker("oncologist"), {
    id: gone,
    ifMatch: 0,
    input: { status: "in-treatment", remission: null, since: "2026-03-02", note: null },
  });
  const before = await stateOf([kept, gone]);
  const apart = await readPatientPage(nurse(), { id: kept });
  expect(apart.reports).toHaveLength(1);

  await merge(gone, kept);
  const page = await readPatientPage(nurse(), { id: kept });
  expect(page.reports.map(({ report }) => report.collected.date).sort()).toEqual([
    "2026-03-30",
    "2026-04-08",
  ]);
  expect([page.support.length, page.statuses.length, page.patient.includes.map(({ mrn }) => mrn)]).toEqual([
    1,
    1,
    ["MG-02"],
  ]);
  const row = (await listPatients(nurse(), {})).items.find(({ id }) => id === kept);
  expect(row).toMatchObject({ lastCountOn: "2026-04-08", counts: { WBC: { text: "0.9" } } });
  expect(await worklistIds()).not.toContain(gone);
  expect((await listReports(nurse(), { id: gone })).total).toBe(2);
  expect((await readPatientPage(nurse(), { id: gone })).patient.id).toBe(kept);
  expect(await readPatient(nurse(), { id: gone })).toMatchObject({ id: gone, mergedInto: kept });

  await reassessPage(null, nurse().now);
  expect(await worklistIds()).not.toContain(gone);

  await unmergePatient(nurse(), { id: gone, input: { reason: "two people after all" } });
  expect(await stateOf([kept, gone])).toBe(before);
  expect(await worklistIds()).toEqual(expect.arrayContaining([kept, gone]));
});

test("what was known before the merge does not hold the other record's values", async () => {
  const [kept, gone] = [await admit(), await admit()];
  await addCourse(nurse(), { id: kept, input: { phase: "induction", start: "2026-03-02" } });
  const known = "2026-04-01T12:00";
  await recordReport(nurse(), {
    id: gone,
    input: {
      specimen: "marrow",
      collected: "2026-03-31T09:00",
      knownSince: known,
      results: [{ analyte: "MARROW_BLAST", text: "40", unit: "%" }],
    },
  });
  await merge(gone, kept);
  const now = await readAssessment(nurse("2026-04-10T12:00:01.000Z"), { id: kept });
  expect(now.milestone.state).toBe("not-met");
  const then = await readAssessment(nurse(), { id: kept, input: { asOf: "2026-04-05" } });
  expect(then.milestone.state).toBe("awaiting-sample");
  const page = await readPatientPage(nurse(), { id: kept, input: { asOf: "2026-04-05" } });
  expect(page.reports).toEqual([]);
});

test("new rows to a merged record are refused; its own reports can still be corrected, and stay its own", async () => {
  const [kept, gone] = [await admit(), await admit()];
  const report = await recordReport(nurse(), { id: gone, input: blood("3.0", "2026-04-02T08:00") });
  const support = await addSupport(nurse(), { id: gone, input: { kind: "platelets", on: "2026-04-01" } });
  await merge(gone, kept);
  const refused = { code: "conflict", current: { mergedInto: kept } };
  const course = { phase: "induction", start: "2026-03-02" };
  await expect(addCourse(nurse(), { id: gone, input: course })).rejects.toMatchObject(refused);
  const second = { id: gone, input: blood("5.0", "2026-04-03T08:00") };
  await expect(recordReport(nurse(), second)).rejects.toMatchObject(refused);
  const edit = { id: gone, ifMatch: 2, input: { sex: "male" } };
  await expect(editPatient(nurse(), edit)).rejects.toMatchObject(refused);

  const corrected = await correctReport(nurse(), {
    id: report.id,
    ifMatch: 1,
    input: { reason: "typing-error", results: [{ analyte: "WBC", text: "0.3", unit: "10*9/L" }] },
  });
  expect(corrected.version).toBe(2);
  const { prisma } = hospital.database;
  const stored = await prisma.report.findFirst({ where: { reportKey: report.id, version: 2 } });
  expect(stored?.patientId).toBe(gone);
  const row = (await listPatients(nurse(), { input: { limit: 200 } })).items.find(({ id }) => id === kept);
  expect(row?.counts.WBC?.text).toBe("0.3");
  await withdrawSupport(nurse(), { id: support.id, ifMatch: 1, input: { note: "not given" } });
  expect((await readPatientPage(nurse(), { id: kept })).support).toEqual([]);
  expect(await worklistIds()).not.toContain(gone);
});

describe("a merge is refused", () => {
  test("into itself, across sites, of a chain, and of what changed meanwhile", async () => {
    const [a, b, c, south] = [await admit(), await admit(), await admit(), await admit({}, "south")];
    const fields = (code: string) => ({ code: "invalid", fields: [{ path: "into", code }] });
    await expect(merge(a, a)).rejects.toMatchObject(fields("same-record"));
    await expect(merge(a, south)).rejects.toMatchObject({ code: "not-found" });
    await expect(merge(a, "00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({
      code: "not-found",
    });
    await merge(a, b);
    await expect(merge(c, a)).rejects.toMatchObject(fields("merged-already"));
    await expect(merge(b, c)).rejects.toMatchObject(fields("includes-another"));
    const again = { id: a, ifMatch: 2, input: { into: c, reason: why } };
    await expect(mergePatient(nurse(), again)).rejects.toMatchObject({ code: "conflict" });
    const stale = { id: c, ifMatch: 7, input: { into: b, reason: why } };
    await expect(mergePatient(nurse(), stale)).rejects.toMatchObject({ code: "conflict" });
    await expect(unmergePatient(nurse(), { id: c, input: { reason: why } })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("where the other's birth date is after a report of this one", async () => {
    const [old, young] = [await admit(), await admit({ birthDate: "2026-04-01" })];
    await recordReport(nurse(), { id: old, input: blood("3.0", "2026-03-01T08:00") });
    await expect(merge(old, young, { confirmDifferences: true })).rejects.toMatchObject({
      fields: [{ code: "before-birth" }],
    });
  });

  test("while birth date or sex differ and nobody has confirmed it; then the kept record's count", async () => {
    const [kept, gone] = [await admit(), await admit({ birthDate: "1992-03-10", sex: "male" })];
    await expect(merge(gone, kept)).rejects.toMatchObject({
      fields: [
        {
          path: "confirmDifferences",
          code: "birth-date-differs",
          message: expect.stringMatching(/1992-03-10 in MRN MG-\d+, 1992-03-01 in MRN MG-\d+, which counts/),
        },
        { path: "confirmDifferences", code: "sex-differs" },
      ],
    });
    await merge(gone, kept, { confirmDifferences: true });
    const { record } = await readPatientPage(nurse(), { id: gone });
    expect([record.patient.birthDate, record.patient.sex]).toEqual(["1992-03-01", "female"]);
  });
});

test("the merged record's number and name find the other one, once", async () => {
  const kept = await admit({ familyName: "Kowalska" });
  const gone = await admit({ familyName: "Nowak", mrn: "OLD-77" });
  await merge(gone, kept);
  const search = async (text: string) =>
    (await searchPatients(nurse(), { input: { text } })).items.map((row) => row.id);
  expect(await search("OLD-7")).toEqual([kept]);
  expect(await search("nowak")).toEqual([kept]);
  expect(await search("seen")).not.toContain(gone);
});

test("a laboratory's message under the merged record's number reaches the record that is read", async () => {
  const [kept, gone] = [await admit(), await admit({ mrn: "OLD-88" })];
  await merge(gone, kept);
  const message = [
    "MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1",
    "PID|1||OLD-88^^^H^MR||Twice^Seen||19920301|F",
    "OBR|1||MG-ACC|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||F",
    "OBX|1|NM|718-7^Hemoglobin^LN||12.40|g/dL|11.7-15.3|N|||F",
  ];
  const bytes = new TextEncoder().encode(`${message.join("\r")}\r`);
  const { id } = await createImport(nurse(), { input: { format: "hl7-oru", bytes } });
  await commitImport(nurse(), { id });
  const { reports } = await readPatientPage(nurse(), { id: kept });
  expect(reports.map(({ results }) => results[0]?.text)).toEqual(["12.40"]);
  expect(await worklistIds()).not.toContain(gone);
});

test("both records' histories tell of the merge and of its end, with the reason", async () => {
  const [kept, gone] = [await admit(), await admit()];
  await merge(gone, kept);
  await unmergePatient(nurse(), { id: gone, input: { reason: "two people after all" } });
  for (const id of [kept, gone]) {
    const { items } = await readHistory(nurse(), { id });
    const told = items.filter(({ action }) => action.includes("merge"));
    expect(told.map(({ action, reason }) => [action, reason])).toEqual([
      ["patient.unmerge", "two people after all"],
      ["patient.merge", why],
    ]);
  }
});

test("statuses of two records are counted together in the order they were set, and apart again after", async () => {
  const [kept, gone] = [await admit(), await admit()];
  const set = (id: string, ifMatch: number, since: string, now: string) =>
    setStatus(hospital.asker("oncologist", "north", now), {
      id,
      ifMatch,
      input: { status: "in-treatment", remission: null, since, note: null },
    });
  await set(kept, 0, "2026-03-02", "2026-04-10T12:00:00.000Z");
  await set(gone, 0, "2026-03-03", "2026-04-10T12:01:00.000Z");
  await merge(gone, kept);
  await expect(set(kept, 1, "2026-03-04", "2026-04-10T12:02:00.000Z")).rejects.toMatchObject({
    code: "conflict",
  });
  const third = await set(kept, 2, "2026-03-04", "2026-04-10T12:02:00.000Z");
  expect(third.version).toBe(3);
  await unmergePatient(nurse(), { id: gone, input: { reason: "two people after all" } });
  const { statuses } = await readPatientPage(nurse(), { id: kept });
  expect(statuses.map(({ version, since }) => [version, since])).toEqual([
    [2, "2026-03-04"],
    [1, "2026-03-02"],
  ]);
});
