import { describe, expect, test } from "vitest";
import { ANALYTE_CODES, ANALYTES } from "@/lib/clinical/analytes";
import { ANALYTE_NAMES, SHARED_NAMES } from "./analyte-names";
import { FIELD_NAMES, TABLE_FIELDS } from "./field-names";
import { foldName, matchHeading } from "./match-heading";

describe("an analyte is found with its unit", () => {
  test.each([
    ["HGB", "HGB", null],
    ["HGB (g/dL)", "HGB", "g/dL"],
    ["Hb [g/L]", "HGB", "g/L"],
    ["Hb, g/L", "HGB", "g/L"],
    ["HGB_g/dL", "HGB", "g/dL"],
    ["Hämoglobin", "HGB", null],
    ["HÄMOGLOBIN (g/dl)", "HGB", "g/dl"],
    ["WBC 10^9/L", "WBC", "10^9/L"],
    ["WBC x10^9/L", "WBC", "x10^9/L"],
    ["WBC ×10⁹/L", "WBC", "×10⁹/L"],
    ["Leukocytes", "WBC", null],
    ["Platelets G/L", "PLT", "G/L"],
    ["WBC/uL", "WBC", "/uL"],
    ["718-7", "HGB", null],
    ["Hemoglobin (718-7)", "HGB", null],
    ["718-7 Hemoglobin [Mass/volume] in Blood", "HGB", null],
    ["Neutrophils %", "NEUT_PCT", "%"],
    ["Neutrophils (10^9/L)", "ANC", "10^9/L"],
    ["LYMPH", "LYMPH", null],
    ["LYMPH %", "LYMPH_PCT", "%"],
    ["NEUT_PCT", "NEUT_PCT", "%"],
    ["Marrow blasts (%)", "MARROW_BLAST", "%"],
    ["MRD (10^-4)", "MRD", "10^-4"],
    ["CSF WBC (/uL)", "CSF_WBC", "/uL"],
  ] as const)("%s", (heading, analyte, unit) => {
    expect(matchHeading(heading)).toEqual({ kind: "analyte", analyte, unit });
  });
});

test("a unit the analyte does not take is kept for the pipeline to refuse, not dropped", () => {
  expect(matchHeading("HGB (g/mL)")).toEqual({ kind: "analyte", analyte: "HGB", unit: "g/mL" });
});

test("white cells of another fluid never become a blood count", () => {
  expect(matchHeading("WBC (CSF)")).toEqual({ kind: "analyte", analyte: "CSF_WBC", unit: null });
  expect(matchHeading("WBC (urine)").kind).toBe("none");
});

describe("what several analytes may be is not matched, and they are named", () => {
  test.each([
    ["Neutrophils", ["ANC", "NEUT_PCT"]],
    ["Lymph", ["LYMPH", "LYMPH_PCT"]],
    ["Blasts", ["BLAST_PCT", "BLAST_ABS", "MARROW_BLAST", "CSF_BLAST_PCT"]],
    ["11156-7", ["WBC"]],
    ["718-7 / 6690-2", ["HGB", "WBC"]],
  ])("%s", (heading, candidates) => {
    expect(matchHeading(heading)).toMatchObject({ kind: "none", candidates });
  });

  test("and a unit stated beside the values tells them apart", () => {
    expect(matchHeading("Neutrophils", "%")).toMatchObject({ analyte: "NEUT_PCT" });
    expect(matchHeading("Neutrophils", "10*9/L")).toMatchObject({ analyte: "ANC" });
    expect(matchHeading("Blasts", "%")).toMatchObject({
      kind: "none",
      candidates: ["BLAST_PCT", "MARROW_BLAST", "CSF_BLAST_PCT"],
    });
  });
});

test("a per cent of reticulocytes is not their count, and another LOINC code is not ours", () => {
  expect(matchHeading("Reticulocytes %")).toMatchObject({ kind: "none", candidates: ["RETIC"] });
  expect(matchHeading("1988-5")).toEqual({ kind: "none", candidates: [], unit: null });
});

test.each([
  ["MRN", "mrn"],
  ["Patient ID", "mrn"],
  ["Date of birth", "birthDate"],
  ["birthDate", "birthDate"],
  ["collection_date", "date"],
  ["Collected", "dateTime"],
  ["Date/Time", "dateTime"],
  ["Ref. range", "interval"],
  ["H/L", "flag"],
  ["Test", "analyte"],
  ["Result", "value"],
] as const)("%s is the field %s", (heading, field) => {
  expect(matchHeading(heading)).toEqual({ kind: "field", field });
});

test("the date of a report is not the date of its collection", () => {
  expect(matchHeading("Report date")).toEqual({ kind: "none", candidates: [], unit: null });
});

test("every code, LOINC code and name of the catalogue is its own analyte's, whatever is around it", () => {
  for (const code of ANALYTE_CODES) {
    const { name, loinc } = ANALYTES[code];
    for (const heading of [code, ` ${code} `, ...loinc]) {
      expect(matchHeading(heading), heading).toMatchObject({ kind: "analyte", analyte: code });
    }
    const byName = matchHeading(name);
    if (byName.kind === "none") expect(byName.candidates, name).toContain(code);
    else expect(byName, name).toMatchObject({ kind: "analyte", analyte: code });
  }
  for (const field of TABLE_FIELDS) expect(matchHeading(field)).toEqual({ kind: "field", field });
});

test("no name stands twice, and each stands as it is looked up", () => {
  const names = [
    ...Object.values(FIELD_NAMES).flat(),
    ...Object.values(ANALYTE_NAMES).flat(),
    ...SHARED_NAMES.flatMap(([, spellings]) => spellings),
  ];
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => foldName(name) !== name)).toEqual([]);
});

test("no text throws or takes long: words of objects, pages, brackets", () => {
  for (const text of [
    "",
    "constructor",
    "__proto__",
    "(".repeat(5000),
    `${"a ".repeat(5000)}(g/dL)`,
    "\u0000",
    "💉",
  ]) {
    expect(matchHeading(text)).toEqual({ kind: "none", candidates: [], unit: null });
  }
});
