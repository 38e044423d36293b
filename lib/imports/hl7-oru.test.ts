import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { HEADER, message, observation, order } from "./fixtures/build-message";
import { readFile, readObservations } from "./fixtures/read-file";
import type { ImportRow } from "./import-format";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const said = ({ at, analyte, text, outcome, code }: ImportRow) => [at, analyte, text, outcome, code];

describe("a count with something of everything", () => {
  const { rows, reports, patients } = readFile(fixture("blood-count.hl7"));

  test("has one row for each OBX and each repetition, in order, each with its reason", () => {
    expect(rows.map(said)).toEqual([
      ["OBX[1]", "WBC", "4.8", "value", null],
      ["OBX[2]", "HGB", "118", "value", null],
      ["OBX[3]", "PLT", ">1000", "value", null],
      ["OBX[4]", "ANC", "DNR", "value", null],
      ["OBX[5]", "BLAST_PCT", "occasional blasts", "value", null],
      ["OBX[6]", "HCT", "36", "value", null],
      ["OBX[7]", "MCH", "29", "set-aside", "unit-missing"],
      ["OBX[8]", "MCV", "8.5", "set-aside", "hard-limit"],
      ["OBX[9]", null, "4.8", "set-aside", "mapping-question"],
      ["OBX[10]", null, "Toxic\ngranulation & vacuoles", "set-aside", "no-analyte"],
      ["OBX[11]", "WBC", "4800", "value", null],
      ["OBX[12]", "WBC", "5.9", "set-aside", "repeated-analyte"],
      ["OBX[13].5[1]", null, "first", "set-aside", "no-analyte"],
      ["OBX[13].5[2]", null, "second", "set-aside", "no-analyte"],
    ]);
    for (const row of rows) expect(row.reason === null, row.at).toBe(row.outcome === "value");
  });

  test("suggests the unit or the value that would fit", () => {
    expect(rows[6]).toMatchObject({ suggestion: "pg" });
    expect(rows[7]).toMatchObject({ suggestion: "85", reason: expect.stringContaining("Did you mean 85?") });
    expect(rows[8]).toMatchObject({ suggestion: "WBC" });
  });

  test("keeps what was received and shows the canonical number beside it", () => {
    expect(rows[1]).toMatchObject({ text: "118", unit: "g/L", value: 11.8, canonicalUnit: "g/dL" });
    expect(rows[1]?.interval).toEqual({ low: 115, high: 155 });
    expect(rows[3]).toMatchObject({ value: null, canonicalUnit: null });
  });

  test("keeps an inverted interval as sent, and says so", () => {
    expect(rows[5]).toMatchObject({ interval: { low: 46, high: 38 }, outcome: "value" });
    expect(rows[5]?.notes.map(({ code }) => code)).toEqual(["interval-inverted"]);
  });

  test("makes one report, which keeps the unusable values so that their clauses stay unknown", () => {
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      patientKey: "E-4711",
      accession: "F-100",
      specimen: "blood",
      collected: { date: "2026-03-31", minute: 510 },
      status: "final",
    });
    expect(reports[0]?.results.map(({ analyte, text }) => [analyte, text])).toEqual([
      ["WBC", "4.8"],
      ["HGB", "118"],
      ["PLT", ">1000"],
      ["ANC", "DNR"],
      ["BLAST_PCT", "occasional blasts"],
      ["HCT", "36"],
      ["MCH", "29"],
      ["MCV", "8.5"],
      ["WBC", "5.9"],
    ]);
    const aside = reports[0]?.results.filter(({ setAside }) => setAside !== null);
    expect(aside?.map(({ text }) => text)).toEqual(["5.9"]);
  });

  test("names its patient by the record number, not by another identifier", () => {
    expect(patients).toEqual([
      {
        key: "E-4711",
        mrn: "E-4711",
        familyName: "Ødegård",
        givenName: "Nora",
        birthDate: "2015-03-02",
        sex: "female",
        problems: [],
      },
    ]);
  });
});

test("the two sides of a marrow are two reports, dated by the day where only the day is known", () => {
  const { reports, rows } = readFile(fixture("marrow-two-sides.hl7"));
  expect(
    reports.map(({ subId, specimen, collected, results }) => [subId, specimen, collected, results.length]),
  ).toEqual([
    ["left", "marrow", { date: "2026-03-31", minute: null }, 3],
    ["right", "marrow", { date: "2026-03-31", minute: null }, 1],
  ]);
  expect(rows.map(({ reportIndex }) => reportIndex)).toEqual([0, 0, 1, 0]);
  expect(rows.every(({ outcome }) => outcome === "value")).toBe(true);
});

