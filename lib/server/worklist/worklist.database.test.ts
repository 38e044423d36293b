import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorklistRow } from "@/lib/contract/worklist";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse } from "@/lib/server/patients/treatment";
import { recordReport } from "@/lib/server/reports/reports";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { searchPatients } from "./patient-search";
import { listPatients } from "./worklist";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
  for (const [index, start] of STARTS.entries()) await admit(index, start);
  await createPatient(hospital.asker("nurse", "south"), { input: { ...person(99), familyName: "Southern" } });
});
afterAll(() => hospital.close());

/** First inductions of the test's patients; the clock of the tests is 2026-04-10. */
const STARTS = [
  "2026-03-02",
  "2026-03-12",
  "2026-03-13",
  "2026-03-14",
  "2026-05-01",
  null,
  "2026-03-06",
  "2026-03-05",
] as const;

const person = (index: number) => ({
  mrn: `W-${String(index).padStart(2, "0")}`,
  familyName: ["Ålund", "Öz", "Brown", "brown", "Çelik", "Dvořák", "Eßer", "Straße"][index] ?? "Zed",
  givenName: `G${index}`,
  birthDate: `19${70 + (index % 20)}-01-01`,
  sex: "female",
});

async function admit(index: number, start: string | null): Promise<void> {
  const nurse = hospital.asker("nurse");
  const { id } = await createPatient(nurse, { input: person(index) });
  if (start !== null) await addCourse(nurse, { id, input: { phase: "induction", start } });
  if (index % 2 === 1) return;
  const results = [{ analyte: "WBC", text: String(3 + index), unit: "10*9/L" }];
  await recordReport(nurse, {
    id,
    input: { specimen: "blood", collected: `2026-03-0${index + 1}T08:00`, results },
  });
}

const list = (input: object = {}) => listPatients(hospital.asker("oncologist"), { input });
const mrns = (items: readonly WorklistRow[]) => items.map((row) => row.mrn);

test("another site's patients are not in it, nor in its total", async () => {
  const { items, total } = await list();
  expect(total).toBe(STARTS.length);
  expect(mrns(items)).not.toContain("W-99");
});

describe.each(["name", "-name", "wbc", "-wbc", "dayZero", "-dayZero", "lastCount", "milestone", "-changed"])(
  "by %s",
  (sort) => {
    test.each([1, 3, 7])("pages of %s give every patient once, in the order of one page", async (limit) => {
      const whole = mrns((await list({ sort, limit: 200 })).items);
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ sort, limit, cursor });
        paged.push(...mrns(page.items));
        cursor = page.next;
        expect(page.total).toBe(STARTS.length);
      } while (cursor !== null);
      expect(paged).toEqual(whole);
      expect([...whole].sort()).toHaveLength(new Set(whole).size);
    });
  },
);

test("names are ordered without accents and case", async () => {
  const { items } = await list({ sort: "name" });
  expect(items.map((row) => row.familyName)).toEqual([
    "Ålund",
    "Brown",
    "brown",
    "Çelik",
    "Dvořák",
    "Eßer",
    "Öz",
    "Straße",
  ]);
});

test("patients without a value come last in either direction", async () => {
  for (const sort of ["wbc", "-wbc"]) {
    const { items } = await list({ sort });
    expect(
      items.slice(-4).every((row) => row.counts.WBC === null),
      sort,
    ).toBe(true);
  }
});

describe("what time alone changes is told from today", () => {
  const states = async (now: string) =>
    Object.fromEntries(
      (await listPatients(hospital.asker("oncologist", "north", now))).items.map((row) => [
        row.mrn,
        row.milestone,
      ]),
    );

  test("the window opens on elapsed day 28 and closes after day 35", async () => {
    expect(await states("2026-04-10T12:00:00.000Z")).toEqual({
      "W-00": "missed",
      "W-01": "awaiting-sample",
      "W-02": "awaiting-sample",
      "W-03": "upcoming",
      "W-04": "not-started",
      "W-05": "not-started",
      "W-06": "awaiting-sample",
      "W-07": "missed",
    });
  });

  test("the filter and the row agree for every state, on every day around the window", async () => {
    for (let day = 1; day <= 30; day += 1) {
      const now = `2026-04-${String(day).padStart(2, "0")}T23:30:00.000Z`;
      const all = (await listPatients(hospital.asker("oncologist", "north", now))).items;
      for (const milestone of ["not-started", "upcoming", "awaiting-sample", "missed", "met"] as const) {
        const asker = hospital.asker("oncologist", "north", now);
        const filtered = (await listPatients(asker, { input: { milestone } })).items;
        expect(mrns(filtered), `${now} ${milestone}`).toEqual(
          mrns(all.filter((row) => row.milestone === milestone)),
        );
      }
      for (const remission of ["not-applicable", "indeterminate"] as const) {
        const asker = hospital.asker("oncologist", "north", now);
        const filtered = (await listPatients(asker, { input: { remission } })).items;
        const shown = all.filter((row) => row.remission === remission);
        expect(mrns(filtered), `${now} ${remission}`).toEqual(mrns(shown));
      }
    }
  });
});

test("search finds by name without accents, by MRN and by study code, at the own site only", async () => {
  const search = async (text: string) =>
    mrns((await searchPatients(hospital.asker("nurse"), { input: { text } })).items);
  expect(await search("celik")).toEqual(["W-04"]);
  expect(await search("DVORAK")).toEqual(["W-05"]);
  expect(await search("g6")).toEqual(["W-06"]);
  expect(await search("W-0")).toHaveLength(STARTS.length);
  expect(await search("southern")).toEqual([]);
  expect(await search("%")).toEqual([]);
});

test("unknown sorts, filters, sizes and keys are refused", async () => {
  for (const input of [
    { sort: "nameKey" },
    { limit: 201 },
    { milestone: "soon" },
    { site: "south" },
    { limit: 0 },
  ]) {
    await expect(list(input)).rejects.toMatchObject({ code: "invalid" });
  }
});
