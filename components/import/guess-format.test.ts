import { expect, it } from "vitest";
import { guessFormat } from "./guess-format";

it.each([
  ["MSH|^~\\&|LAB", "hl7-oru"],
  ["\u000BMSH|^~\\&|LAB", "hl7-oru"],
  ['\uFEFF  {\n"resourceType": "Bundle"', "fhir"],
  ["PK\u0003\u0004\u0014", "xlsx"],
  ["MRN;Date;HGB\nX1;", "csv"],
  ["just words", null],
  ["", null],
] as const)("a file that begins with %j is taken for %j", (head, format) => {
  expect(guessFormat(head)).toBe(format);
});
