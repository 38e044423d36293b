import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { message, observation } from "./fixtures/build-message";
import { readFile, tryFile } from "./fixtures/read-file";
import { READING_OUTCOMES } from "./import-format";

const SEED = 29;

const fixtures = ["blood-count.hl7", "marrow-two-sides.hl7"].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"),
);

/** Characters that mean something in HL7, and some that mean nothing. */
const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'|^~\\&"<>-. 0159FPXWUéµ') },
  { weight: 1, arbitrary: fc.constantFrom("\r", "\n", "\rOBX|", "\rOBR|1|", "\rPID|", "\rSPM|") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }) },
);

const mutation = fc.record({
  at: fc.nat(10_000),
  remove: fc.oneof(fc.constant(0), fc.nat(2), fc.nat(60)),
  insert: fc.array(character, { maxLength: 6 }),
  copyFrom: fc.nat(10_000),
  copy: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(200)),
});
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
/** A byte that may break a character in two. */
const stray = fc.option(fc.record({ at: fc.nat(10_000), byte: fc.integer({ min: 0, max: 255 }) }), {
  freq: 10,
});

function mutated(
  text: string,
  changes: readonly (typeof mutation extends fc.Arbitrary<infer T> ? T : never)[],
): string {
  let file = text;
  for (const { at, remove, insert, copyFrom, copy } of changes) {
    const place = at % (file.length + 1);
    const from = copyFrom % (file.length + 1);
    file =
      file.slice(0, place) + insert.join("") + file.slice(from, from + copy) + file.slice(place + remove);
  }
  return file;
}

test("3,000 mutated files never throw, and every OBX of those that are read ends in a row", {
  timeout: 120_000,
}, () => {
  let read = 0;
  fc.assert(
    fc.property(fc.nat(1), mutations, stray, (which, changes, broken) => {
      const bytes = new TextEncoder().encode(mutated(fixtures[which] ?? "", changes));
      if (broken && bytes.length > 0) bytes[broken.at % bytes.length] = broken.byte;
      const reading = tryFile(bytes);
      if (reading.refusal !== null) {
        expect(reading.refusal.message).not.toBe("");
        return;
      }
      read += 1;
      const places = new Set(reading.rows.map(({ at }) => at.replace(/\.5\[\d+\]$/, "")));
      expect(places.size).toBe(segmentsNamed("OBX", new TextDecoder().decode(bytes)));
      expectWholeRows(reading);
    }),
    { numRuns: 3000, seed: SEED },
  );
  // Mutations that break every file would prove nothing about rows.
  expect(read).toBeGreaterThan(600);
});

/** Counted without the reader: a segment begins a line, and where returns end lines, a feed before a name. */
function segmentsNamed(name: string, text: string): number {
  return text.split(/[\r\n]/).filter((line) => new RegExp(`^${name}(?![A-Za-z0-9\\s])`).test(line)).length;
}

function expectWholeRows({ rows, reports, patients }: ReturnType<typeof readFile>): void {
  const keys = new Set(patients.map(({ key }) => key));
  expect(keys.size).toBe(patients.length);
  let line = 0;
  for (const row of rows) {
    expect(READING_OUTCOMES).toContain(row.outcome);
    expect(row.line).toBeGreaterThanOrEqual(line);
    line = row.line;
    if (row.outcome !== "value") expect([row.code, row.reason]).not.toContain(null);
    if (row.outcome === "value") {
      // Nothing counts as a value unless a report holds it as received.
      const held = reports[row.reportIndex ?? -1]?.results.filter(({ analyte }) => analyte === row.analyte);
      expect(held?.length, row.at).toBeGreaterThan(0);
    }
    if (row.value !== null) expect(Number.isFinite(row.value)).toBe(true);
  }
  for (const { patientKey, results } of reports) {
    expect(keys.has(patientKey)).toBe(true);
    expect(results.length).toBeGreaterThan(0);
  }
}

const word = fc.string({ maxLength: 12 }).map((text) => text.replace(/[|^~\\&\p{Cc}]/gu, "·"));

test("there is one row for each repetition of each OBX, with its text as sent", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      (values) => {
        const observations = values.map((texts) =>
          observation({ type: "ST", test: "718-7^Hb^LN", text: texts.join("~") }),
        );
        const { rows } = readFile(message({ observations }));
        expect(rows.map(({ text }) => text)).toEqual(
          values.flatMap((texts) => texts.map((text) => (text.trim() === '""' ? "" : text))),
        );
      },
    ),
    { numRuns: 500, seed: SEED },
  );
});

test("reading is a function of the file: the same bytes give the same reading", () => {
  for (const file of fixtures) {
    expect(tryFile(new TextEncoder().encode(file))).toEqual(tryFile(new TextEncoder().encode(file)));
  }
});
