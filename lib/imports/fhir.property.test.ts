import fc from "fast-check";
import { expect, test } from "vitest";
import { bundle, loinc, MONA, observed, quantity } from "./fixtures/build-bundle";
import { fuzzFhir } from "./fixtures/fuzz-fhir";
import { readFhir, tryFhir } from "./fixtures/read-bundle";

const SEED = 29;

test("400 files, half of them damaged, never throw, and every observation of those that are read ends in a row", async () => {
  // Files that are all refused would prove nothing about rows; 6,000 are read by npm run test:long.
  expect(await fuzzFhir(400, SEED)).toBeGreaterThan(120);
});

test("a value comes back with the digits it was written with", async () => {
  const digits = fc
    .tuple(
      fc.integer({ min: 0, max: 99_999 }),
      fc.stringMatching(/^(\.\d{1,8})?$/),
      fc.constantFrom("", "e1", "E-2"),
    )
    .map(([whole, decimals, exponent]) => `${whole}${decimals}${exponent}`);
  await fc.assert(
    fc.asyncProperty(fc.array(digits, { minLength: 1, maxLength: 20 }), async (numbers) => {
      const file = bundle([
        MONA,
        ...numbers.map((number) =>
          observed({ code: loinc("777-3"), valueQuantity: quantity(number, "/uL") }),
        ),
      ]);
      const { rows } = await readFhir(file);
      expect(rows.map(({ text }) => text)).toEqual(numbers);
    }),
    { numRuns: 200, seed: SEED },
  );
});

test("reading is a function of the file: the same bytes give the same reading", async () => {
  const file = bundle([MONA, observed(), observed({ code: loinc("1-8") })]);
  expect(await tryFhir(file)).toEqual(await tryFhir(file));
});
