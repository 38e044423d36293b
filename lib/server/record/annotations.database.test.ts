import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { createPatient } from "@/lib/server/patients/patients";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { addAnnotation, editAnnotation, withdrawAnnotation } from "./annotations";

let hospital: TestHospital;
let id: string;
beforeAll(async () => {
  hospital = await openTestHospital();
  const input = { mrn: "AN-1", familyName: "A", givenName: "B", birthDate: "1990-01-01", sex: "female" };
  id = (await createPatient(nurse(), { input })).id;
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const add = (on: string, text: string) => addAnnotation(nurse(), { id, input: { on, text } });
const read = async (input: object = {}) =>
  (await readPatientPage(hospital.asker("oncologist"), { id, input })).whole.annotations;

describe("an annotation", () => {
  test("stands by its day, word for word, with its author; a replay before its day has none", async () => {
    const hostile = `<img src=x onerror=alert(1)> "x" & 'y' \u202Eback`;
    await add("2026-03-20", hostile);
    await add("2026-03-05", "Fever, antibiotics");
    const found = await read();
    expect(found.map(({ on, text }) => [on, text])).toEqual([
      ["2026-03-05", "Fever, antibiotics"],
      ["2026-03-20", hostile],
    ]);
    expect(found[0]?.author).not.toBe("");
    expect(await read({ asOf: "2026-03-04" })).toEqual([]);
  });

  test("is changed from the version that was read, its day or its words, and taken back with a reason", async () => {
    const { id: mine } = await add("2026-03-08", "Dose halved");
    const moved = await editAnnotation(nurse(), { id: mine, input: { on: "2026-03-09" }, ifMatch: 1 });
    expect(moved).toMatchObject({ on: "2026-03-09", text: "Dose halved", version: 2 });
    await expect(
      editAnnotation(nurse(), { id: mine, input: { text: "x" }, ifMatch: 1 }),
    ).rejects.toMatchObject({ code: "conflict", current: { version: 2, on: "2026-03-09" } });
    await expect(editAnnotation(nurse(), { id: mine, input: { text: "x" } })).rejects.toMatchObject({
      code: "version-required",
    });
    await withdrawAnnotation(nurse(), { id: mine, input: { note: "of another patient" }, ifMatch: 2 });
    expect((await read()).some((one) => one.id === mine)).toBe(false);
    await expect(
      editAnnotation(nurse(), { id: mine, input: { text: "back" }, ifMatch: 3 }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test.each([
    ["of a day to come", { on: "2026-04-11", text: "x" }, "on"],
    ["before birth", { on: "1989-12-31", text: "x" }, "on"],
    ["of no day", { on: "2026-02-30", text: "x" }, "on"],
    ["without words", { on: "2026-03-05", text: "  " }, "text"],
    ["of two lines", { on: "2026-03-05", text: "a\nb" }, "text"],
    ["longer than can be drawn", { on: "2026-03-05", text: "x".repeat(201) }, "text"],
  ])("%s is refused and the field named", async (_name, input, path) => {
    await expect(addAnnotation(nurse(), { id, input })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path }],
    });
  });
});
