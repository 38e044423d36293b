import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAssessment } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { correctReport, withdrawReport } from "./report-corrections";
import { listReports, listReportVersions } from "./report-list";
import { recordReport } from "./reports";

let hospital: TestHospital;
let patient: string;
beforeAll(async () => {
  hospital = await openTestHospital();
  const input = {
    mrn: "R-1",
    familyName: "Report",
    givenName: "Entry",
    birthDate: "1992-03-01",
    sex: "female",
  };
  patient = (await createPatient(hospital.asker("nurse"), { input })).id;
});
afterAll(() => hospital.close());

const one = (analyte: string, text: string, unit: string | null, more: object = {}) => ({
  specimen: "blood",
  collected: "2026-03-31T08:30",
  results: [{ analyte, text, unit }],
  ...more,
});
const record = (input: object) => recordReport(hospital.asker("nurse"), { id: patient, input });
const count = () => hospital.database.prisma.report.count();

describe("bad input is refused with its place and writes nothing", () => {
  test.each([
    ["unparseable", one("HGB", "12,4,5x", "g/dL"), "results.0.text", "unreadable"],
    ["impossible", one("HGB", "124", "g/dL"), "results.0.text", "hard-limit"],
    ["no unit", one("HGB", "12.4", null), "results.0.unit", "unit-missing"],
    ["a foreign unit", one("HGB", "12.4", "mg/mL"), "results.0.unit", "unit-refused"],
    ["an unknown analyte", one("HAEM", "12.4", "g/dL"), "results.0.analyte", "analyte-unknown"],
    ["the future", one("HGB", "12.4", "g/dL", { collected: "2026-04-11T08:00" }), "collected", "future-date"],
    [
      "an hour ahead",
      one("HGB", "12.4", "g/dL", { collected: "2026-04-10T14:01" }),
      "collected",
      "future-date",
    ],
    ["before birth", one("HGB", "12.4", "g/dL", { collected: "1992-02-29" }), "collected", "before-birth"],
    [
      "a date that does not exist",
      one("HGB", "12.4", "g/dL", { collected: "2026-02-30" }),
      "collected",
      "no-such-date",
    ],
    [
      "an hour the clocks skipped",
      one("HGB", "12.4", "g/dL", { collected: "2026-03-29T01:30" }),
      "collected",
      "no-such-time",
    ],
    [
      "known before it was",
      one("HGB", "12.4", "g/dL", { knownSince: "2027-01-01" }),
      "knownSince",
      "future-date",
    ],
  ])("%s", async (_name, input, path, code) => {
    const before = await count();
    await expect(record(input)).rejects.toMatchObject({ code: "invalid", fields: [{ path, code }] });
    expect(await count()).toBe(before);
  });

  test("a slip of ten is refused with what was meant", async () => {
    await expect(record(one("HGB", "124", "g/dL"))).rejects.toMatchObject({
      fields: [{ suggestion: expect.stringContaining("12.4") }],
    });
  });
});

test("what was received comes back to the letter; the number is converted beside it", async () => {
  const answer = await record(one("HGB", " 124.0 ", "g/L"));
  expect(answer.results[0]).toMatchObject({
    text: " 124.0 ",
    unit: "g/L",
    value: 12.4,
    canonicalUnit: "g/dL",
    flag: "N",
    state: "ok",
  });
});

test("an unusual value is kept as unconfirmed until somebody confirms it", async () => {
  const answer = await record(one("WBC", "600", "10*9/L", { collected: "2026-03-05T07:00" }));
  expect(answer.results[0]).toMatchObject({ state: "unconfirmed", value: 600 });
  const confirmed = await correctReport(hospital.asker("nurse"), {
    id: answer.id,
    ifMatch: 1,
    input: {
      reason: "confirmed",
      results: [{ analyte: "WBC", text: "600", unit: "10*9/L", confirmed: true }],
    },
  });
  expect(confirmed).toMatchObject({
    version: 2,
    reason: "confirmed",
    results: [{ state: "ok", value: 600 }],
  });
});

test("a marrow analyte on blood is kept, shown and never used", async () => {
  const answer = await record(one("MARROW_BLAST", "2", "%", { collected: "2026-03-06" }));
  expect(answer.results[0]).toMatchObject({ state: "mismatch" });
});

