import { afterAll, beforeAll, expect, test } from "vitest";
import { mergePatient, unmergePatient } from "@/lib/server/patients/merge";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse, addExtramedullary, addSupport } from "@/lib/server/patients/treatment";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { editDiagnosis } from "./diagnosis";
import { addFollowUp } from "./follow-up";
import { addMarker } from "./markers";
import { addNote } from "./notes";
import { addProcedure } from "./procedures";
import { readRecord } from "./read-record";
import { addTrial } from "./trials";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");

async function newPatient(mrn: string): Promise<string> {
  const input = { mrn, familyName: "Two", givenName: mrn, birthDate: "1990-01-01", sex: "female" };
  return (await createPatient(nurse(), { input })).id;
}

/** One row of everything the record has beside results. */
async function fill(id: string, day: string, drug: string): Promise<void> {
  const on = `2026-03-${day}`;
  const add = [
    addCourse(nurse(), {
      id,
      input: { phase: "consolidation", start: on, kinds: ["targeted"], agents: [drug] },
    }),
    addSupport(nurse(), { id, input: { kind: "platelets", on } }),
    addExtramedullary(nurse(), { id, input: { finding: "absent", on } }),
    addProcedure(nurse(), { id, input: { kind: "smear", on, conclusion: `Seen on ${day}.` } }),
    addMarker(nurse(), { id, input: { test: "bcr-abl1", on, result: "negative" } }),
    addFollowUp(nurse(), { id, input: { test: `Marrow ${day}`, due: `2026-09-${day}` } }),
    addNote(nurse(), { id, input: { kind: "note", text: `Note of ${day}` } }),
    addTrial(nurse(), { id, input: { nct: `NCT000000${day}` } }),
  ];
  for (const one of add) await one;
}

test("the rows of merged records read as one person's, in order of date, and are two people's again when it is undone", async () => {
  const [kept, gone] = [await newPatient("W-1"), await newPatient("W-2")];
  await fill(kept, "20", "dasatinib");
  await fill(gone, "10", "imatinib");
  await editDiagnosis(nurse(), { id: gone, ifMatch: 0, input: { on: "2026-03-01", lineage: "T" } });
  const apart = await readRecord(nurse(), { id: kept, input: {} });
  expect([apart.procedures.length, apart.diagnosis.lineage]).toEqual([1, null]);

  await mergePatient(nurse(), { id: gone, ifMatch: 1, input: { into: kept, reason: "registered twice" } });
  const page = await readPatientPage(nurse(), { id: kept });
  const { whole } = page;
  expect(whole).toEqual(await readRecord(nurse(), { id: kept, input: {} }));
  expect(whole.procedures.map(({ on }) => on)).toEqual(["2026-03-10", "2026-03-20"]);
  expect(whole.procedures.map(({ conclusion }) => conclusion)).toEqual(["Seen on 10.", "Seen on 20."]);
  expect(whole.markers.map(({ on }) => on)).toEqual(["2026-03-10", "2026-03-20"]);
  expect(whole.followUps.map(({ due }) => due)).toEqual(["2026-09-10", "2026-09-20"]);
  expect(whole.notes.map(({ text }) => text).sort()).toEqual(["Note of 10", "Note of 20"]);
  expect(whole.trials.map(({ nct }) => nct).sort()).toEqual(["NCT00000010", "NCT00000020"]);
  // The surviving record has no diagnosis of its own: the other one's holds.
  expect(whole.diagnosis).toMatchObject({ on: "2026-03-01", lineage: "T" });
  expect([page.courses.length, page.support.length, page.extramedullary.length]).toEqual([2, 2, 2]);
  // Philadelphia is negative: both drugs against it are warned of, the absorbed record's too.
  expect(whole.warnings.filter(({ text }) => /atinib/i.test(text))).toHaveLength(2);

  await unmergePatient(nurse(), { id: gone, input: { reason: "two people after all" } });
  expect(await readRecord(nurse(), { id: kept, input: {} })).toEqual(apart);
});
