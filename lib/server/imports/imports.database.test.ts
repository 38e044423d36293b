import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportAnswer } from "@/lib/contract/import";
import { correctReport } from "@/lib/server/reports/report-corrections";
import { listReports, listReportVersions } from "@/lib/server/reports/report-list";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { listPatients } from "@/lib/server/worklist/worklist";
import { answerImport, commitImport, createImport, readImport } from "./imports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const message = (lines: readonly string[]) => bytes(`${lines.join("\r")}\r`);
const header = "MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1";
const cbc = (mrn: string, accession: string, hgb: string, status = "F") => [
  header,
  `PID|1||${mrn}^^^H^MR||Import^Test||19900101|F`,
  `OBR|1||${accession}|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||${status}`,
  `OBX|1|NM|718-7^Hemoglobin^LN||${hgb}|g/dL|11.7-15.3|N|||${status}`,
  `OBX|2|NM|6690-2^WBC^LN||5.2|10*3/uL|4.0-10.0|N|||${status}`,
];

const nurse = () => hospital.asker("nurse");
const upload = (file: Uint8Array) => createImport(nurse(), { input: { format: "hl7-oru", bytes: file } });
const create = (one: ImportAnswer) =>
  answerImport(nurse(), {
    id: one.id,
    input: { patients: { [one.patients[0]?.key ?? ""]: { create: true } } },
  });
const commit = (one: ImportAnswer) => commitImport(nurse(), { id: one.id });

async function stored(): Promise<unknown> {
  const { prisma } = hospital.database;
  return { patients: await prisma.patient.count(), reports: await prisma.report.count() };
}

async function imported(file: Uint8Array): Promise<ImportAnswer> {
  const preview = await upload(file);
  if (preview.questions.length > 0) await create(preview);
  return await commit(preview);
}

test("a file is shown before it is written; its patient is created when a person says so; again changes nothing", async () => {
  const before = await stored();
  const preview = await upload(message(cbc("I-1", "B-1", "12.4")));
  expect(preview).toMatchObject({
    state: "needs-answers",
    counts: { rows: 2, new: 2, setAside: 0 },
    patients: [{ state: "unknown" }],
  });
  expect(await stored()).toEqual(before);
  expect(await create(preview)).toMatchObject({ state: "ready", patients: [{ state: "to-create" }] });
  const committed = await commit(preview);
  expect(committed).toMatchObject({ state: "committed", counts: { rows: 2, new: 2 } });
  const after = await stored();
  expect(await commit(preview)).toEqual(committed);
  const again = await upload(message(cbc("I-1", "B-1", "12.4")));
  expect(again).toMatchObject({
    state: "ready",
    counts: { rows: 2, same: 2, new: 0 },
    patients: [{ state: "matched" }],
  });
  expect(await commit(again)).toMatchObject({ counts: { same: 2 } });
  expect(await stored()).toEqual(after);
  expect(await readImport(nurse(), { id: again.id })).toMatchObject({
    state: "committed",
    counts: { same: 2 },
  });
});

test("the same file three times at once is written once", async () => {
  await imported(message(cbc("I-2", "B-2", "12.4")));
  const before = await hospital.database.prisma.report.count();
  const file = message(cbc("I-2", "B-2b", "11.0"));
  const previews = await Promise.all([upload(file), upload(file), upload(file)]);
  const counts = (await Promise.all(previews.map(commit))).map((done) => done.counts.new).sort();
  expect(counts).toEqual([0, 0, 2]);
  expect(await hospital.database.prisma.report.count()).toBe(before + 1);
});

test("a laboratory's correction is a new version, merged over the old one, which stays", async () => {
  const first = await imported(message(cbc("I-3", "B-3", "12.4")));
  const correction = cbc("I-3", "B-3", "9.4", "C").filter((line) => !line.startsWith("OBX|2"));
  const second = await imported(message(correction));
  expect(second.counts).toMatchObject({ rows: 1, changed: 1 });
  const [patient] = first.patients;
  const { items } = await listReports(nurse(), { id: patient?.patientId ?? "" });
  expect(items).toHaveLength(1);
  const { items: versions } = await listReportVersions(nurse(), { id: items[0]?.id ?? "" });
  expect(
    versions.map(({ version, results }) => [
      version,
      results.map(({ analyte, text }) => `${analyte} ${text}`),
    ]),
  ).toEqual([
    [2, ["HGB 9.4", "WBC 5.2"]],
    [1, ["HGB 12.4", "WBC 5.2"]],
  ]);
});

test("a patient who is nearly the same is a question; another's accession number is set aside", async () => {
  await imported(message(cbc("I-4", "B-4", "12.4")));
  const other = cbc("I-4", "B-4x", "12.0").map((line) => line.replace("19900101", "19900102"));
  expect(await upload(message(other))).toMatchObject({
    state: "needs-answers",
    patients: [{ state: "near", candidates: [{ mrn: "I-4" }] }],
  });
  const taken = await upload(
    message(cbc("I-5", "B-4", "12.0").map((line) => line.replace("Import^Test", "Else^Who"))),
  );
  expect(taken.rows.map((row) => row.code)).toEqual(["accession-elsewhere", "accession-elsewhere"]);
});

