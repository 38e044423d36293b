import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Instant } from "@/lib/branded";
import { compareReports } from "./compare";
import { fhir } from "./fhir";
import { hl7Oru } from "./hl7-oru";
import type { ImportInput, ReadingDone } from "./import-format";

/** The public NIST laboratory message as HL7 and as a converter made FHIR of it, kept beside the repository. */
const sample = (name: string) => fileURLToPath(new URL(`../../../shared/samples/${name}`, import.meta.url));
const files = { fhir: sample("nist-lri-cbc.fhir.json"), hl7: sample("nist-lri-cbc.hl7") };
const present = Object.values(files).every((path) => existsSync(path));
if (!present)
  process.stdout.write("The NIST samples are not beside the repository: their tests do not run.\n");

const input = (path: string): ImportInput => ({
  bytes: readFileSync(path),
  timeZone: "America/Los_Angeles",
  received: Date.parse("2026-04-01T12:00:00Z") as Instant,
  answers: {},
});

async function readSample(): Promise<ReadingDone> {
  const reading = await fhir.read(input(files.fhir));
  if (reading.refusal !== null) throw new Error(reading.refusal.message);
  return reading;
}

describe.runIf(present)("the NIST blood count as FHIR", () => {
  test("has 28 rows in the order of the file, 18 of them values, none refused", async () => {
    const { rows } = await readSample();
    expect(rows.map(({ at }) => at)).toEqual(
      Array.from({ length: 28 }, (_, index) => `Bundle.entry[${index + 8}].resource`),
    );
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    expect([count("value"), count("set-aside"), count("refused")]).toEqual([18, 10, 0]);
    expect(rows[1]).toMatchObject({ analyte: "HGB", unit: "g/mL", code: "unit-refused", suggestion: "g/dL" });
    expect(rows.slice(19).map(({ code }) => code)).toEqual(Array(9).fill("no-analyte"));
  });

  test("says row for row what the HL7 message says", async () => {
    const { rows, patients } = await readSample();
    const message = hl7Oru.read(input(files.hl7));
    if (message.refusal !== null) throw new Error(message.refusal.message);
    const said = ({ rows: all }: Pick<ReadingDone, "rows">) =>
      all.map(({ analyte, text, unit, intervalText, value, outcome, code }) => [
        analyte,
        text,
        unit,
        intervalText,
        value,
        outcome,
        code,
      ]);
    expect(said({ rows })).toEqual(said(message));
    expect(patients).toEqual(message.patients);
  });

  test("sent after the HL7 message it changes nothing: it is the same report", async () => {
    const message = hl7Oru.read(input(files.hl7));
    if (message.refusal !== null) throw new Error(message.refusal.message);
    const again = compareReports((await readSample()).reports, () => message.reports);
    expect(again.map(({ outcome }) => outcome)).toEqual(["same"]);
  });
});
