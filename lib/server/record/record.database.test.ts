import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { editDiagnosis } from "./diagnosis";
import { addFollowUp, editFollowUp, withdrawFollowUp } from "./follow-up";
import { addMarker, withdrawMarker } from "./markers";
import { addNote, editNote, withdrawNote } from "./notes";
import { addProcedure } from "./procedures";
import { readRecord } from "./read-record";
import { addTrial } from "./trials";

let hospital: TestHospital;
let count = 0;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");

async function newPatient(): Promise<string> {
  count += 1;
  const input = {
    mrn: `R-${count}`,
    familyName: "Record",
    givenName: "One",
    birthDate: "1990-01-01",
    sex: "female",
  };
  return (await createPatient(nurse(), { input })).id;
}
const read = (id: string, input: object = {}) => readRecord(hospital.asker("oncologist"), { id, input });
const rowOf = async (id: string) =>
  (await listPatients(nurse(), { input: { limit: 200 } })).items.find((row) => row.id === id);
const csfReport = (id: string, collected: string, values: readonly [string, string, string][]) =>
  recordReport(nurse(), {
    id,
    input: {
      specimen: "csf",
      collected,
      results: values.map(([analyte, text, unit]) => ({ analyte, text, unit })),
    },
  });

describe("the diagnosis", () => {
  test("is made by its first change and changed from the version that was read; a field left out stays", async () => {
    const id = await newPatient();
    const first = {
      on: "2026-03-01",
      lineage: "B",
      riskFactors: ["down-syndrome"],
      otherRisk: "<b>solvents</b>",
    };
    expect(await editDiagnosis(nurse(), { id, input: first, ifMatch: 0 })).toMatchObject({
      version: 1,
      ...first,
    });
    await editDiagnosis(nurse(), { id, input: { cns: "2a" }, ifMatch: 1 });
    expect((await read(id)).diagnosis).toMatchObject({ ...first, cns: "2a", version: 2 });
    for (const ifMatch of [0, 1, 3]) {
      await expect(editDiagnosis(nurse(), { id, input: { lineage: "T" }, ifMatch })).rejects.toMatchObject({
        code: "conflict",
        current: { version: 2, lineage: "B" },
      });
    }
    await expect(editDiagnosis(nurse(), { id, input: { lineage: "T" } })).rejects.toMatchObject({
      code: "version-required",
    });
    expect(await rowOf(id)).toMatchObject({ lineage: "B", philadelphia: null });
  });

  test.each([
    ["of a day to come", { on: "2026-04-11" }, "on"],
    ["before birth", { on: "1989-12-31" }, "on"],
    ["of a lineage that is none", { lineage: "NK" }, "lineage"],
    ["with more white cells than there can be", { wbc: 2001 }, "wbc"],
  ])("%s is refused", async (_name, input, path) => {
    const id = await newPatient();
    await expect(editDiagnosis(nurse(), { id, input, ifMatch: 0 })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path }],
    });
    expect((await read(id)).diagnosis.version).toBe(0);
  });
});

describe("markers", () => {
  test("stand beside each other; a withdrawn one no longer says anything", async () => {
    const id = await newPatient();
    const found = (result: string, on: string) =>
      addMarker(nurse(), { id, input: { test: "bcr-abl1", on, result } });
    await found("pending", "2026-03-01");
    expect((await rowOf(id))?.philadelphia).toBe("pending");
    const positive = await found("positive", "2026-03-05");
    await found("negative", "2026-04-01");
    expect((await read(id)).line.philadelphia).toBe("positive");
    expect((await rowOf(id))?.philadelphia).toBe("positive");
    await withdrawMarker(nurse(), { id: positive.id, input: { note: "another patient" }, ifMatch: 1 });
    const { markers, line } = await read(id);
    expect([markers.length, line.philadelphia]).toEqual([2, "negative"]);
    expect((await read(id, { asOf: "2026-03-02" })).line.philadelphia).toBe("pending");
  });

  test("need a finding, and a karyotype at least its text", async () => {
    const id = await newPatient();
    const add = (input: object) => addMarker(nurse(), { id, input: { on: "2026-03-01", ...input } });
    await expect(add({ test: "kmt2a", text: "seen" })).rejects.toMatchObject({
      fields: [{ path: "result" }],
    });
    await expect(add({ test: "karyotype" })).rejects.toMatchObject({ fields: [{ path: "result" }] });
    expect(await add({ test: "karyotype", text: "46,XX,t(9;22)(q34;q11.2)[18]/46,XX[2]" })).toMatchObject({
      result: null,
    });
  });
});

