import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fuzzFhir } from "./fixtures/fuzz-fhir";
import { fuzzHl7 } from "./fixtures/fuzz-hl7";

const SEED = 20_260_331;
const FILES = 6000;

const fixtures = ["blood-count.hl7", "marrow-two-sides.hl7"].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"),
);

test("6,000 HL7 files, half of them damaged, never throw, and every OBX read ends in a row", () => {
  expect(fuzzHl7(fixtures, FILES, SEED)).toBeGreaterThan(FILES / 4);
}, 600_000);

test("6,000 FHIR files, half of them damaged, never throw, and every observation read ends in a row", async () => {
  expect(await fuzzFhir(FILES, SEED)).toBeGreaterThan(FILES / 4);
}, 600_000);
