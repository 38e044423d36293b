import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, ANALYTES } from "@/lib/clinical/analytes";
import { matchAnalyte, sourceCode } from "./match-analyte";

const named = (code: string, system = "LN", ...alternate: string[]) => ({
  codes: [
    { code, system },
    ...(alternate[0] === undefined ? [] : [{ code: alternate[0], system: alternate[1] ?? "" }]),
  ],
  label: "",
});

test("every LOINC code of the catalogue names its analyte", () => {
  for (const analyte of ANALYTE_CODES) {
    for (const loinc of ANALYTES[analyte].loinc) {
      expect(matchAnalyte(named(loinc))).toEqual({ kind: "analyte", analyte });
    }
  }
});

describe("a code", () => {
  test("is LOINC where the system says so or says nothing", () => {
    for (const system of ["LN", "ln", "LOINC", "", "http://loinc.org"]) {
      expect(matchAnalyte(named("718-7", system)), system).toEqual({ kind: "analyte", analyte: "HGB" });
    }
  });

  test("of the source's own is asked about, never guessed, even if it looks like LOINC", () => {
    for (const code of ["HGB", "hgb", "Hb", "718-7"]) {
      expect(matchAnalyte(named(code, "99ELM")), code).toEqual({ kind: "question", candidates: ["HGB"] });
    }
    expect(matchAnalyte(named("constructor", "99ELM"))).toEqual({ kind: "local" });
  });

  test("of the source's own that is like none of ours is still nobody's to rule out", () => {
    expect(matchAnalyte(named("LEUK", "99ELM"))).toEqual({ kind: "local" });
    expect(matchAnalyte(named("LEUK", ""))).toEqual({ kind: "local" });
    expect(matchAnalyte(named("LEUK", "99ELM"), { LEUK: null })).toEqual({ kind: "none" });
  });

  test("to remember an answer by is the source's own, where it has one beside LOINC", () => {
    expect(sourceCode(named("718-7", "LN", "HB", "99ELM"))).toBe("HB");
    expect(sourceCode(named("11156-7"))).toBe("11156-7");
    expect(sourceCode({ codes: [], label: "Haemoglobin" })).toBeNull();
  });

  test("of the source's own is read by its LOINC alternate", () => {
    expect(matchAnalyte(named("CBC7", "99ELM", "718-7", "LN"))).toEqual({ kind: "analyte", analyte: "HGB" });
  });

  test("with two LOINC codes of different analytes is asked about", () => {
    expect(matchAnalyte(named("718-7", "LN", "777-3", "LN"))).toEqual({
      kind: "question",
      candidates: ["HGB", "PLT"],
    });
  });

  test("of another LOINC is something else, whatever the source calls it", () => {
    expect(matchAnalyte(named("2345-7"))).toEqual({ kind: "none" });
    expect(matchAnalyte(named("5821-4", "LN", "WBC", "99ELM"))).toEqual({ kind: "none" });
  });

  test("of morphology says which count some sources send under it", () => {
    expect(matchAnalyte(named("11156-7"))).toEqual({ kind: "morphology", analyte: "WBC" });
    expect(matchAnalyte(named("11125-2"))).toEqual({ kind: "morphology", analyte: "PLT" });
  });

  test("MRD is the local code where LOINC has none", () => {
    expect(matchAnalyte(named("MRD", "99ELM"))).toEqual({ kind: "analyte", analyte: "MRD" });
  });

  test("a person has mapped is read as mapped, also as nothing", () => {
    expect(matchAnalyte(named("X1", "99ELM"), { X1: "PLT" })).toEqual({ kind: "analyte", analyte: "PLT" });
    expect(matchAnalyte(named("718-7"), { "718-7": null })).toEqual({ kind: "none" });
    expect(matchAnalyte(named("toString", "99ELM"), {})).toEqual({ kind: "local" });
  });

  test("missing is nothing", () => {
    expect(matchAnalyte({ codes: [], label: "Haemoglobin" })).toEqual({ kind: "none" });
  });
});
