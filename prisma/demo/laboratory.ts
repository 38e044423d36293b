import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { Limits, ReceivedResult } from "@/lib/clinical/record";
import type { Cells } from "./blood-course";
import type { Random } from "./random";

export type DemoSiteId = "north" | "south";

/** How one laboratory prints a value: its unit, its decimals, its own adult intervals. */
interface Printing {
  readonly unit: string;
  readonly print: (canonical: number) => string;
}

interface Laboratory {
  readonly printing: Readonly<Partial<Record<AnalyteCode, Printing>>>;
  /** Sent with the values of adults, in the laboratory's unit; children get the table's intervals by age. */
  readonly adultIntervals: Readonly<
    Partial<Record<AnalyteCode, Limits | Readonly<Record<"female" | "male", Limits>>>>
  >;
}

const fixed =
  (decimals: number, factor = 1) =>
  (value: number) =>
    (value * factor).toFixed(decimals);
const whites = (value: number) => value.toFixed(value < 1 ? 2 : 1);
const percent: Printing = { unit: "%", print: fixed(1) };

const printing = (cells: string, red: string, hgb: Printing, hct: Printing): Laboratory["printing"] => ({
  WBC: { unit: cells, print: whites },
  RBC: { unit: red, print: fixed(2) },
  HGB: hgb,
  HCT: hct,
  MCV: { unit: "fL", print: fixed(1) },
  PLT: { unit: cells, print: fixed(0) },
  ANC: { unit: cells, print: fixed(2) },
  NEUT_PCT: percent,
  LYMPH_PCT: percent,
  MONO_PCT: percent,
  EOS_PCT: percent,
  BLAST_PCT: { unit: "%", print: fixed(0) },
});

/** Two laboratories that print alike nowhere: SI and per microlitre, g/dL and g/L, % and L/L. */
export const LABORATORIES: Readonly<Record<DemoSiteId, Laboratory>> = {
  north: {
    printing: printing("10*9/L", "10*12/L", { unit: "g/dL", print: fixed(1) }, percent),
    adultIntervals: { WBC: { low: 4, high: 10 }, ANC: { low: 2, high: 7 } },
  },
  south: {
    printing: printing(
      "10*3/uL",
      "10*6/uL",
      { unit: "g/L", print: fixed(0, 10) },
      { unit: "L/L", print: fixed(3, 0.01) },
    ),
    adultIntervals: {
      WBC: { low: 4, high: 11 },
      ANC: { low: 2, high: 7.5 },
      HGB: { female: { low: 120, high: 150 }, male: { low: 130, high: 170 } },
      PLT: { low: 150, high: 410 },
    },
  },
};

export interface CountContext {
  readonly site: DemoSiteId;
  readonly adult: boolean;
  readonly sex: "female" | "male" | "unknown";
  /** The patient's own mean cell volume, fL; cells do not change size from day to day. */
  readonly mcv: number;
}

/** One value as a laboratory sends it. */
export const received = (
  analyte: AnalyteCode,
  text: string,
  unit: string | null,
  more: Partial<ReceivedResult> = {},
): ReceivedResult => ({
  analyte,
  text,
  unit,
  interval: null,
  intervalUnit: null,
  sensitivity: null,
  confirmed: false,
  setAside: null,
  ...more,
});

/** A whole blood count with its differential, printed as the site's laboratory prints it. */
export function printedCount(cells: Cells, context: CountContext, random: Random): ReceivedResult[] {
  const laboratory = LABORATORIES[context.site];
  const sum = cells.blasts + cells.neutrophils + cells.lymphocytes + cells.monocytes + cells.eosinophils;
  const wbc = Number(whites(Math.max(0.1, sum)));
  const shares = printedShares([
    cells.neutrophils,
    cells.lymphocytes,
    cells.monocytes,
    cells.eosinophils,
    cells.blasts,
  ]);
  const [neutrophils = 0, lymphocytes = 0, monocytes = 0, eosinophils = 0, blasts = 0] = shares;
  const hct = cells.hgb * random.between(2.92, 3.06);
  const mcv = context.mcv + random.between(-0.4, 0.4);
  const values: readonly (readonly [AnalyteCode, number])[] = [
    ["WBC", wbc],
    ["RBC", (hct * 10) / mcv],
    ["HGB", cells.hgb],
    ["HCT", hct],
    ["MCV", mcv],
    ["PLT", Math.max(5, cells.plt)],
    ["NEUT_PCT", neutrophils],
    ["LYMPH_PCT", lymphocytes],
    ["MONO_PCT", monocytes],
    ["EOS_PCT", eosinophils],
    ["BLAST_PCT", blasts],
    ["ANC", (wbc * neutrophils) / 100],
  ];
  return values.map(([analyte, value]) => {
    const { unit, print } = laboratory.printing[analyte] ?? percent;
    return received(analyte, print(value), unit, { interval: sentInterval(laboratory, analyte, context) });
  });
}

function sentInterval(laboratory: Laboratory, analyte: AnalyteCode, context: CountContext): Limits | null {
  const found = context.adult ? laboratory.adultIntervals[analyte] : undefined;
  if (found === undefined) return null;
  if (!("female" in found)) return found;
  return context.sex === "unknown" ? null : found[context.sex];
}

/**
 * Shares in percent that add up to 100.0 as printed. The last part, the blasts, is counted on a smear and has no
 * decimals; what rounding leaves over goes to the largest of the others.
 */
function printedShares(parts: readonly number[]): number[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  const tenths = parts.map((part) => Math.round((part / sum) * 1000));
  const blasts = Math.floor((tenths.pop() ?? 0) / 10) * 10;
  const largest = tenths.indexOf(Math.max(...tenths));
  const rest = 1000 - blasts - tenths.reduce((all, part) => all + part, 0);
  return [...tenths.map((part, index) => (index === largest ? part + rest : part)), blasts].map(
    (part) => part / 10,
  );
}
