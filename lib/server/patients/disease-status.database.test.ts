import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { listStatuses, setStatus } from "./disease-status";
import { readAssessment, readPatientPage } from "./patient-page";
import { createPatient } from "./patients";
import { addCourse } from "./treatment";

let hospital: TestHospital;
let id: string;

beforeAll(async () => {
  hospital = await openTestHospital();
  const nurse = hospital.asker("nurse");
  const person = { familyName: "Status", givenName: "One", birthDate: "1990-01-01", sex: "female" };
  id = (await createPatient(nurse, { input: { mrn: "S-1", ...person } })).id;
});
afterAll(() => hospital.close());

const oncologist = (now?: string) => hospital.asker("oncologist", "north", now);
const history = (now?: string) => listStatuses(oncologist(now), { id });
const set = (input: object, ifMatch: number | null, now?: string) =>
  setStatus(oncologist(now), { id, input, ifMatch });

async function marrow(on: string, blasts: string): Promise<void> {
  const nurse = hospital.asker("nurse");
  const values = [
    ["WBC", "6.0", "10*9/L"],
    ["HGB", "13.5", "g/dL"],
    ["PLT", "250", "10*9/L"],
    ["ANC", "3.5", "10*9/L"],
  ].map(([analyte, text, unit]) => ({ analyte, text, unit }));
  const known = { knownSince: `${on}T15:00` };
  await recordReport(nurse, {
    id,
    input: { specimen: "blood", collected: `${on}T08:00`, ...known, results: values },
  });
  await recordReport(nurse, {
    id,
    input: {
      specimen: "marrow",
      collected: `${on}T09:00`,
      ...known,
      results: [{ analyte: "MARROW_BLAST", text: blasts, unit: "%", confirmed: true }],
    },
  });
}

