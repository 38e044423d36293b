import { afterAll, beforeAll, expect, test } from "vitest";
import { createPatient, editPatient, readPatient } from "@/lib/server/patients/patients";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { listReportVersions } from "@/lib/server/reports/report-list";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { verifyAudit } from "./audit";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

let mrn = 0;
const newPatient = () =>
  createPatient(hospital.asker("nurse"), {
    input: {
      mrn: `D-${++mrn}`,
      familyName: "Door",
      givenName: "Test",
      birthDate: "1992-03-01",
      sex: "female",
    },
  });
const hgb = (text: string, collected = "2026-03-31T08:30") => ({
  specimen: "blood",
  collected,
  results: [{ analyte: "HGB", text, unit: "g/dL" }],
});
const rows = async () => ({
  patients: await hospital.database.prisma.patient.count(),
  reports: await hospital.database.prisma.report.count(),
});

test("work and its audit entry commit together: when the entry cannot be written, the work is undone", async () => {
  const { prisma, engine } = hospital.database;
  const before = await rows();
  const head = await prisma.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
  await prisma.chainHead.delete({ where: { chain: "audit" } });
  await expect(newPatient()).rejects.toThrow();
  expect(await rows()).toEqual(before);
  await prisma.chainHead.create({ data: head });
  expect(engine).toMatch(/sqlite|postgresql/);
});

test("a read whose audit entry cannot be written gives no answer", async () => {
  const { prisma } = hospital.database;
  const { id } = await newPatient();
  const head = await prisma.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
  await prisma.chainHead.delete({ where: { chain: "audit" } });
  await expect(readPatient(hospital.asker("nurse"), { id })).rejects.toThrow();
  await prisma.chainHead.create({ data: head });
  await expect(readPatient(hospital.asker("nurse"), { id })).resolves.toMatchObject({ id });
});

test("the same Idempotency-Key creates once and answers alike; with another body it is refused", async () => {
  const asker = hospital.asker("nurse");
  const { id } = await newPatient();
  const before = await rows();
  const request = { id, input: hgb("12.4"), idempotencyKey: "key-1" };
  const answers = await Promise.all([
    recordReport(asker, request),
    recordReport(asker, request),
    recordReport(asker, request),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await rows()).reports).toBe(before.reports + 1);
  await expect(recordReport(asker, { ...request, input: hgb("9.9") })).rejects.toMatchObject({
    code: "key-reused",
  });
});

test("the same report sent twice without a key is refused the second time, with the one that stands", async () => {
  const asker = hospital.asker("nurse");
  const { id } = await newPatient();
  const first = await recordReport(asker, { id, input: hgb("12.4") });
  await expect(recordReport(asker, { id, input: hgb("12.4") })).rejects.toMatchObject({
    code: "already-exists",
    current: { id: first.id, version: 1 },
  });
});

test("of twenty corrections of one version one wins; the others are told what stands", async () => {
  const asker = hospital.asker("nurse");
  const { id } = await newPatient();
  const { id: report } = await recordReport(asker, { id, input: hgb("12.4") });
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      correctReport(asker, {
        id: report,
        ifMatch: 1,
        input: { reason: "typing-error", results: [{ analyte: "HGB", text: `11.${n}`, unit: "g/dL" }] },
      }),
    ),
  );
  const won = attempts.filter((attempt) => attempt.status === "fulfilled");
  const lost = attempts.flatMap((attempt) => (attempt.status === "rejected" ? [attempt.reason] : []));
  expect(won).toHaveLength(1);
  for (const reason of lost)
    expect(reason).toMatchObject({ code: "conflict", current: { id: report, version: 2 } });
  const versions = await listReportVersions(asker, { id: report });
  expect(versions.items.map((version) => version.version)).toEqual([2, 1]);
});

test("a change needs the version it was made from", async () => {
  const asker = hospital.asker("nurse");
  const { id } = await newPatient();
  await expect(editPatient(asker, { id, input: { givenName: "Other" } })).rejects.toMatchObject({
    code: "version-required",
  });
  await expect(editPatient(asker, { id, ifMatch: 7, input: { givenName: "Other" } })).rejects.toMatchObject({
    code: "conflict",
  });
  const edited = await editPatient(asker, { id, ifMatch: 1, input: { givenName: "Other" } });
  expect(edited).toMatchObject({ givenName: "Other", familyName: "Door", studyCode: null, version: 2 });
});

test("fields that only the server may set are refused, not ignored", async () => {
  for (const extra of [{ id: "x" }, { siteId: "site-south" }, { version: 9 }, { createdBy: "me" }]) {
    const input = {
      mrn: "E-1",
      familyName: "A",
      givenName: "B",
      birthDate: "1992-03-01",
      sex: "female",
      ...extra,
    };
    await expect(createPatient(hospital.asker("nurse"), { input })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ code: "unknown-key" }],
    });
  }
});

test("fifty writers at once leave one unbroken audit chain", async () => {
  const before = await hospital.database.prisma.auditEntry.count();
  await Promise.all(Array.from({ length: 50 }, newPatient));
  expect(await hospital.database.prisma.auditEntry.count()).toBe(before + 50);
  expect(await verifyAudit(hospital.database.prisma)).toMatchObject({
    ok: true,
    firstBad: null,
    checked: before + 50,
  });
});
