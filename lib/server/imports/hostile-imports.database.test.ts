import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError, ERROR_STATUS } from "@/lib/errors";
import type { ImportFormatId } from "@/lib/imports/registry";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { blood, bytes, message } from "./fixtures/invented-messages";
import { cancelImport, readImportProgress } from "./import-progress";
import { answerImport, commitImport, createImport } from "./imports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const upload = (format: ImportFormatId, file: Uint8Array) =>
  createImport(nurse(), { input: { format, bytes: file } });
const createAll = (id: string) =>
  answerImport(nurse(), { id, input: { patients: {}, unknownPatients: "create" } });

/** Everything an import could leave behind in the record. */
async function stateHash(): Promise<string> {
  const { prisma } = hospital.database;
  const state = [
    await prisma.patient.findMany({ orderBy: { id: "asc" } }),
    await prisma.report.findMany({ orderBy: { seq: "asc" } }),
    await prisma.patientSummary.findMany({ orderBy: { patientId: "asc" } }),
    await prisma.chainHead.findUnique({ where: { chain: "report" } }),
  ];
  return createHash("sha256").update(JSON.stringify(state)).digest("hex");
}

const table = (rows: number, collected: (row: number) => string) =>
  [
    "MRN,Family name,Given name,Birth date,Sex,Collection date,Accession,Test,Value,Unit",
    ...Array.from(
      { length: rows },
      (_, row) =>
        `T${Math.floor(row / 2) % 40},Table,Test,1990-01-01,female,${collected(row)},A${Math.floor(row / 2)},${row % 2 ? "WBC" : "HGB"},${row % 2 ? "5.2" : "12.40"},${row % 2 ? "10*9/L" : "g/dL"}`,
    ),
    "",
  ].join("\n");

test("a table imported five times, then three times at once, is there once", async () => {
  const { prisma } = hospital.database;
  const file = bytes(table(80, () => "2026-03-31"));
  const first = await upload("csv", file);
  expect(first).toMatchObject({ patientTotal: 40, counts: { rows: 80, new: 80 } });
  await createAll(first.id);
  await commitImport(nurse(), { id: first.id });
  expect(await prisma.report.count()).toBe(40);
  for (let again = 0; again < 4; again += 1) {
    const one = await upload("csv", file);
    expect(await commitImport(nurse(), { id: one.id })).toMatchObject({ counts: { same: 80, new: 0 } });
  }
  const next = bytes(table(80, () => "2026-03-30").replaceAll(",A", ",B"));
  const three = await Promise.all([upload("csv", next), upload("csv", next), upload("csv", next)]);
  const done = await Promise.all(three.map(({ id }) => commitImport(nurse(), { id })));
  expect(done.map(({ counts }) => counts.new).sort()).toEqual([0, 0, 80]);
  expect(await prisma.report.count()).toBe(80);
});

test("one bad row at any of twenty places of 10,000 is named by line and column, and nothing is written", async () => {
  const before = await stateHash();
  for (let place = 0; place < 20; place += 1) {
    const bad = Math.min(9_999, place * 526);
    const file = table(10_000, (row) => (row === bad ? "2026-02-30" : "2026-03-29")).replaceAll(",A", ",C");
    const { id, counts } = await upload("csv", bytes(file));
    expect(counts).toMatchObject({ rows: 10_000, refused: 1 });
    const refusal: unknown = await commitImport(nurse(), { id }).catch((reason: unknown) => reason);
    expect(refusal, `row ${bad}`).toMatchObject({
      code: "import-refused",
      fields: [{ message: expect.stringMatching(new RegExp(`^Line ${bad + 2}, column \\d+: `)) }],
    });
  }
  expect(await stateHash()).toBe(before);
}, 240_000);

/** Numbers that are the same in every run. */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const VALID: Readonly<Record<string, string>> = {
  "hl7-oru": String.fromCharCode(...message(blood({ mrn: "Z-1", accession: "Z-1" }))),
  csv: table(6, () => "2026-03-28").replaceAll("\nT", "\nZ"),
};

test("500 payloads, half mutated from valid ones, are refused in words or answered, and write nothing by half", async () => {
  const next = lots(29);
  const before = await stateHash();
  const formats = Object.keys(VALID) as ImportFormatId[];
  const pick = (length: number) => Math.floor(next() * length);
  for (let round = 0; round < 500; round += 1) {
    const format = formats[round % formats.length] ?? "csv";
    const valid = bytes(VALID[format] ?? "");
    const payload =
      round % 4 < 2
        ? Uint8Array.from({ length: pick(400) }, () => pick(256))
        : Uint8Array.from(valid.slice(0, round % 3 ? valid.length : pick(valid.length)));
    for (let change = 0; change < 1 + pick(8); change += 1) {
      if (payload.length > 0) payload[pick(payload.length)] = pick(round % 5 ? 128 : 256);
    }
    try {
      const { id } = await upload(format, payload);
      // Nobody has named a patient, so a commit keeps the rows and writes none.
      await commitImport(nurse(), { id });
    } catch (reason) {
      expect(reason, `round ${round}`).toBeInstanceOf(AppError);
      if (reason instanceof AppError) expect(ERROR_STATUS[reason.code], reason.message).toBeLessThan(500);
    }
  }
  expect(await stateHash()).toBe(before);
}, 240_000);

test("a long reading is seen by whoever began it, can be cancelled, and leaves nothing", async () => {
  const before = await stateHash();
  const imports = await hospital.database.prisma.import.count();
  const reading = upload("csv", bytes(table(20_000, () => "2026-03-27")));
  const outcome = reading.then(
    () => "done",
    (reason: { code: string }) => reason.code,
  );
  let seen: string | undefined;
  while (seen === undefined) {
    const { items } = await readImportProgress(nurse(), {});
    seen = items[0]?.importId;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await readImportProgress(hospital.asker("oncologist"), {})).items).toEqual([]);
  await expect(cancelImport(hospital.asker("oncologist"), { id: seen })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await cancelImport(nurse(), { id: seen })).toEqual({ cancelled: true });
  expect(await outcome).toBe("cancelled");
  expect(await hospital.database.prisma.import.count()).toBe(imports);
  expect(await stateHash()).toBe(before);
  expect((await readImportProgress(nurse(), {})).items).toEqual([]);
});
