import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportAnswer, ImportAnswers } from "@/lib/contract/import";
import { workbook } from "@/lib/imports/fixtures/build-workbook";
import type { ImportFormatId } from "@/lib/imports/registry";
import { listReports } from "@/lib/server/reports/report-list";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { answerImport, commitImport, createImport } from "./imports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const upload = (file: string | Uint8Array, format: ImportFormatId = "csv") =>
  createImport(nurse(), {
    input: { format, bytes: typeof file === "string" ? new TextEncoder().encode(file) : file },
  });
const answer = (one: ImportAnswer, input: Partial<ImportAnswers>) =>
  answerImport(nurse(), { id: one.id, input: { patients: {}, ...input } });
const createAll = (one: ImportAnswer) =>
  answer(one, {
    patients: Object.fromEntries(one.patients.map(({ key }) => [key, { create: true as const }])),
  });
const commit = (one: ImportAnswer) => commitImport(nurse(), { id: one.id });

const HEADINGS = "MRN;Nachname;Vorname;Geburtsdatum;Datum;Leukozyten;Hämoglobin [g/dL]";

test("a table's questions are asked once; the values are kept as written and read with the answers", async () => {
  const file = (mrn: string) => `${HEADINGS}\n${mrn};Ahorn;Eva;02.03.1990;03/04/2025; 1,234 ;12,40\n`;
  const asked = await upload(file("T-1"));
  expect(asked.state).toBe("needs-answers");
  expect(asked.questions.map(({ code, about }) => [code, about]).slice(0, 2)).toEqual([
    ["unit", "Leukozyten"],
    ["date-order", "Datum"],
  ]);
  await createAll(asked);
  const ready = await answer(asked, { units: { Leukozyten: "10*9/L" }, dateOrder: "dmy" });
  expect(ready).toMatchObject({ state: "ready", counts: { rows: 2, new: 2 } });
  const done = await commit(ready);
  expect(done.counts).toMatchObject({ rows: 2, new: 2, setAside: 0, refused: 0 });
  const { items } = await listReports(nurse(), { id: done.patients[0]?.patientId ?? "" });
  expect(items).toMatchObject([{ collectedOn: "2025-04-03", status: "final" }]);
  expect(items[0]?.results.filter(({ derived }) => !derived).map(({ text, value }) => [text, value])).toEqual(
    [
      [" 1,234 ", 1.234],
      ["12,40", 12.4],
    ],
  );

  const next = await upload(file("T-2"));
  expect(next.questions.filter(({ code }) => code === "unit" || code === "date-order")).toEqual([]);
  expect(await commit(await upload(file("T-1")))).toMatchObject({ counts: { rows: 2, same: 2, new: 0 } });
});

test("a column that is asked about is asked about once, and not as a code of the source's own as well", async () => {
  const asked = await upload("MRN;Datum;Neutrophils;LEUK\nT-7;2026-03-31;3;5,2\n");
  expect(asked.questions.filter(({ code }) => code === "column").map(({ about }) => about)).toEqual([
    "Neutrophils",
    "LEUK",
  ]);
  expect(asked.unmapped).toEqual([]);
  const named = await upload("MRN;Datum;Test;Wert;Einheit\nT-7;2026-03-31;Neutrophils;3;\n");
  expect(named.unmapped).toMatchObject([{ code: "Neutrophils", rows: 1 }]);
});

test("a bad line stops the whole table, named by line and column; the good rows go in where a person says so", async () => {
  const head = "mrn,familyName,givenName,birthDate,date,HGB (g/dL)";
  const who = "T-9,Birch,Odo,1990-01-01";
  const asked = await upload(`${head}\n${who},2026-03-30,12\n${who},2026-02-30,13\n${who},2026-03-31,11,9\n`);
  const named = await createAll(asked);
  expect(named.counts).toMatchObject({ rows: 3, refused: 2 });
  expect(named.rows.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 6, null],
    [3, 6, "date-impossible"],
    [4, 7, "uneven-line"],
  ]);
  await expect(commit(named)).rejects.toMatchObject({ code: "import-refused" });
  await answer(named, { accept: "good-rows" });
  expect((await commit(named)).counts).toMatchObject({ new: 1, refused: 2 });

  const nameless = await upload("mrn,date,HGB (g/dL)\nT-9,2026-03-29,12\n");
  expect(nameless.patients).toMatchObject([
    { state: "near", candidates: [{ mrn: "T-9", why: "the same MRN; the file gives no birth date" }] },
  ]);
});

test("a workbook goes in like a table of text", async () => {
  const rows = [
    ["mrn", "familyName", "givenName", "birthDate", "date", "HGB (g/dL)"],
    ["T-20", "Elm", "Ida", "1991-05-05", { number: "46112", style: 1 }, { number: "12.4", style: 2 }],
  ];
  const asked = await upload(await workbook({ rows, formats: ["yyyy-mm-dd", "0.00"] }), "xlsx");
  const done = await commit(await createAll(asked));
  const { items } = await listReports(nurse(), { id: done.patients[0]?.patientId ?? "" });
  expect(items).toMatchObject([{ collectedOn: "2026-03-31", results: [{ text: "12.40", value: 12.4 }] }]);
});
