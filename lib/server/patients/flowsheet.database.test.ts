import { afterAll, beforeAll, expect, test } from "vitest";
import { BLOCK } from "@/lib/figures/flowsheet/flowsheet-sheet";
import { mergePatient } from "@/lib/server/patients/merge";
import { createPatient } from "@/lib/server/patients/patients";
import { recordReport } from "@/lib/server/reports/reports";
import { changePreferences } from "@/lib/server/session/me";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { readFlowsheet } from "./flowsheet";
import { readPatientPage } from "./patient-page";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");

async function newPatient(mrn: string): Promise<string> {
  const input = { mrn, familyName: "Sheet", givenName: mrn, birthDate: "1990-01-01", sex: "female" };
  return (await createPatient(nurse(), { input })).id;
}
const count = (id: string, collected: string, text: string) =>
  recordReport(nurse(), {
    id,
    input: { specimen: "blood", collected, results: [{ analyte: "HGB", text, unit: "g/dL" }] },
  });
const block = (id: string, input: object) => readFlowsheet(nurse(), { id, input });

test("older columns come by block, of a merged record too, and a block that is not there is not found", async () => {
  const [kept, gone] = [await newPatient("F-1"), await newPatient("F-2")];
  for (let day = 0; day < BLOCK; day += 1) {
    await count(kept, `2026-0${1 + Math.floor(day / 28)}-${String((day % 28) + 1).padStart(2, "0")}`, "12.4");
  }
  await expect(block(kept, { block: "1" })).rejects.toMatchObject({ code: "not-found" });
  await count(gone, "2025-12-24T08:30", "9.8");
  await mergePatient(nurse(), { id: gone, ifMatch: 1, input: { into: kept, reason: "one person, twice" } });
  const older = await block(kept, { block: "1" });
  expect(older.block.columns.map(({ date }) => date)).toEqual(["2025-12-24"]);
  expect(older.block.cells).toEqual([[expect.objectContaining({ text: "9.8" })]]);
  expect(older.block.columns[0]?.reports[0]?.version).toBe("final, version 1 by nurse North");
  // Replayed as of a moment before they were known, there are none.
  await expect(block(kept, { block: "1", asOf: "2026-01-01" })).rejects.toMatchObject({ code: "not-found" });
});

test("where the newest column stands is kept for one person and nobody else", async () => {
  const id = await newPatient("F-3");
  const newest = async (asker = nurse()) => (await readPatientPage(asker, { id })).newest;
  expect(await newest()).toBe("right");
  await changePreferences(nurse(), { input: { newest: "left" } });
  expect(await newest()).toBe("left");
  expect(await newest(hospital.asker("oncologist"))).toBe("right");
  await expect(changePreferences(nurse(), { input: { newest: "up" } })).rejects.toMatchObject({
    code: "invalid",
  });
});
