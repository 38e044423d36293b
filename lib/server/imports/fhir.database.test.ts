import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportAnswer } from "@/lib/contract/import";
import {
  asFile,
  bundle,
  type Json,
  loinc,
  MONA,
  observed,
  quantity,
  without,
} from "@/lib/imports/fixtures/build-bundle";
import type { ImportFormatId } from "@/lib/imports/registry";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { answerImport, commitImport, createImport } from "./imports";

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital();
});
afterAll(() => hospital.close());

const nurse = () => hospital.asker("nurse");
const upload = (file: string, format: ImportFormatId = "fhir") =>
  createImport(nurse(), { input: { format, bytes: new TextEncoder().encode(file) } });

async function imported(file: string, format?: ImportFormatId): Promise<ImportAnswer> {
  const preview = await upload(file, format);
  for (const { key, state } of preview.patients) {
    if (state !== "unknown") continue;
    await answerImport(nurse(), { id: preview.id, input: { patients: { [key]: { create: true } } } });
  }
  return await commitImport(nurse(), { id: preview.id });
}

/** A count of Mona's under one accession; the haemoglobin as written. */
const count = (hgb: string, accession: string, status = "final"): string => {
  const report: Json = {
    resourceType: "DiagnosticReport",
    status,
    identifier: [{ value: accession }],
    subject: { reference: "Patient/p1" },
    effectiveDateTime: "2026-03-31T08:30:00",
    result: ["a", "b", "c"].map((id) => ({ reference: `Observation/${id}` })),
  };
  return asFile(
    bundle([
      MONA,
      observed({ id: "a", status, effectiveDateTime: undefined, valueQuantity: quantity(hgb) }),
      observed({
        id: "b",
        status,
        code: loinc("777-3"),
        valueQuantity: quantity("1000", "10*9/L", { comparator: ">" }),
      }),
      without({
        id: "c",
        status,
        effectiveDateTime: undefined,
        code: loinc("751-8"),
        dataAbsentReason: { text: "specimen clotted" },
      }),
      report,
    ]),
  );
};

const versionsOf = async (accession: string) =>
  await hospital.database.prisma.report.findMany({ where: { accession }, orderBy: { version: "asc" } });

test("a Bundle goes in as it was written, goes in once, and its correction is the next version", async () => {
  expect(await imported(count("12.50", "FH-1"))).toMatchObject({
    state: "committed",
    counts: { rows: 3, new: 2, setAside: 1, refused: 0 },
  });
  const [first] = await versionsOf("FH-1");
  for (const text of ["12.50", ">1000", "specimen clotted"]) expect(JSON.stringify(first)).toContain(text);
  expect((await imported(count("12.50", "FH-1"))).counts).toMatchObject({ new: 0, same: 2, changed: 0 });
  expect(await versionsOf("FH-1")).toHaveLength(1);
  expect((await imported(count("12.90", "FH-1", "corrected"))).counts).toMatchObject({ changed: 1 });
  expect((await versionsOf("FH-1")).map(({ version, status }) => [version, status])).toEqual([
    [1, "final"],
    [2, "corrected"],
  ]);
});

test("a report known from an HL7 message is the same report when it comes as FHIR", async () => {
  const hl7 = [
    "MSH|^~\\&|LAB|ELM|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1",
    "PID|1||E-4711^^^ELM^MR||Alder^Mona^B||20150302|F",
    "OBR|1||FH-2|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||F",
    "OBX|1|NM|718-7^Hb^LN||12.50|g/dL|||||F",
    "OBX|2|SN|777-3^Plt^LN||>^1000|10*9/L|||||F",
  ];
  await imported(`${hl7.join("\r")}\r`, "hl7-oru");
  expect((await upload(count("12.50", "FH-2"))).counts).toMatchObject({ new: 0, same: 2 });
});

test("what the laboratory adds to a value, and an interval that is not used, are shown beside it", async () => {
  const file = asFile(
    bundle([
      MONA,
      observed({ note: [{ text: "Sample haemolysed." }], referenceRange: [{ text: "38-46" }] }),
      observed({ code: loinc("777-3"), valueQuantity: quantity("150", "10*9/L") }),
    ]),
  );
  const { rows } = await upload(file);
  expect(rows[0]?.notes).toEqual(["Sample haemolysed.", expect.stringContaining("is none of Haemoglobin")]);
  expect(rows[1]).not.toHaveProperty("notes");
});

test("one observation that cannot be read keeps the whole Bundle out", async () => {
  const broken = asFile(bundle([MONA, observed({ effectiveDateTime: "2026-02-30" }), observed()]));
  const before = await hospital.database.prisma.report.count();
  await expect(imported(broken)).rejects.toMatchObject({ code: "import-refused" });
  expect(await hospital.database.prisma.report.count()).toBe(before);
});