describe("a lumbar puncture", () => {
  const puncture = { kind: "lumbar-puncture", on: "2026-03-02" };

  test("is read with the numbers of its report, and a correction of the report changes what is suggested", async () => {
    const id = await newPatient();
    const report = await csfReport(id, "2026-03-02T10:00", [
      ["CSF_WBC", "3", "/uL"],
      ["CSF_RBC", "2", "/uL"],
      ["CSF_BLAST_PCT", "4", "%"],
    ]);
    await addProcedure(nurse(), {
      id,
      input: { ...puncture, reportId: report.id, whiteCells: 900, cns: "2a" },
    });
    const { procedures, line } = await read(id);
    expect(procedures[0]).toMatchObject({ suggested: { classes: ["2a"] }, cns: "2a" });
    expect(line.cns).toBe("2a");
    const results = [
      { analyte: "CSF_WBC", text: "3", unit: "/uL" },
      { analyte: "CSF_RBC", text: "20", unit: "/uL" },
      { analyte: "CSF_BLAST_PCT", text: "4", unit: "%" },
    ];
    await correctReport(nurse(), { id: report.id, input: { reason: "lab-corrected", results }, ifMatch: 1 });
    expect((await read(id)).procedures[0]).toMatchObject({ suggested: { classes: ["2b"] }, cns: "2a" });
  });

  test("cannot be linked to somebody else's report, or to one of another specimen", async () => {
    const [id, other] = [await newPatient(), await newPatient()];
    const foreign = await csfReport(other, "2026-03-02T10:00", [["CSF_WBC", "3", "/uL"]]);
    const own = await csfReport(id, "2026-03-02T10:00", [["CSF_WBC", "3", "/uL"]]);
    for (const input of [
      { ...puncture, reportId: foreign.id },
      { ...puncture, reportId: "nothing" },
      { kind: "marrow", on: "2026-03-02", reportId: own.id },
    ]) {
      await expect(addProcedure(nurse(), { id, input })).rejects.toMatchObject({
        fields: [{ path: "reportId" }],
      });
    }
  });

  test("after the first day of treatment does not tell the class at diagnosis", async () => {
    const id = await newPatient();
    await addCourse(nurse(), { id, input: { phase: "induction", start: "2026-03-02" } });
    await addProcedure(nurse(), { id, input: { ...puncture, on: "2026-03-16", cns: "3a" } });
    expect((await read(id)).line.cns).toBeNull();
    await addProcedure(nurse(), { id, input: { ...puncture, cns: "1" } });
    expect((await read(id)).line.cns).toBe("1");
  });

  test("a procedure takes only what belongs to its kind", async () => {
    const id = await newPatient();
    const input = { kind: "ct", on: "2026-03-02", conclusion: "No mass.", whiteCells: 3 };
    await expect(addProcedure(nurse(), { id, input })).rejects.toMatchObject({ code: "invalid" });
    await expect(
      addProcedure(nurse(), { id, input: { kind: "ultrasound", on: "2026-04-11", conclusion: "Later" } }),
    ).rejects.toMatchObject({ fields: [{ path: "on", code: "future-date" }] });
  });
});