test("one accession number for two patients of one file sets both aside", async () => {
  const both = [...cbc("I-51", "B-51", "12.4"), ...cbc("I-52", "B-51", "11.9").slice(1)];
  const { rows, counts } = await upload(message(both));
  expect(counts).toMatchObject({ rows: 4, setAside: 4 });
  expect(new Set(rows.map((row) => row.code))).toEqual(new Set(["accession-elsewhere"]));
});

test("committed without saying whose it is, the rows wait with the import and nothing is written", async () => {
  const before = await stored();
  const preview = await upload(
    message(cbc("I-6", "B-6", "12.4").map((line) => line.replace("Import^Test", "No^Body"))),
  );
  expect(await commit(preview)).toMatchObject({
    counts: { rows: 2, new: 0, setAside: 2 },
    rows: [{ code: "unknown-patient" }, {}],
  });
  expect(await stored()).toEqual(before);
});

describe("a bad file is refused in words and writes nothing", () => {
  test.each([
    ["truncated", message(cbc("I-9", "B-9", "12.4")).slice(0, -40), "truncated"],
    ["a PDF", bytes("%PDF-1.7\n1 0 obj"), "wrong-kind"],
    ["JSON", bytes('{"resourceType":"Bundle"}'), "wrong-kind"],
    ["empty", bytes(""), "empty"],
    ["another message", message([header.replace("ORU^R01^ORU_R01", "ADT^A01"), "PID|1||X"]), "message-type"],
  ])("%s", async (_name, file, code) => {
    const before = await stored();
    await expect(upload(file)).rejects.toMatchObject({ fields: [{ path: "file", code }] });
    expect(await stored()).toEqual(before);
    expect(await hospital.database.prisma.import.count({ where: { payload: new Uint8Array(file) } })).toBe(0);
  });
});

const sample = fileURLToPath(new URL("../../../../shared/samples/nist-lri-cbc.hl7", import.meta.url));
const reason = existsSync(sample) ? "" : " (skipped: the samples folder is not beside the repository)";

test.skipIf(!existsSync(sample))(
  `a published message goes in whole, its defects set aside${reason}`,
  async () => {
    const file = new Uint8Array(readFileSync(sample));
    const preview = await upload(file);
    expect(preview.counts).toEqual({ rows: 28, new: 18, same: 0, changed: 0, setAside: 10, refused: 0 });
    expect(preview.rows.map((row) => row.at)).toEqual(Array.from({ length: 28 }, (_, n) => `OBX[${n + 1}]`));
    const haemoglobin = preview.rows[1];
    expect(haemoglobin).toMatchObject({
      analyte: "HGB",
      outcome: "set-aside",
      code: "unit-refused",
      text: "12.5",
      unit: "g/mL",
    });
    await create(preview);
    await commit(preview);
    const { items } = await listPatients(nurse(), {});
    const jones = items.find((row) => row.mrn === "PATID1234");
    expect(jones).toMatchObject({
      familyName: "Jones",
      counts: { WBC: { value: 105.6 }, PLT: { value: 210 } },
    });
    const { items: reports } = await listReports(nurse(), { id: jones?.id ?? "" });
    const value = (analyte: string) => reports[0]?.results.find((result) => result.analyte === analyte);
    expect(value("WBC")).toMatchObject({
      text: "105600",
      unit: "{cells}/uL",
      value: 105.6,
      canonicalUnit: "10*9/L",
      flag: "HH",
    });
    expect(value("RBC")).toMatchObject({ interval: { low: 4.3, high: 6.2 } });
    expect(value("HGB")).toMatchObject({ text: "12.5", unit: "g/mL", value: null, state: "set-aside" });
    expect((await imported(file)).counts).toEqual({
      rows: 28,
      new: 0,
      same: 18,
      changed: 0,
      setAside: 10,
      refused: 0,
    });
  },
);

test("a value that was set aside stays as it is while another is corrected", async () => {
  const lines = cbc("I-7", "B-7", "12.5").map((line) =>
    line.startsWith("OBX|1") ? line.replace("g/dL", "g/mL") : line,
  );
  const { patients } = await imported(message(lines));
  const { items } = await listReports(nurse(), { id: patients[0]?.patientId ?? "" });
  const [report] = items;
  const results = (report?.results ?? []).map(({ analyte, text, unit, sentInterval }) => ({
    analyte,
    text: analyte === "WBC" ? "5.3" : text,
    unit,
    interval: sentInterval,
  }));
  const corrected = await correctReport(nurse(), {
    id: report?.id ?? "",
    ifMatch: 1,
    input: { reason: "typing-error", results },
  });
  expect(corrected.results.map(({ text, state }) => [text, state])).toEqual([
    ["12.5", "set-aside"],
    ["5.3", "ok"],
  ]);
  const worse = results.map((one) => (one.analyte === "HGB" ? { ...one, text: "12.6" } : one));
  await expect(
    correctReport(nurse(), {
      id: report?.id ?? "",
      ifMatch: 2,
      input: { reason: "typing-error", results: worse },
    }),
  ).rejects.toMatchObject({ fields: [{ path: "results.0.unit", code: "unit-refused" }] });
});
