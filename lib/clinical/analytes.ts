import {
  CELL_COUNT_UNITS,
  CELL_MASS_UNITS,
  CELL_NUMBER_UNITS,
  FLUID_COUNT_UNITS,
  FRACTION_UNITS,
  HAEMOGLOBIN_UNITS,
  MASS_CONCENTRATION_UNITS,
  normalizeUnit,
  PERCENT_UNITS,
  RED_CELL_UNITS,
  RESIDUAL_DISEASE_UNITS,
  type UnitRule,
  type UnitScale,
  VOLUME_UNITS,
} from "./quantity";
import type { Specimen } from "./record";

/** Sections of the paper report, in its order. */
export const ANALYTE_GROUPS = ["count", "differential", "absolute", "marrow", "csf"] as const;
export type AnalyteGroup = (typeof ANALYTE_GROUPS)[number];

/** What analytes of one kind have in common. */
interface AnalyteKind {
  readonly group: AnalyteGroup;
  readonly specimen: Specimen;
  /** Canonical unit, UCUM. */
  readonly unit: string;
  /** The canonical unit in print. */
  readonly displayUnit: string;
  /** Decimals as usually shown; never used to compare. */
  readonly decimals: number;
  readonly units: readonly UnitRule[];
}

export interface Analyte extends AnalyteKind {
  readonly code: string;
  readonly name: string;
  /** As printed on the screen: "Hb". */
  readonly label: string;
  /** Any of these is accepted, the first is exported; empty where there is no code of its own. */
  readonly loinc: readonly string[];
}

const count = (decimals: number): AnalyteKind => ({
  group: "count",
  specimen: "blood",
  unit: "10*9/L",
  displayUnit: "×10⁹/L",
  decimals,
  units: CELL_COUNT_UNITS,
});
const index = (unit: string, decimals: number, units: readonly UnitRule[]): AnalyteKind => ({
  group: "count",
  specimen: "blood",
  unit,
  displayUnit: unit,
  decimals,
  units,
});
const ABSOLUTE: AnalyteKind = { ...count(2), group: "absolute" };
const SHARE: AnalyteKind = { ...index("%", 1, FRACTION_UNITS), group: "differential" };
const RED: AnalyteKind = { ...index("10*12/L", 2, RED_CELL_UNITS), displayUnit: "×10¹²/L" };
const MARROW: AnalyteKind = { ...index("%", 1, FRACTION_UNITS), group: "marrow", specimen: "marrow" };
const RESIDUAL: AnalyteKind = { ...MARROW, decimals: 3, units: RESIDUAL_DISEASE_UNITS };
const CELLS: AnalyteKind = {
  ...MARROW,
  unit: "{#}",
  displayUnit: "cells",
  decimals: 0,
  units: CELL_NUMBER_UNITS,
};
const FLUID: AnalyteKind = {
  group: "csf",
  specimen: "csf",
  unit: "/uL",
  displayUnit: "/µL",
  decimals: 0,
  units: FLUID_COUNT_UNITS,
};
const FLUID_SHARE: AnalyteKind = { ...FLUID, unit: "%", displayUnit: "%", units: FRACTION_UNITS };

function analyte(kind: AnalyteKind, code: string, label: string, name: string, ...loinc: string[]): Analyte {
  return { ...kind, code, label, name, loinc };
}

