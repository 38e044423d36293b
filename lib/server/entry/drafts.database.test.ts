import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DRAFT_LIMIT, NO_DRAFT } from "@/lib/contract/draft";
import { createPatient } from "@/lib/server/patients/patients";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { readDraft, saveDraft } from "./drafts";

let hospital: TestHospital;
let patientId: string;
let key: string;

beforeAll(async () => {
  hospital = await openTestHospital();
  const { id } = await createPatient(hospital.asker("nurse"), {
    input: { mrn: "D-1", familyName: "Draft", givenName: "One", birthDate: "1990-01-01", sex: "female" },
  });
  patientId = id;
  key = `patient-${id}-blood`;
});
afterAll(() => hospital.close());

const typed = (text: string) => ({
  ...NO_DRAFT,
  rows: [{ id: "new-1", patientId, base: null, key: null, cells: { HGB: text } }],
});

describe("a draft", () => {
  test("comes back as it was typed, from version to version, and a version that is over is refused", async () => {
    const nurse = hospital.asker("nurse");
    expect(await readDraft(nurse, { id: key })).toMatchObject({
      version: 0,
      body: NO_DRAFT,
      decimalMark: ".",
    });
    await saveDraft(nurse, { id: key, input: typed("11,8"), ifMatch: 0 });
    await saveDraft(nurse, { id: key, input: typed(" 11,9 "), ifMatch: 1 });
    expect(await readDraft(nurse, { id: key })).toMatchObject({ version: 2, body: typed(" 11,9 ") });
    await expect(saveDraft(nurse, { id: key, input: typed("1"), ifMatch: 1 })).rejects.toMatchObject({
      code: "conflict",
      current: { version: 2 },
    });
    await expect(saveDraft(nurse, { id: key, input: typed("1") })).rejects.toMatchObject({
      code: "version-required",
    });
    expect((await readDraft(nurse, { id: key })).body).toEqual(typed(" 11,9 "));
  });

  test("is one's own: a colleague has another under the same key, and another site sees neither", async () => {
    expect((await readDraft(hospital.asker("oncologist"), { id: key })).version).toBe(0);
    for (const id of [key, `patient-${patientId}-urine`, "ward", "ward-blood-x", ""]) {
      await expect(readDraft(hospital.asker("nurse", "south"), { id })).rejects.toMatchObject({
        code: "not-found",
      });
    }
    await expect(
      saveDraft(hospital.asker("nurse", "south"), { id: key, input: typed("1"), ifMatch: 0 }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  test("that is too large is refused whole, and what was kept before stays", async () => {
    const nurse = hospital.asker("nurse");
    const [row] = typed("x".repeat(200)).rows;
    const cells = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`A${at}`, "x".repeat(200)]));
    const rows = Array.from({ length: 40 }, () => ({ ...row, cells }));
    expect(JSON.stringify(rows).length).toBeGreaterThan(DRAFT_LIMIT);
    await expect(
      saveDraft(nurse, { id: "ward-blood", input: { ...NO_DRAFT, rows }, ifMatch: 0 }),
    ).rejects.toMatchObject({ code: "body-too-large" });
    expect((await readDraft(nurse, { id: "ward-blood" })).version).toBe(0);
  });

  test("is read by the decimal mark of its site", async () => {
    await hospital.database.prisma.site.update({ where: { id: "site-south" }, data: { decimalMark: "," } });
    expect(await readDraft(hospital.asker("nurse", "south"), { id: "ward-csf" })).toMatchObject({
      decimalMark: ",",
    });
  });

  test("leaves none of its values in the audit", async () => {
    const entries = await hospital.database.prisma.auditEntry.findMany({ where: { action: "draft.save" } });
    expect(entries.filter(({ outcome }) => outcome === "done")).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toMatch(/11[.,][89]/);
    expect(entries[0]).toMatchObject({ patientId, objectKind: "draft", detail: '{"rows":1,"cells":1}' });
  });
});