describe("units", () => {
  test("haemoglobin in g/mL is set aside, naming the unit and the one that fits", () => {
    const [row] = readObservations(observation({ unit: "g/mL^grams per milliliter^UCUM" })).rows;
    expect(row).toMatchObject({
      outcome: "set-aside",
      code: "unit-refused",
      suggestion: "g/dL",
      unit: "g/mL",
    });
    expect(row?.reason).toMatch(/g\/mL.*g\/dL/);
  });

  test("the case of a unit decides where it must: G/L counts cells, g/L weighs", () => {
    const { rows } = readObservations(
      observation({ unit: "g/L", text: "125" }),
      observation({ test: "777-3^Plt^LN", unit: "g/L", text: "125" }),
      observation({ test: "6690-2^WBC^LN", unit: "G/L", text: "5" }),
    );
    expect(rows.map(({ code, value }) => [code, value])).toEqual([
      [null, 12.5],
      ["unit-refused", null],
      [null, 5],
    ]);
  });

  test("escaped separators inside a unit are part of it", () => {
    const [row] = readObservations(
      observation({ test: "6690-2^WBC^LN", unit: "10\\S\\3/uL", text: "5" }),
    ).rows;
    expect(row).toMatchObject({ unit: "10^3/uL", value: 5, outcome: "value" });
  });
});

describe("reports of one file", () => {
  test("two orders with one accession in one message are one report", () => {
    const diff = observation({ test: "770-8^Neut^LN", unit: "%", text: "55" });
    const { reports } = readFile(message({ observations: [observation(), order(), diff] }));
    expect(reports.map(({ results }) => results.length)).toEqual([2]);
  });

  test("two messages about one accession stay two reports, because the second may correct the first", () => {
    const first = message({ observations: [observation()] });
    const second = message({
      order: order("F-9", "202603310830", "C"),
      observations: [observation({ text: "13" })],
    });
    expect(readFile(first + second).reports.map(({ status }) => status)).toEqual(["final", "corrected"]);
  });

  test("absolute counts above the white cells are impossible together", () => {
    const { rows } = readObservations(
      observation({ test: "6690-2^W^LN", unit: "G/L", text: "4.0" }),
      observation({ test: "751-8^N^LN", unit: "G/L", text: "9.0" }),
    );
    expect(rows.map(({ code }) => code)).toEqual([null, "hard-limit"]);
  });
});

describe("an observation that is no value", () => {
  test("an OBX cut before its value, or without a test, is refused and nothing else is", () => {
    const { rows } = readObservations(
      "OBX|1|NM|718-7^Hb^LN",
      observation({ test: "" }),
      "OBX",
      observation(),
    );
    expect(rows.map(({ outcome, code }) => [outcome, code])).toEqual([
      ["refused", "incomplete"],
      ["refused", "incomplete"],
      ["refused", "incomplete"],
      ["value", null],
    ]);
  });

  test("an attached document is kept out of the values", () => {
    expect(
      readObservations(observation({ type: "ED", text: "^application^pdf^Base64^JVBERi0=" })).rows[0],
    ).toMatchObject({
      code: "type-unsupported",
      outcome: "set-aside",
    });
  });

  test("a decimal comma is not guessed", () => {
    expect(readObservations(observation({ text: "12,5" })).rows[0]).toMatchObject({
      code: "unreadable",
      text: "12,5",
    });
  });
});

test("a test a person has mapped is read as mapped; unmapped it is asked, never guessed", () => {
  const file = message({
    observations: [observation({ test: "HB^Haemoglobin^99ELM" }), observation({ test: "HGB^Hb^99ELM" })],
  });
  expect(readFile(file).rows.map(({ code, suggestion }) => [code, suggestion])).toEqual([
    ["mapping-question", "HGB"],
    ["mapping-question", "HGB"],
  ]);
  const mapped = readFile(file, { analytes: { HB: "HGB", HGB: null } });
  expect(mapped.rows.map(({ code, analyte }) => [code, analyte])).toEqual([
    [null, "HGB"],
    ["no-analyte", null],
  ]);
});

test("other encoding characters are taken from the header", () => {
  const other = message({
    header: HEADER,
    observations: [observation({ unit: "10\\S\\3/uL", test: "6690-2^W^LN" })],
  })
    .replaceAll("|", "!")
    .replaceAll("^", "%");
  expect(readFile(other).rows[0]).toMatchObject({ analyte: "WBC", unit: "10%3/uL" });
});

test("however often an analyte is repeated, a report keeps at most three results of it", () => {
  const repeated = ["DNR", "12.5", "12.50", "11", "10", "not done", "9"].map((text) => observation({ text }));
  const { rows, reports } = readObservations(...repeated);
  expect(rows.map(({ code }) => code)).toEqual([
    null,
    null,
    null,
    "repeated-analyte",
    "repeated-analyte",
    null,
    "repeated-analyte",
  ]);
  expect(reports[0]?.results.map(({ text, setAside }) => [text, setAside === null])).toEqual([
    ["DNR", true],
    ["12.5", true],
    ["11", false],
  ]);
});

test("text made to make patterns slow is read as quickly as any other", () => {
  const blanks = " ".repeat(60_000);
  const { rows } = readObservations(
    observation({ interval: `(${blanks}x` }),
    observation({ type: "TX", test: "1-8", text: "\\a".repeat(30_000) }),
    observation({ test: `X${blanks}y^L`, sub: "l".repeat(60_000) }),
  );
  expect(rows).toHaveLength(3);
});