/** Everything the product knows as a laboratory value, in the order of the paper report. */
export const ANALYTES = {
  WBC: analyte(count(1), "WBC", "WBC", "White blood cells", "6690-2", "26464-8", "12227-5"),
  RBC: analyte(RED, "RBC", "RBC", "Red blood cells", "789-8", "26453-1", "11273-0"),
  HGB: analyte(
    index("g/dL", 1, HAEMOGLOBIN_UNITS),
    "HGB",
    "Hb",
    "Haemoglobin",
    "718-7",
    "20509-6",
    "59260-0",
  ),
  HCT: analyte(index("%", 1, FRACTION_UNITS), "HCT", "Hct", "Haematocrit", "4544-3", "20570-8", "71833-8"),
  MCV: analyte(index("fL", 1, VOLUME_UNITS), "MCV", "MCV", "Mean cell volume", "787-2", "30428-7"),
  MCH: analyte(index("pg", 1, CELL_MASS_UNITS), "MCH", "MCH", "Mean cell haemoglobin", "785-6", "28539-5"),
  MCHC: analyte(
    index("g/dL", 1, MASS_CONCENTRATION_UNITS),
    "MCHC",
    "MCHC",
    "Mean cell haemoglobin concentration",
    "786-4",
    "28540-3",
  ),
  RDW: analyte(index("%", 1, PERCENT_UNITS), "RDW", "RDW", "Red cell distribution width", "788-0", "30385-9"),
  PLT: analyte(count(0), "PLT", "PLT", "Platelets", "777-3", "26515-7"),
  MPV: analyte(index("fL", 1, VOLUME_UNITS), "MPV", "MPV", "Mean platelet volume", "32623-1", "28542-9"),
  NEUT_PCT: analyte(SHARE, "NEUT_PCT", "Neut %", "Neutrophils, share", "770-8", "26511-6", "23761-0"),
  SEG_PCT: analyte(SHARE, "SEG_PCT", "Seg %", "Segmented neutrophils, share", "769-0", "26505-8"),
  BAND_PCT: analyte(SHARE, "BAND_PCT", "Band %", "Band neutrophils, share", "764-1", "26508-2"),
  LYMPH_PCT: analyte(SHARE, "LYMPH_PCT", "Lymph %", "Lymphocytes, share", "736-9", "26478-8"),
  MONO_PCT: analyte(SHARE, "MONO_PCT", "Mono %", "Monocytes, share", "5905-5", "26485-3"),
  EOS_PCT: analyte(SHARE, "EOS_PCT", "Eos %", "Eosinophils, share", "713-8", "26450-7"),
  BASO_PCT: analyte(SHARE, "BASO_PCT", "Baso %", "Basophils, share", "706-2", "30180-4"),
  IG_PCT: analyte(SHARE, "IG_PCT", "IG %", "Immature granulocytes, share", "71695-1", "38518-7"),
  BLAST_PCT: analyte(SHARE, "BLAST_PCT", "Blasts %", "Blood blasts, share", "26446-5", "709-6"),
  ANC: analyte(ABSOLUTE, "ANC", "ANC", "Absolute neutrophil count", "751-8", "26499-4"),
  LYMPH: analyte(ABSOLUTE, "LYMPH", "Lymph", "Lymphocytes", "731-0", "26474-7"),
  MONO: analyte(ABSOLUTE, "MONO", "Mono", "Monocytes", "742-7", "26484-6"),
  EOS: analyte(ABSOLUTE, "EOS", "Eos", "Eosinophils", "711-2", "26449-9"),
  BASO: analyte(ABSOLUTE, "BASO", "Baso", "Basophils", "704-7", "26444-0"),
  IG: analyte(ABSOLUTE, "IG", "IG", "Immature granulocytes", "51584-1", "53115-2"),
  BLAST_ABS: analyte(ABSOLUTE, "BLAST_ABS", "Blasts", "Blood blasts", "30376-8", "708-8"),
  NRBC: analyte(ABSOLUTE, "NRBC", "NRBC", "Nucleated red cells", "771-6", "30392-5"),
  RETIC: analyte(ABSOLUTE, "RETIC", "Retic", "Reticulocytes", "60474-4", "14196-0"),
  MARROW_BLAST: analyte(MARROW, "MARROW_BLAST", "Marrow blasts", "Marrow blasts", "11150-0"),
  MARROW_CELLS: analyte(CELLS, "MARROW_CELLS", "Cells counted", "Marrow cells counted", "38257-2"),
  MRD: analyte(RESIDUAL, "MRD", "MRD", "Measurable residual disease"),
  CSF_WBC: analyte(FLUID, "CSF_WBC", "CSF WBC", "White cells in cerebrospinal fluid", "26465-5", "806-0"),
  CSF_RBC: analyte(FLUID, "CSF_RBC", "CSF RBC", "Red cells in cerebrospinal fluid"),
  CSF_BLAST_PCT: analyte(
    FLUID_SHARE,
    "CSF_BLAST_PCT",
    "CSF blasts %",
    "Blasts in cerebrospinal fluid, share",
    "26448-1",
    "13522-8",
  ),
} as const satisfies Record<string, Analyte>;

