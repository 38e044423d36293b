import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Instant } from "@/lib/branded";
import { compareReports } from "./compare";
import { hl7Oru } from "./hl7-oru";
import type { ImportReading, ReadingDone } from "./import-format";

/** The public NIST laboratory message, kept beside the repository. */
const sample = fileURLToPath(new URL("../../../shared/samples/nist-lri-cbc.hl7", import.meta.url));
const present = existsSync(sample);
if (!present) process.stdout.write("The NIST sample is not beside the repository: its tests do not run.\n");

const received = Date.parse("2026-04-01T12:00:00Z") as Instant;

function tryBytes(bytes: Uint8Array, timeZone = "America/Los_Angeles"): ImportReading {
  return hl7Oru.read({ bytes, timeZone, received, answers: {} });
}

function readSample(timeZone?: string): ReadingDone {
  const reading = tryBytes(readFileSync(sample), timeZone);
  if (reading.refusal !== null) throw new Error(reading.refusal.message);
  return reading;
}

describe.runIf(present)("the NIST blood count", () => {
  test("has 28 rows in the order of the file, 18 of them values, none refused", () => {
    const { rows } = readSample();
    expect(rows.map(({ at }) => at)).toEqual(Array.from({ length: 28 }, (_, index) => `OBX[${index + 1}]`));
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 28 }, (_, index) => index + 5));
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    expect([count("value"), count("set-aside"), count("refused")]).toEqual([18, 10, 0]);
  });

  test("its haemoglobin in g/mL is set aside, naming the unit and the one that fits", () => {
    const row = readSample().rows[1];
    expect(row).toMatchObject({
      analyte: "HGB",
      text: "12.5",
      unit: "g/mL",
      value: null,
      code: "unit-refused",
    });
    expect(row?.reason).toMatch(/g\/mL.*g\/dL/);
    expect(row?.suggestion).toBe("g/dL");
  });

  test("its nine morphology findings are set aside with their text", () => {
    const findings = readSample().rows.slice(19);
    expect(findings.map(({ code }) => code)).toEqual(Array(9).fill("no-analyte"));
    expect(findings[0]?.text).toBe("Moderate Anisocytosis");
    expect(findings[7]?.text).toBe("Reactive morphology in lymphoid cells.");
  });

  test("its counts per µL are converted and its intervals understood", () => {
    const { rows, reports } = readSample();
    const value = (analyte: string) => rows.find((row) => row.analyte === analyte)?.value;
    expect([value("RBC"), value("WBC"), value("PLT"), value("EOS"), value("ANC")]).toEqual([
      4.41, 105.6, 210, 2.1, 58,
    ]);
    expect(rows[0]).toMatchObject({ intervalText: "4.3 to 6.2", interval: { low: 4.3, high: 6.2 } });
    expect(reports).toHaveLength(1);
    expect(reports[0]?.results.every(({ interval }) => interval !== null)).toBe(true);
    expect(reports[0]?.results).toHaveLength(19);
  });

  test("its patient, accession, specimen, status and collection time are read", () => {
    const { patients, reports } = readSample();
    expect(patients).toEqual([
      {
        key: "PATID1234",
        mrn: "PATID1234",
        familyName: "Jones",
        givenName: "William",
        birthDate: "1961-06-15",
        sex: "male",
        problems: [],
      },
    ]);
    expect(reports[0]).toMatchObject({
      patientKey: "PATID1234",
      accession: "R-991133",
      specimen: "blood",
      subId: null,
      status: "final",
      collected: { date: "2011-01-03", minute: 14 * 60 + 34 },
    });
    // -0800 is Los Angeles in January; in Kathmandu it is already the next day.
    expect(readSample("Asia/Kathmandu").reports[0]?.collected).toEqual({ date: "2011-01-04", minute: 259 });
  });

  test("sent twice it changes nothing", () => {
    const { reports } = readSample();
    const again = compareReports(readSample().reports, () => reports);
    expect(again.map(({ outcome }) => outcome)).toEqual(["same"]);
    expect(new Set(again[0]?.values.values())).toEqual(new Set(["same"]));
  });

  test("cut anywhere inside a segment, from its second observation to its last, it is refused", {
    timeout: 60_000,
  }, () => {
    const bytes = readFileSync(sample);
    const text = new TextDecoder("latin1").decode(bytes);
    const from = text.indexOf("OBX|2|");
    const to = text.indexOf("SPM|");
    // After a whole segment, with or without its line ending, nothing shows that more was to come.
    const boundaries = new Set([...text.matchAll(/\n/g)].flatMap(({ index }) => [index, index + 1]));
    const accepted: number[] = [];
    for (let length = from + 1; length < to; length += 1) {
      if (boundaries.has(length)) continue;
      const { refusal } = tryBytes(bytes.subarray(0, length));
      if (refusal?.code !== "truncated") accepted.push(length);
    }
    expect(accepted).toEqual([]);
  });
});
