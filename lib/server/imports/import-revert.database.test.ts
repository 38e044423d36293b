import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "@/lib/server/door/audit";
import { createPatient } from "@/lib/server/patients/patients";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { listReports, listReportVersions } from "@/lib/server/reports/report-list";
import { verifyReports } from "@/lib/server/reports/report-writer";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { blood, message } from "./fixtures/invented-messages";
import { revertImport } from "./import-revert";
import { commitImport, createImport, readImport } from "./imports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");

async function committed(lines: readonly string[]) {
  const preview = await createImport(nurse(), { input: { format: "hl7-oru", bytes: message(lines) } });
  return await commitImport(nurse(), { id: preview.id });
}

const admitted = (mrn: string) =>
  createPatient(nurse(), {
    input: { mrn, familyName: "Import", givenName: "Test", birthDate: "1990-01-01", sex: "female" },
  });

const revert = (id: string) => revertImport(nurse(), { id, input: { reason: "the wrong file" } });

/** The newest version of every report of a patient, as its values. */
async function values(id: string) {
  const { items } = await listReports(nurse(), { id });
  return items.map(({ status, version, results }) => [version, status, results.map(({ text }) => text)]);
}

test("a whole import is taken back: what it brought is withdrawn, what it changed is as it was; again answers alike", async () => {
  const { id } = await admitted("V-1");
  await committed(blood({ mrn: "V-1", accession: "A-1" }));
  const two = await committed([
    ...blood({ mrn: "V-1", accession: "A-1", hgb: "9.9", status: "C" }),
    ...blood({ mrn: "V-1", accession: "A-2", hgb: "11.1" }),
  ]);
  expect(two.counts).toMatchObject({ rows: 4, changed: 1, new: 2, same: 1 });
  const reverted = await revert(two.id);
  expect(reverted).toMatchObject({
    state: "reverted",
    reverted: { reason: "the wrong file", withdrawn: 1, restored: 1 },
    counts: two.counts,
  });
  expect(await values(id)).toEqual([
    [3, "final", ["12.4", "5.2"]],
    [2, "entered-in-error", ["11.1", "5.2"]],
  ]);
  expect(await revert(two.id)).toEqual(reverted);
  expect(await commitImport(nurse(), { id: two.id })).toMatchObject({ state: "reverted" });
  expect(await values(id)).toHaveLength(2);
  const { prisma } = hospital.database;
  expect(
    await prisma.auditEntry.findMany({ where: { action: "import.revert", patientId: id } }),
  ).toHaveLength(1);
  expect(await verifyReports(prisma)).toMatchObject({ ok: true });
  expect(await verifyAudit(prisma)).toMatchObject({ ok: true });
});

test("a report changed since stops the revert, is named, and nothing is done", async () => {
  const { id } = await admitted("V-2");
  const done = await committed([
    ...blood({ mrn: "V-2", accession: "A-3" }),
    ...blood({ mrn: "V-2", accession: "A-4", day: "20260330" }),
  ]);
  const { items } = await listReports(nurse(), { id });
  const [first] = items;
  const results = (first?.results ?? []).map(({ analyte, unit }) => ({ analyte, text: "10.0", unit }));
  await correctReport(nurse(), {
    id: first?.id ?? "",
    ifMatch: 1,
    input: { reason: "typing-error", results },
  });
  const before = await values(id);
  await expect(revert(done.id)).rejects.toMatchObject({
    code: "conflict",
    fields: [{ path: first?.id, message: expect.stringContaining("A-4") }],
  });
  expect(await values(id)).toEqual(before);
  expect(await readImport(nurse(), { id: done.id })).toMatchObject({ state: "committed", reverted: null });
});

test("what was taken back counts as never received: the same file can be imported again", async () => {
  const { id } = await admitted("V-3");
  const lines = blood({ mrn: "V-3", accession: "A-5" });
  await revert((await committed(lines)).id);
  const again = await committed(lines);
  expect(again.counts).toMatchObject({ rows: 2, changed: 2, same: 0 });
  expect((await values(id)).at(-1)?.[2]).toEqual(["12.4", "5.2"]);
  const { items } = await listReports(nurse(), { id });
  expect(items[0]?.status).not.toBe("entered-in-error");
  const { items: versions } = await listReportVersions(nurse(), { id: items[0]?.id ?? "" });
  expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
});

test("an import that was not committed has nothing to take back", async () => {
  const preview = await createImport(nurse(), {
    input: { format: "hl7-oru", bytes: message(blood({ mrn: "V-4", accession: "A-6" })) },
  });
  await expect(revert(preview.id)).rejects.toMatchObject({ code: "conflict" });
});
