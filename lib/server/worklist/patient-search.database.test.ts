import { afterAll, beforeAll, expect, test } from "vitest";
import { createPatient, editPatient } from "@/lib/server/patients/patients";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { searchPatients } from "./patient-search";

let hospital: TestHospital;
let garcia: string;
beforeAll(async () => {
  hospital = await openTestHospital();
  const admit = async (mrn: string, familyName: string, givenName: string, studyCode: string | null = null) =>
    await createPatient(hospital.asker("nurse"), {
      input: { mrn, familyName, givenName, studyCode, birthDate: "1990-01-01", sex: "female" },
    });
  garcia = (await admit("S-1", "García Márquez", "Ana María", "ALL-07")).id;
  await admit("S-2", "van der Berg", "Anna");
  await admit("S-3", 'O"Neill \\ 100%', "Sean");
  await admit("T-1", "Groß", "Łukasz");
});
afterAll(() => hospital.close());

const search = async (text: string) =>
  (await searchPatients(hospital.asker("nurse"), { input: { text } })).items.map((row) => row.mrn);

test.each([
  ["marq", ["S-1"]],
  ["GARCIA", ["S-1"]],
  ["maria gar", ["S-1"]],
  ["García Márquez, Ana", ["S-1"]],
  ["ann", ["S-2"]],
  ["an", ["S-1", "S-2"]],
  ["berg anna", ["S-2"]],
  ["gross", ["T-1"]],
  ["lukasz", ["T-1"]],
  ['o"neill', ["S-3"]],
  ["100%", ["S-3"]],
  ["S-", ["S-1", "S-3", "S-2"]],
  ["ALL-0", ["S-1"]],
  ["arcia", []],
  ["maria berg", []],
  ["%", []],
  ["_", []],
])("%j finds what begins like it, whichever of the names, and nothing else", async (text, found) => {
  expect((await search(text)).sort()).toEqual([...found].sort());
});

test("a changed name is found by the new one only", async () => {
  await editPatient(hospital.asker("nurse"), { id: garcia, ifMatch: 1, input: { familyName: "Lorca" } });
  expect([await search("lorca"), await search("marquez")]).toEqual([["S-1"], []]);
});

test("each part of the search walks an index", async () => {
  const { prisma, engine } = hospital.database;
  const looked = [
    `SELECT "patientId" FROM "NameWord" WHERE "siteId" = 'site-north' AND "word" >= 'an' AND "word" < 'an~'
     ORDER BY "word", "patientId" LIMIT 24`,
    ...["mrn", "studyCode"].map(
      (
        column,
      ) => `SELECT "id" FROM "Patient" WHERE "siteId" = 'site-north' AND "${column}" >= 'S' AND "${column}" < 'S~'
     ORDER BY "${column}" LIMIT 12`,
    ),
  ];
  for (const sql of looked) {
    const plan = await prisma.$transaction(async (tx) => {
      // With four patients PostgreSQL would rather read them all.
      if (engine === "postgresql") await tx.$executeRawUnsafe("SET LOCAL enable_seqscan = off");
      return await tx.$queryRawUnsafe(engine === "sqlite" ? `EXPLAIN QUERY PLAN ${sql}` : `EXPLAIN ${sql}`);
    });
    const told = JSON.stringify(plan, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
    expect(told).toMatch(
      engine === "sqlite" ? /SEARCH .* USING .*INDEX .*(word|mrn|studyCode)>\?/ : /Index (Only )?(Scan|Cond)/,
    );
    expect(told).not.toMatch(/SCAN \w+ |Seq Scan|TEMP B-TREE|"Sort/);
  }
});
