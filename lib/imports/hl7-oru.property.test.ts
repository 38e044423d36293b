import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { message, observation } from "./fixtures/build-message";
import { fuzzHl7 } from "./fixtures/fuzz-hl7";
import { readFile, tryFile } from "./fixtures/read-file";

const SEED = 29;

const fixtures = ["blood-count.hl7", "marrow-two-sides.hl7"].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"),
);

test("400 files, half of them damaged, never throw, and every OBX of those that are read ends in a row", () => {
  // Files that are all refused would prove nothing about rows; 6,000 are read by npm run test:long.
  expect(fuzzHl7(fixtures, 400, SEED)).toBeGreaterThan(120);
});

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