export type AnalyteCode = keyof typeof ANALYTES;

/** Every code, in the order of the paper report. */
export const ANALYTE_CODES = Object.keys(ANALYTES) as readonly AnalyteCode[];

/** True for a code of the catalogue; own keys only, so "constructor" is none. */
export function isAnalyteCode(code: string): code is AnalyteCode {
  return Object.hasOwn(ANALYTES, code);
}

/** LOINC codes of whole panels and of the marrow documents; they name a report, not a value. */
export const PANEL_LOINC = {
  count: ["58410-2", "57021-8", "57782-5", "69742-5", "24317-0"],
  marrow: ["48807-2", "33721-2"],
} as const;

/**
 * Morphology codes under which some sources send a count: a number with a count unit here is a mapping for a
 * person to confirm, never to guess.
 */
export const MORPHOLOGY_LOINC: Readonly<Record<string, AnalyteCode>> = { "11156-7": "WBC", "11125-2": "PLT" };

const BY_LOINC: ReadonlyMap<string, AnalyteCode> = new Map(
  ANALYTE_CODES.flatMap((code) => ANALYTES[code].loinc.map((loinc) => [loinc, code] as const)),
);

/** The analyte a LOINC code names, or null; "MRD" is the local code where LOINC has none. */
export function analyteByLoinc(code: string): AnalyteCode | null {
  return BY_LOINC.get(code) ?? (code === "MRD" ? "MRD" : null);
}

/** A unit an analyte accepts: what it is, and how it becomes canonical. */
export interface AcceptedUnit {
  /** UCUM. */
  readonly unit: string;
  readonly display: string;
  readonly canonicalUnit: string;
  readonly scale: UnitScale;
  /** Multiplies a value in this unit into the canonical one (approximate in binary; `toCanonical` is exact). */
  readonly factor: number;
}

interface Spellings {
  readonly exact: ReadonlyMap<string, AcceptedUnit>;
  readonly folded: ReadonlyMap<string, AcceptedUnit>;
}

function spellingsOf(code: AnalyteCode): Spellings {
  const exact = new Map<string, AcceptedUnit>();
  const folded = new Map<string, AcceptedUnit>();
  const { units, unit: canonicalUnit } = ANALYTES[code];
  for (const { unit, display, scale, ...rule } of units) {
    const factor = "power" in scale ? Number(`1e${scale.power}`) : 1 / scale.divideBy;
    const accepted: AcceptedUnit = { unit, display, canonicalUnit, scale, factor };
    for (const spelling of rule.exact ?? []) exact.set(spelling, accepted);
    // As written first: the usual spellings are found without normalising.
    for (const spelling of rule.folded) exact.set(spelling, accepted);
    for (const spelling of rule.folded) folded.set(normalizeUnit(spelling).toLowerCase(), accepted);
  }
  return { exact, folded };
}

const SPELLINGS = Object.fromEntries(ANALYTE_CODES.map((code) => [code, spellingsOf(code)])) as Readonly<
  Record<AnalyteCode, Spellings>
>;

/** No unit is longer; a page of text in a unit field is not searched. */
const LONGEST_SPELLING = 60;

/** The unit an analyte accepts under this spelling, or null: an unknown unit is never guessed. */
export function acceptUnit(code: AnalyteCode, spelling: string): AcceptedUnit | null {
  const { exact, folded } = SPELLINGS[code];
  const found = exact.get(spelling);
  if (found) return found;
  if (spelling.length > LONGEST_SPELLING) return null;
  const normal = normalizeUnit(spelling);
  return exact.get(normal) ?? folded.get(normal.toLowerCase()) ?? null;
}