describe("what is refused", () => {
  test("a nurse reads the status and may not set it", async () => {
    expect((await listStatuses(hospital.asker("nurse"), { id })).total).toBe(0);
    const input = { status: "untreated", since: "2026-03-01" };
    const asked = setStatus(hospital.asker("nurse"), { id, input, ifMatch: 0 });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
    await expect(setStatus(hospital.asker("admin"), { id, input, ifMatch: 0 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test.each([
    [
      "without the version that was read",
      { status: "untreated", since: "2026-03-01" },
      null,
      "version-required",
      undefined,
    ],
    [
      "from a version that is not there",
      { status: "untreated", since: "2026-03-01" },
      1,
      "conflict",
      undefined,
    ],
    ["from tomorrow on", { status: "untreated", since: "2026-04-11" }, 0, "invalid", "since"],
    ["from before the birth on", { status: "untreated", since: "1989-12-31" }, 0, "invalid", "since"],
    [
      "a day that is not in the calendar",
      { status: "untreated", since: "2026-02-30" },
      0,
      "invalid",
      "since",
    ],
    [
      "a remission without its number",
      { status: "remission", since: "2026-03-29" },
      0,
      "invalid",
      "remission",
    ],
    [
      "a number without a remission",
      { status: "untreated", remission: 1, since: "2026-03-29" },
      0,
      "invalid",
      "remission",
    ],
    ["a status there is not", { status: "cured", since: "2026-03-29" }, 0, "invalid", "status"],
    ["another author", { status: "untreated", since: "2026-03-29", author: "x" }, 0, "invalid", ""],
  ] as const)("%s", async (_name, input, ifMatch, code, path) => {
    const refusal = await set(input, ifMatch).then(
      () => ({ code: "accepted", fields: [] }),
      (reason: { code: string; fields: { path: string }[] }) => reason,
    );
    expect(refusal.code).toBe(code);
    expect(refusal.fields[0]?.path).toBe(path);
    expect((await history()).total).toBe(0);
  });
});

describe("the rules propose and a clinician decides", () => {
  const row = async () => (await listPatients(oncologist())).items.find((one) => one.id === id);

  test("set as proposed: who, when and what was proposed are kept", async () => {
    await addCourse(hospital.asker("nurse"), { id, input: { phase: "induction", start: "2026-03-01" } });
    const { proposal } = await history();
    expect(proposal).toMatchObject({ status: "in-treatment", since: "2026-03-01" });
    expect((await row())?.status).toBeNull();
    const answer = await set({ status: "in-treatment", since: "2026-03-01" }, 0, "2026-03-02T10:00:00.000Z");
    expect(answer).toMatchObject({ version: 1, icd: "C91.00", author: "oncologist North" });
    expect((await history()).items).toEqual([
      { ...answer, proposed: proposal, at: "2026-03-02T10:00:00.000Z", note: null },
    ]);
    expect((await row())?.status).toBe("in treatment, not in remission");
  });

  test("the criterion met proposes the first remission; confirmed, nothing is left to propose", async () => {
    await marrow("2026-03-30", "2");
    const { proposal } = await history();
    expect(proposal).toMatchObject({ status: "remission", remission: 1, since: "2026-03-30" });
    await set({ status: "remission", remission: 1, since: "2026-03-30" }, 1, "2026-03-31T09:00:00.000Z");
    const found = await history();
    expect(found.proposal).toBeNull();
    expect(found.items[0]).toMatchObject({ label: "CR1", icd: "C91.01", proposed: { remission: 1 } });
    expect(await row()).toMatchObject({ status: "CR1", recurrence: false });
  });

  test("a possible recurrence waits in the worklist until a clinician has answered it", async () => {
    await marrow("2026-04-08", "40");
    expect((await history()).proposal).toMatchObject({ status: "recurrent", since: "2026-04-08" });
    expect(await row()).toMatchObject({ status: "CR1", recurrence: true });
    const waiting = await listPatients(oncologist(), { input: { recurrence: "possible" } });
    expect(waiting.items.map((one) => one.id)).toEqual([id]);
    await set({ status: "recurrent", since: "2026-04-08", note: "Second marrow ordered." }, 2);
    expect((await history()).items[0]).toMatchObject({ icd: "C91.02", note: "Second marrow ordered." });
    expect(await row()).toMatchObject({ status: "recurrent", recurrence: false });
    expect((await listPatients(oncologist(), { input: { recurrence: "possible" } })).total).toBe(0);
  });

  test("set otherwise than proposed: both stay to be read", async () => {
    await set({ status: "in-treatment", since: "2026-04-09" }, 3, "2026-04-10T08:00:00.000Z");
    const { items } = await history();
    expect(items[0]).toMatchObject({ status: "in-treatment", proposed: null });
    await set({ status: "untreated", since: "2026-04-09" }, 4);
    expect((await history()).items[0]).toMatchObject({
      status: "untreated",
      proposed: { status: "recurrent" },
    });
    expect((await history()).proposal).toMatchObject({ status: "recurrent" });
    expect(await row()).toMatchObject({ status: "untreated", recurrence: false });
    expect((await history()).items.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
  });

  test("a colleague's status meanwhile is a conflict that shows it, and the audit holds before and after", async () => {
    const refused = set({ status: "recurrent", since: "2026-04-08" }, 4);
    await expect(refused).rejects.toMatchObject({
      code: "conflict",
      current: { version: 5, status: "untreated", author: "oncologist North" },
    });
    const entry = await hospital.database.prisma.auditEntry.findFirst({
      where: { action: "status.set", outcome: "done" },
      orderBy: { seq: "desc" },
    });
    expect(entry).toMatchObject({ patientId: id, objectKind: "disease-status", objectVersion: 5 });
    expect(JSON.parse(entry?.detail ?? "{}")).toMatchObject({
      before: { version: 4, status: "in-treatment" },
      after: { status: "untreated" },
      proposed: { status: "recurrent" },
    });
  });

  test("of many at once one is accepted per version", async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => set({ status: "recurrent", since: "2026-04-08" }, 5)),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await history()).total).toBe(6);
  });
});

describe("a replay", () => {
  const page = (asOf: string) => readPatientPage(oncologist(), { id, input: { asOf } });

  test("knows the status, the proposal and the reports of its moment, and offers nothing to write", async () => {
    const then = await page("2026-03-31T08:00");
    expect(then.statuses.map(({ label }) => label)).toEqual(["in treatment, not in remission"]);
    expect(then.proposal).toMatchObject({ status: "remission", remission: 1 });
    expect(then.reports).toHaveLength(2);
    expect([then.today, then.replay, then.mayWrite, then.maySetStatus]).toEqual([
      "2026-03-31",
      true,
      false,
      false,
    ]);
  });

  test("of a day before everything is empty and not a fault", async () => {
    const then = await page("2026-02-01");
    expect([then.reports.length, then.courses.length, then.statuses.length]).toEqual([0, 0, 0]);
    expect(then.assessment.remission.verdict).toBe("not-applicable");
  });

  test("answers as the assessment of the API does, at every moment of the course", async () => {
    for (let day = 1; day <= 40; day += 1) {
      const asOf = new Date(Date.UTC(2026, 2, day)).toISOString().slice(0, 10);
      const api = await readAssessment(oncologist(), { id, input: { asOf } });
      const { assessment } = await page(asOf);
      expect(assessment.remission, asOf).toEqual(api.remission);
      expect(assessment.milestone, asOf).toEqual(api.milestone);
      expect(assessment.definitions, asOf).toEqual(api.definitions);
    }
  });

  test.each(["2026-02-30", "2026-03-29T01:30", "yesterday", "2026-13-01", ""])(
    "of %s, which is no moment at the site, is refused by its field",
    async (asOf) => {
      await expect(page(asOf)).rejects.toMatchObject({ code: "invalid", fields: [{ path: "asOf" }] });
    },
  );
});
