import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANALYTE_CODES,
  ANALYTE_GROUPS,
  ANALYTES,
  type AnalyteCode,
  acceptUnit,
  analyteByLoinc,
  isAnalyteCode,
  MORPHOLOGY_LOINC,
  PANEL_LOINC,
} from "./analytes";
import { fromCanonical, toCanonical } from "./quantity";

const COUNTS: readonly AnalyteCode[] = [
  "WBC",
  "PLT",
  "ANC",
  "LYMPH",
  "MONO",
  "EOS",
  "BASO",
  "IG",
  "BLAST_ABS",
  "NRBC",
  "RETIC",
];
const SHARES = ANALYTE_CODES.filter((code) => code.endsWith("_PCT") || code === "MARROW_BLAST");

describe.each(ANALYTE_CODES)("analyte %s", (code) => {
  const analyte = ANALYTES[code];

  test("carries its own code, a name, a label and a section of the paper report", () => {
    expect(analyte.code).toBe(code);
    expect(analyte.name).not.toBe("");
    expect(analyte.label).not.toBe("");
    expect(ANALYTE_GROUPS).toContain(analyte.group);
    expect(isAnalyteCode(code)).toBe(true);
  });

  test("accepts its canonical unit as it is, and each unit under its own code and in print", () => {
    const canonical = acceptUnit(code, analyte.unit);
    expect(canonical && toCanonical(7.25, canonical.scale)).toBe(7.25);
    for (const { unit, display, scale } of analyte.units) {
      expect(acceptUnit(code, unit)?.scale).toEqual(scale);
      if (display !== "fraction") expect(acceptUnit(code, display)?.scale).toEqual(scale);
    }
  });

  test("is found by each of its LOINC codes", () => {
    for (const loinc of analyte.loinc) {
      expect(analyteByLoinc(loinc)).toBe(code);
      expect(loinc).toMatch(/^\d{3,5}-\d$/);
    }
  });

  test("converts to the canonical unit and back without loss", () => {
    const values = fc.double({ min: 0, max: 5000, noNaN: true });
    for (const { scale } of analyte.units) {
      fc.assert(
        fc.property(values, (value) => {
          const there = toCanonical(Number(value.toPrecision(6)), scale);
          expect(fromCanonical(there, scale)).toBeCloseTo(Number(value.toPrecision(6)), 9);
        }),
        { numRuns: 50 },
      );
    }
  });
});

/** One unit in this spelling, in the canonical unit; null where it is refused. */
function oneIn(code: AnalyteCode, spelling: string): number | null {
  const accepted = acceptUnit(code, spelling);
  return accepted && toCanonical(1, accepted.scale);
}

describe("units", () => {
  test.each(COUNTS)("every spelling of a count is understood for %s", (code) => {
    const one = ["10*9/L", "10*3/uL", "K/uL", "Thousand/uL", "x10^9/L", "10^3/mm3", "G/L", "giga.l-1"];
    for (const spelling of one) expect([spelling, oneIn(code, spelling)]).toEqual([spelling, 1]);
    const perMicrolitre = ["/uL", "{cells}/uL", "cells/uL", "/mm3"];
    for (const spelling of perMicrolitre)
      expect([spelling, oneIn(code, spelling)]).toEqual([spelling, 0.001]);
  });

  test("spellings of print and of old systems are the same unit", () => {
    const printed = ["×10⁹/L", "10^9/L", "10**9/L", "10E9/L", "x10E9/L", " 10*9 / L ", "10⁹/l"];
    for (const spelling of printed) expect([spelling, oneIn("WBC", spelling)]).toEqual([spelling, 1]);
    for (const spelling of ["K/µL", "k/ul", "10*3/mcL", "×10³/µL", "K/mm³", "10^3/cmm"]) {
      expect([spelling, oneIn("PLT", spelling)]).toEqual([spelling, 1]);
    }
  });

  test("red cells, haemoglobin, indices, shares and residual disease have their own units", () => {
    for (const spelling of ["10*12/L", "10*6/uL", "M/uL", "Million/uL", "T/L", "tera.l-1"]) {
      expect([spelling, oneIn("RBC", spelling)]).toEqual([spelling, 1]);
    }
    expect(oneIn("HGB", "g/L")).toBe(0.1);
    expect(oneIn("HGB", "gm%")).toBe(1);
    expect(oneIn("HGB", "mmol/L")).toBe(1 / 0.6206);
    expect(oneIn("HCT", "L/L")).toBe(100);
    expect(oneIn("HCT", "1")).toBe(100);
    expect(oneIn("MCV", "um3")).toBe(1);
    expect(oneIn("MPV", "um3")).toBe(1);
    expect(oneIn("MCH", "pg/{cell}")).toBe(1);
    expect(oneIn("MCHC", "g/L")).toBe(0.1);
    for (const code of SHARES)
      expect([oneIn(code, "1"), oneIn(code, "L/L"), oneIn(code, "%")]).toEqual([100, 100, 1]);
    expect(oneIn("MRD", "10*-4")).toBe(0.01);
    expect(oneIn("MARROW_CELLS", "{#}")).toBe(1);
    expect(oneIn("CSF_WBC", "/uL")).toBe(1);
  });

  test("case decides between giga and grams, tera and tonnes, mega and milli", () => {
    expect(oneIn("WBC", "g/L")).toBeNull();
    expect(oneIn("HGB", "G/L")).toBeNull();
    expect(oneIn("MCHC", "G/L")).toBeNull();
    expect(oneIn("RBC", "t/L")).toBeNull();
    expect(oneIn("RBC", "m/uL")).toBeNull();
    expect(oneIn("HGB", "G/DL")).toBe(1);
  });

  test("a unit of another analyte, a unit nobody knows and a key of every object are refused", () => {
    for (const unit of ["g/mL", "%", "mg/dL", "10*6/uL", "constructor", "__proto__", "", "fl oz"]) {
      expect([unit, oneIn("WBC", unit)]).toEqual([unit, null]);
    }
    expect(oneIn("HGB", "g/mL")).toBeNull();
    expect(oneIn("RDW", "1")).toBeNull();
    expect(oneIn("MRD", "1")).toBeNull();
  });

  test("grams per litre convert to the decimal a person would write", () => {
    for (let tenths = 0; tenths <= 300; tenths++) {
      expect(toCanonical(tenths, { power: -1 })).toBe(Number((tenths / 10).toFixed(1)));
    }
    expect(toCanonical(0.05, { power: 2 })).toBe(5);
  });
});

describe("codes", () => {
  test("no LOINC code names two analytes, nor a panel, nor a morphology finding", () => {
    const all = ANALYTE_CODES.flatMap((code) => ANALYTES[code].loinc as readonly string[]);
    expect(new Set(all).size).toBe(all.length);
    for (const loinc of [...PANEL_LOINC.count, ...PANEL_LOINC.marrow, ...Object.keys(MORPHOLOGY_LOINC)]) {
      expect(analyteByLoinc(loinc)).toBeNull();
    }
  });

  test("residual disease has a local code, and an inherited name is no analyte", () => {
    expect(analyteByLoinc("MRD")).toBe("MRD");
    expect(isAnalyteCode("constructor")).toBe(false);
    expect(analyteByLoinc("toString")).toBeNull();
  });
});