test("a correction is a new version; the old one stays as it was; a withdrawal is one too", async () => {
  const asker = hospital.asker("nurse");
  const first = await record(
    one("PLT", "15", "10*9/L", { collected: "2026-03-20T08:00", accession: "ACC-1" }),
  );
  const second = await correctReport(asker, {
    id: first.id,
    ifMatch: 1,
    input: {
      reason: "typing-error",
      note: "a digit lost",
      results: [{ analyte: "PLT", text: "150", unit: "10*9/L" }],
    },
  });
  expect(second).toMatchObject({ version: 2, status: "corrected", reason: "typing-error" });
  const third = await withdrawReport(hospital.asker("oncologist"), {
    id: first.id,
    ifMatch: 2,
    input: { reason: "wrong-patient" },
  });
  expect(third).toMatchObject({ version: 3, status: "entered-in-error" });
  const { items } = await listReportVersions(asker, { id: first.id });
  expect(
    items.map(({ version, status, author, results }) => [version, status, author, results[0]?.text]),
  ).toEqual([
    [3, "entered-in-error", "oncologist North", "150"],
    [2, "corrected", "nurse North", "150"],
    [1, "final", "nurse North", "15"],
  ]);
});

test("a preliminary report becomes final under its accession; a second final one is refused", async () => {
  const accession = "ACC-2";
  const collected = "2026-03-21T08:00";
  const first = await record(one("PLT", "30", "10*9/L", { accession, collected, status: "preliminary" }));
  const final = await record(one("PLT", "31", "10*9/L", { accession, collected, status: "final" }));
  expect(final).toMatchObject({ id: first.id, version: 2, status: "final" });
  await expect(record(one("PLT", "32", "10*9/L", { accession, collected }))).rejects.toMatchObject({
    code: "already-exists",
  });
  const corrected = await record(one("PLT", "33", "10*9/L", { accession, collected, status: "corrected" }));
  expect(corrected).toMatchObject({ id: first.id, version: 3 });
});

test("the assessment of a past moment knows what had been received by then, and no more", async () => {
  const nurse = hospital.asker("nurse");
  const input = { mrn: "R-2", familyName: "As", givenName: "Of", birthDate: "1992-03-01", sex: "female" };
  const { id } = await createPatient(nurse, { input });
  await addCourse(nurse, { id, input: { phase: "induction", start: "2026-03-02" } });
  const marrow = { specimen: "marrow", collected: "2026-03-31T09:00", knownSince: "2026-04-01T15:00" };
  await recordReport(nurse, {
    id,
    input: { ...marrow, results: [{ analyte: "MARROW_BLAST", text: "2.0", unit: "%" }] },
  });
  const blood = ["WBC 5.2 10*9/L", "HGB 12.4 g/dL", "PLT 210 10*9/L", "ANC 3.1 10*9/L", "BLAST_PCT 0 %"].map(
    (line) => {
      const [analyte, text, unit] = line.split(" ");
      return { analyte, text, unit };
    },
  );
  await recordReport(nurse, {
    id,
    input: {
      specimen: "blood",
      collected: "2026-03-31T08:30",
      knownSince: "2026-03-31T11:00",
      results: blood,
    },
  });
  const asOf = (moment: string) => readAssessment(nurse, { id, input: { asOf: moment } });
  expect(await asOf("2026-04-01T14:59")).toMatchObject({
    remission: { verdict: "indeterminate" },
    milestone: { state: "awaiting-sample" },
  });
  expect(await asOf("2026-04-01T15:01")).toMatchObject({
    remission: { verdict: "met" },
    milestone: { state: "met" },
  });
  expect(await asOf("2026-03-01")).toMatchObject({
    remission: { verdict: "not-applicable" },
    milestone: { state: "not-started" },
  });
});

test("reports come back oldest first, each in its newest version", async () => {
  const { items, total } = await listReports(hospital.asker("nurse"), { id: patient });
  const dates = items.map((report) => report.collectedOn);
  expect(dates).toEqual([...dates].sort());
  expect(new Set(items.map((report) => report.id)).size).toBe(total);
});
