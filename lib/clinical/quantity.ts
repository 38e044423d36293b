/** How a unit becomes the canonical one: a power of ten, or a division by a published constant. */
export type UnitScale = { readonly power: number } | { readonly divideBy: number };

/** One accepted unit: its UCUM code, how people print it, how it converts, and the spellings seen in practice. */
export interface UnitRule {
  readonly unit: string;
  readonly display: string;
  readonly scale: UnitScale;
  /** Spellings whose case decides: `G/L` is 10*9/L, `g/L` is grams. */
  readonly exact?: readonly string[];
  /** Spellings accepted in any case. */
  readonly folded: readonly string[];
}

const SAME: UnitScale = { power: 0 };

export const CELL_COUNT_UNITS: readonly UnitRule[] = [
  {
    unit: "10*9/L",
    display: "×10⁹/L",
    scale: SAME,
    exact: ["G/L", "G/l"],
    folded: ["10*9/L", "giga.l-1", "giga/L", "billion/L"],
  },
  {
    unit: "10*3/uL",
    display: "×10³/µL",
    scale: SAME,
    folded: [
      "10*3/uL",
      "10*3/mm3",
      "K/uL",
      "K/mm3",
      "Thousand/uL",
      "Thousands/uL",
      "Thousand/mm3",
      "Thou/uL",
      "Thou/mm3",
    ],
  },
  {
    unit: "/uL",
    display: "/µL",
    scale: { power: -3 },
    folded: ["/uL", "{cells}/uL", "cells/uL", "cell/uL", "/mm3", "{cells}/mm3", "cells/mm3", "cell/mm3"],
  },
];

export const RED_CELL_UNITS: readonly UnitRule[] = [
  {
    unit: "10*12/L",
    display: "×10¹²/L",
    scale: SAME,
    exact: ["T/L", "T/l"],
    folded: ["10*12/L", "tera.l-1", "tera/L"],
  },
  {
    unit: "10*6/uL",
    display: "×10⁶/µL",
    scale: SAME,
    exact: ["M/uL", "M/ul", "M/UL", "M/mm3"],
    folded: ["10*6/uL", "10*6/mm3", "Million/uL", "Millions/uL", "Million/mm3", "Mill/uL", "Mil/uL"],
  },
];

export const HAEMOGLOBIN_UNITS: readonly UnitRule[] = [
  { unit: "g/dL", display: "g/dL", scale: SAME, folded: ["g/dL", "gm/dL", "gm%", "g%", "g/100mL"] },
  { unit: "g/L", display: "g/L", scale: { power: -1 }, exact: ["g/L", "g/l"], folded: ["gm/L"] },
  // 1 mmol/L of haemoglobin (monomer) is 1.6114 g/dL; the policy fixes the divisor.
  { unit: "mmol/L", display: "mmol/L", scale: { divideBy: 0.6206 }, folded: ["mmol/L"] },
];

export const MASS_CONCENTRATION_UNITS: readonly UnitRule[] = [
  { unit: "g/dL", display: "g/dL", scale: SAME, folded: ["g/dL", "gm/dL", "gm%", "g%", "g/100mL"] },
  { unit: "g/L", display: "g/L", scale: { power: -1 }, exact: ["g/L", "g/l"], folded: ["gm/L"] },
];

const PERCENT: UnitRule = { unit: "%", display: "%", scale: SAME, folded: ["%", "percent", "pct"] };

export const PERCENT_UNITS: readonly UnitRule[] = [PERCENT];

export const FRACTION_UNITS: readonly UnitRule[] = [
  PERCENT,
  { unit: "1", display: "fraction", scale: { power: 2 }, folded: ["1"] },
  { unit: "L/L", display: "L/L", scale: { power: 2 }, folded: ["L/L"] },
];

export const RESIDUAL_DISEASE_UNITS: readonly UnitRule[] = [
  PERCENT,
  { unit: "10*-4", display: "×10⁻⁴", scale: { power: -2 }, folded: ["10*-4"] },
];

export const VOLUME_UNITS: readonly UnitRule[] = [
  { unit: "fL", display: "fL", scale: SAME, folded: ["fL"] },
  { unit: "um3", display: "µm³", scale: SAME, folded: ["um3"] },
];

export const CELL_MASS_UNITS: readonly UnitRule[] = [
  { unit: "pg", display: "pg", scale: SAME, folded: ["pg"] },
  { unit: "pg/{cell}", display: "pg/cell", scale: SAME, folded: ["pg/{cell}", "pg/cell"] },
];

export const CELL_NUMBER_UNITS: readonly UnitRule[] = [
  { unit: "{#}", display: "cells", scale: SAME, folded: ["{#}", "#", "{cells}", "cells"] },
];

export const FLUID_COUNT_UNITS: readonly UnitRule[] = [
  {
    unit: "/uL",
    display: "/µL",
    scale: SAME,
    folded: ["/uL", "{cells}/uL", "cells/uL", "cell/uL", "/mm3", "{cells}/mm3", "cells/mm3", "cell/mm3"],
  },
];

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "⁰": "0",
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁴": "4",
  "⁵": "5",
  "⁶": "6",
  "⁷": "7",
  "⁸": "8",
  "⁹": "9",
  "⁻": "-",
};

/** One spelling of a unit for comparison: no spaces, `u` for micro, `10^n` for every way to write a power; case kept. */
export function normalizeUnit(spelling: string): string {
  return spelling
    .replace(/\s+/g, "")
    .replace(/[µμ]/g, "u")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (run) => `^${[...run].map((sign) => SUPERSCRIPTS[sign]).join("")}`)
    .replace(/^[x×](?=10)/i, "")
    .replace(/^10(?:\*\*|\*|\^|e|\()\+?(-?\d+)\)?/i, "10^$1")
    .replace(/mcL$/i, "uL")
    .replace(/(?:cu\.?mm|cmm)$/i, "mm3")
    .replace(/m\^3$/i, "m3");
}

/** A decimal shifted by a power of ten without binary noise: 117 shifted by −1 is 11.7, not 11.700000000000001. */
export function shiftDecimal(value: number, power: number): number {
  if (power === 0) return value;
  const digits = String(value);
  const at = digits.indexOf("e");
  if (at < 0) return Number(`${digits}e${power}`);
  return Number(`${digits.slice(0, at)}e${Number(digits.slice(at + 1)) + power}`);
}

/** Twelve significant digits: removes what binary arithmetic adds to sums and products of laboratory values. */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number in an accepted unit, in the canonical unit; unrounded. */
export function toCanonical(value: number, scale: UnitScale): number {
  return "power" in scale ? shiftDecimal(value, scale.power) : value / scale.divideBy;
}

/** A canonical number back in an accepted unit. */
export function fromCanonical(value: number, scale: UnitScale): number {
  return "power" in scale ? shiftDecimal(value, -scale.power) : value * scale.divideBy;
}

/** True where both units print the same number for the same quantity. */
export function sameScale(a: UnitScale, b: UnitScale): boolean {
  if ("power" in a) return "power" in b && a.power === b.power;
  return "divideBy" in b && a.divideBy === b.divideBy;
}
