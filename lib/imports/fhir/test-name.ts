import type { AnalyteCode } from "@/lib/clinical/analytes";
import { matchAnalyte, type TestName } from "../match-analyte";
import { concept, words } from "./element";
import type { JsonObject } from "./json-value";

/** Tests of one file: each one object, and each looked up once. */
export function testReader(mapped: Readonly<Record<string, AnalyteCode | null>>) {
  const tests = new Map<string, TestName>();
  const analytes = new Map<TestName, AnalyteCode | null>();
  return {
    testOf(code: JsonObject | null): TestName {
      const named = concept(code);
      const key = JSON.stringify(named);
      const known = tests.get(key);
      if (known) return known;
      const codes = named.codings
        .filter((coding) => coding.code !== "")
        .map(({ code: own, system }) => ({ code: own, system }));
      // Without any code the words are what an answer is remembered by.
      const label = words(named);
      const test: TestName = {
        codes: codes.length > 0 || label === "" ? codes : [{ code: label, system: "text" }],
        label,
      };
      tests.set(key, test);
      return test;
    },
    analyteOf(test: TestName): AnalyteCode | null {
      const known = analytes.get(test);
      if (known !== undefined) return known;
      const match = matchAnalyte(test, mapped);
      const analyte = match.kind === "analyte" ? match.analyte : null;
      analytes.set(test, analyte);
      return analyte;
    },
  };
}
