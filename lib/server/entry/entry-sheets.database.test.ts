import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { readEntrySheet, readWard } from "./entry-sheets";

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");

async function admitted(familyName: string, site: "north" | "south" = "north"): Promise<string> {
  const { id } = await createPatient(hospital.asker("nurse", site), {
    input: { mrn: `W-${familyName}`, familyName, givenName: "A", birthDate: "1990-01-01", sex: "female" },
  });
  return id;
}

const counted = (id: string, collected: string, HGB = "12.4") =>
  recordReport(nurse(), {
    id,
    input: { specimen: "blood", collected, results: [{ analyte: "HGB", text: HGB, unit: "g/dL" }] },
  });

const names = async (also: readonly string[] = []) => {
  const { sheets } = await readWard(nurse(), { input: { also } });
  return sheets.map(({ patient }) => patient.familyName);
};

// The test hospital's clock stands at 10 April 2026.
describe("today's patients", () => {
  test("have an active course or a result of the last 14 days; a course that is over makes nobody one", async () => {
    const active = await admitted("Active");
    await addCourse(nurse(), { id: active, input: { phase: "induction", start: "2026-03-02" } });
    const ended = await admitted("Ended");
    await addCourse(nurse(), {
      id: ended,
      input: { phase: "induction", start: "2026-01-02", end: "2026-04-09" },
    });
    const planned = await admitted("Planned");
    await addCourse(nurse(), { id: planned, input: { phase: "induction", start: "2026-04-11" } });
    await counted(await admitted("Fortnight"), "2026-03-27");
    await counted(await admitted("Longer"), "2026-03-26");
    await admitted("Elsewhere", "south");
    expect(await names()).toEqual(["Active", "Fortnight"]);
    expect(await names([ended])).toEqual(["Active", "Ended", "Fortnight"]);
  });

  test("another site's patient is not on the page, whoever asks for them by id", async () => {
    const theirs = await admitted("South", "south");
    expect(await names([theirs])).not.toContain("South");
    await expect(readEntrySheet(nurse(), { id: theirs })).rejects.toMatchObject({ code: "not-found" });
  });

  test("come with the reports of today and, to be read against, those of the last weeks only", async () => {
    const id = await admitted("Sheet");
    await counted(id, "2026-01-05");
    await counted(id, "2026-04-01");
    await counted(id, "2026-04-10T08:00", "9.9");
    const { sheets } = await readEntrySheet(nurse(), { id });
    expect(sheets[0]?.reports.map(({ collectedOn, results }) => [collectedOn, results[0]?.text])).toEqual([
      ["2026-04-10", "9.9"],
    ]);
    expect(sheets[0]?.record.reports.map(({ collected }) => collected.date)).toEqual([
      "2026-04-01",
      "2026-04-10",
    ]);
  });

  test("a report whose correction moved it out of the window is not read in its older version", async () => {
    const id = await admitted("Moved");
    const report = await counted(id, "2026-04-02");
    await correctReport(nurse(), {
      id: report.id,
      ifMatch: 1,
      input: {
        reason: "typing-error",
        collected: "2026-01-02",
        results: [{ analyte: "HGB", text: "12.4", unit: "g/dL" }],
      },
    });
    const { sheets } = await readEntrySheet(nurse(), { id });
    expect(sheets[0]?.record.reports.map(({ version, collected }) => [version, collected.date])).toEqual([
      [1, "2026-04-02"],
      [2, "2026-01-02"],
    ]);
  });
});