describe("the follow-up plan", () => {
  test("tells the worklist the next test that is not done, whatever is moved, done or withdrawn", async () => {
    const id = await newPatient();
    const plan = (test: string, due: string) => addFollowUp(nurse(), { id, input: { test, due } });
    const due = async () => (await rowOf(id))?.nextDue;
    expect(await due()).toBeNull();
    const marrow = await plan("Marrow", "2026-06-01");
    const echo = await plan("Echocardiogram", "2026-05-01");
    expect(await due()).toBe("2026-05-01");
    await editFollowUp(nurse(), { id: echo.id, input: { doneOn: "2026-04-09" }, ifMatch: 1 });
    expect(await due()).toBe("2026-06-01");
    await editFollowUp(nurse(), { id: marrow.id, input: { due: "2026-06-15" }, ifMatch: 1 });
    expect(await due()).toBe("2026-06-15");
    await expect(
      editFollowUp(nurse(), { id: marrow.id, input: { due: "2026-07-01" }, ifMatch: 1 }),
    ).rejects.toMatchObject({ code: "conflict", current: { due: "2026-06-15", version: 2 } });
    await expect(
      editFollowUp(nurse(), { id: marrow.id, input: { doneOn: "2026-04-11" }, ifMatch: 2 }),
    ).rejects.toMatchObject({ fields: [{ path: "doneOn", code: "future-date" }] });
    await withdrawFollowUp(nurse(), { id: marrow.id, input: { note: "not needed" }, ifMatch: 2 });
    expect(await due()).toBeNull();
  });
});

describe("notes", () => {
  test("are kept as typed, versioned, and withdrawn without being deleted; the audit has what stood before", async () => {
    const id = await newPatient();
    const text = "<script>alert(1)</script>\n\t\u202Eevil";
    const note = await addNote(nurse(), { id, input: { kind: "problem", text: text.replace("\n", "\r\n") } });
    expect((await read(id)).notes).toMatchObject([
      { text, author: "nurse North", changedAt: null, version: 1 },
    ]);
    const later = hospital.asker("oncologist", "north", "2026-04-10T13:00:00.000Z");
    await editNote(later, { id: note.id, input: { text: "Neuropathy" }, ifMatch: 1 });
    await expect(editNote(later, { id: note.id, input: { text: "x" }, ifMatch: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    const { prisma } = hospital.database;
    const entry = await prisma.auditEntry.findFirst({ where: { action: "note.edit", outcome: "done" } });
    expect(JSON.parse(entry?.detail ?? "")).toEqual({ before: { text }, after: { text: "Neuropathy" } });
    await withdrawNote(later, { id: note.id, input: { note: "wrong patient" }, ifMatch: 2 });
    expect((await read(id)).notes).toEqual([]);
    expect(await prisma.note.count({ where: { id: note.id } })).toBe(1);
    await expect(addNote(nurse(), { id, input: { kind: "note", text: "a\u0000b" } })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("a trial", () => {
  test("has an NCT number of eight digits, in capitals whatever was typed", async () => {
    const id = await newPatient();
    for (const nct of ["NCT1234567", "NCT123456789", "12345678", "NCT1234567O"]) {
      await expect(addTrial(nurse(), { id, input: { nct } })).rejects.toMatchObject({
        fields: [{ path: "nct" }],
      });
    }
    expect(await addTrial(nurse(), { id, input: { nct: " nct01234567 ", arm: "B" } })).toMatchObject({
      nct: "NCT01234567",
    });
  });
});

describe("what is warned of, and never refused", () => {
  test("events before the diagnosis, a targeted drug without Philadelphia, Kymriah at 36 years", async () => {
    const id = await newPatient();
    await editDiagnosis(nurse(), { id, input: { on: "2026-03-10" }, ifMatch: 0 });
    const start = "2026-03-02";
    const input = { phase: "induction", start, kinds: ["targeted", "car-t"], agents: ["Sprycel", "Kymriah"] };
    const course = await addCourse(nurse(), { id, input });
    await addProcedure(nurse(), { id, input: { kind: "marrow", on: start } });
    const { warnings } = await read(id);
    expect(warnings.map(({ code }) => code)).toEqual([
      "not-philadelphia-positive",
      "older-than-approved",
      "before-diagnosis",
      "before-diagnosis",
    ]);
    expect(warnings[0]).toMatchObject({ about: course.id });
    await addMarker(nurse(), { id, input: { test: "bcr-abl1", on: "2026-03-11", result: "positive" } });
    expect((await read(id)).warnings[0]?.code).toBe("older-than-approved");
  });

  test("a course in the future keeps the page right", async () => {
    const id = await newPatient();
    await addCourse(nurse(), { id, input: { phase: "induction", start: "2026-05-01" } });
    const page = await readPatientPage(nurse(), { id });
    expect([page.assessment.milestone.state, page.whole.endOfTherapy]).toEqual(["not-started", null]);
  });
});
