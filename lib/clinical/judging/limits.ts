import { ANALYTES, type AnalyteCode } from "../analytes";
import { shiftDecimal, toCanonical, type UnitScale, withoutNoise } from "../quantity";
import { above, atMost, below, exactly, type ValueRange } from "./value-range";

/** What is impossible (hard) and what a person must confirm (soft); in the canonical unit, the limit itself is fine. */
export interface ValueLimits {
  readonly hardBelow?: number;
  /** Impossible from this down, the limit included: a living patient has red cells. */
  readonly hardAtMost?: number;
  readonly hardAbove?: number;
  readonly softBelow?: number;
  readonly softAbove?: number;
}

const CELLS: ValueLimits = { hardBelow: 0, softAbove: 100 };
const SHARE: ValueLimits = { hardBelow: 0, hardAbove: 100 };
const COUNTED: ValueLimits = { hardBelow: 0 };

/** Source: clinical policy §2; where it names no limit, only a negative number is impossible. */
export const VALUE_LIMITS: Readonly<Record<AnalyteCode, ValueLimits>> = {
  WBC: { hardBelow: 0, hardAbove: 2000, softBelow: 0.1, softAbove: 500 },
  RBC: { hardAtMost: 0, hardAbove: 15, softBelow: 1, softAbove: 8 },
  HGB: { hardAtMost: 0, hardAbove: 30, softBelow: 3, softAbove: 25 },
  HCT: { hardAtMost: 0, hardAbove: 85, softBelow: 10, softAbove: 70 },
  MCV: { hardBelow: 30, hardAbove: 180, softBelow: 50, softAbove: 130 },
  MCH: COUNTED,
  MCHC: { hardBelow: 15, hardAbove: 50, softBelow: 25, softAbove: 38 },
  RDW: SHARE,
  PLT: { hardBelow: 0, hardAbove: 5000, softBelow: 5, softAbove: 1500 },
  MPV: COUNTED,
  NEUT_PCT: SHARE,
  SEG_PCT: SHARE,
  BAND_PCT: SHARE,
  LYMPH_PCT: SHARE,
  MONO_PCT: SHARE,
  EOS_PCT: SHARE,
  BASO_PCT: SHARE,
  IG_PCT: SHARE,
  BLAST_PCT: SHARE,
  ANC: CELLS,
  LYMPH: CELLS,
  MONO: CELLS,
  EOS: CELLS,
  BASO: CELLS,
  IG: CELLS,
  BLAST_ABS: CELLS,
  NRBC: COUNTED,
  RETIC: COUNTED,
  MARROW_BLAST: SHARE,
  MARROW_CELLS: COUNTED,
  MRD: SHARE,
  CSF_WBC: COUNTED,
  CSF_RBC: COUNTED,
  CSF_BLAST_PCT: SHARE,
};

/** White cells of one kind cannot outnumber the white cells. */
export const KINDS_OF_WHITE_CELL: ReadonlySet<AnalyteCode> = new Set<AnalyteCode>([
  "ANC",
  "LYMPH",
  "MONO",
  "EOS",
  "BASO",
  "IG",
  "BLAST_ABS",
]);

/** Where a value stands: a censored one only beyond a limit if its whole range is. */
export function standing(code: AnalyteCode, range: ValueRange): "hard" | "soft" | null {
  const { hardBelow, hardAtMost, hardAbove, softBelow, softAbove } = VALUE_LIMITS[code];
  if (below(range, hardBelow ?? -Infinity) === "met") return "hard";
  if (atMost(range, hardAtMost ?? -Infinity) === "met") return "hard";
  if (above(range, hardAbove ?? Infinity) === "met") return "hard";
  if (below(range, softBelow ?? -Infinity) === "met") return "soft";
  if (above(range, softAbove ?? Infinity) === "met") return "soft";
  return null;
}

/** The least and greatest value there can be, which cut an open-ended range. */
export function possibleEnds(code: AnalyteCode): readonly [low: number, high: number] {
  return [0, VALUE_LIMITS[code].hardAbove === 100 ? 100 : Infinity];
}

/** "outside 0–30 g/dL", for an analyte that has a limit of this kind. */
export function limitsText(code: AnalyteCode, kind: "hard" | "soft"): string {
  const { hardBelow, hardAtMost, hardAbove, softBelow, softAbove } = VALUE_LIMITS[code];
  const low = kind === "hard" ? (hardAtMost ?? hardBelow) : softBelow;
  const high = kind === "hard" ? hardAbove : softAbove;
  const unit = ANALYTES[code].displayUnit;
  if (high === undefined) return `below ${low} ${unit}`;
  return low === undefined ? `above ${high} ${unit}` : `outside ${low}–${high} ${unit}`;
}

/** Slips of the decimal point and of the unit, in the order they are tried. */
const SLIPS = [3, -3, 1, -1, 2] as const;

/**
 * "Did you mean": the number as entered, shifted by ×1000, ÷1000, ×10, ÷10 or ×100, that first fits; null where
 * none does. `fits` judges the canonical number.
 */
export function suggestedValue(
  entered: number,
  scale: UnitScale,
  fits: (canonical: number) => boolean,
): string | null {
  for (const power of SLIPS) {
    const candidate = shiftDecimal(entered, power);
    if (Number.isFinite(candidate) && fits(toCanonical(candidate, scale))) return String(candidate);
  }
  return null;
}

/** A number that is neither impossible nor unusual by itself. */
export function isUnremarkable(code: AnalyteCode, canonical: number): boolean {
  return standing(code, exactly(canonical)) === null;
}

/** One unit in the last written place, in the canonical unit. */
export function lastPlace(decimals: number, scale: UnitScale): number {
  return toCanonical(Number(`1e${-decimals}`), scale);
}

/** Room for rounding between a part and its whole: 2 % of the whole, or one unit in the coarser last place. */
export function roundingRoom(whole: number, coarserLastPlace: number): number {
  return Math.max(withoutNoise(whole * 0.02), coarserLastPlace);
}
