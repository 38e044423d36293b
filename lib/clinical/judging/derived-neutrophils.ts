import type { AnalyteCode } from "../analytes";
import { withoutNoise } from "../quantity";
import type { Reading } from "./reading";
import { isExact, type ValueRange } from "./value-range";

type Read = (code: AnalyteCode) => Reading | null;

/** Neutrophils from white cells and differential: WBC × NEUT % / 100, else WBC × (SEG % + BAND %) / 100; null where parts are missing. */
export function derivedNeutrophils(reading: Read): Reading | null {
  const whites = given(reading("WBC"));
  const parts = neutrophilShares(reading);
  if (whites === null || parts === null) return null;
  const formula = parts.length === 1 ? "WBC × neutrophils %" : "WBC × (segmented + band neutrophils %)";
  const unusable = [whites, ...parts].find(({ range }) => range === null);
  if (unusable || whites.range === null) {
    const part = unusable ?? whites;
    return {
      ...EMPTY,
      state: part.state,
      reasonCode: part.reasonCode,
      reason: `Computed from ${formula}, of which one cannot be used: ${part.reason ?? part.text}`,
    };
  }
  const share = sumOf(parts);
  // More than all white cells, beyond rounding, is no differential.
  if (share.low > 102) {
    return {
      ...EMPTY,
      state: "set-aside",
      reasonCode: "hard-limit",
      reason: `Segmented and band neutrophils together exceed 100 %; the count cannot be computed.`,
    };
  }
  const range = productOf(whites.range, share);
  const { value, comparator } = shown(range);
  return {
    ...EMPTY,
    state: "ok",
    range,
    value,
    comparator,
    text: `${comparator ?? ""}${value}`,
    reason: `Not reported; computed as ${formula} / 100.`,
  };
}

const EMPTY = {
  analyte: "ANC",
  received: null,
  text: "",
  range: null,
  value: null,
  comparator: null,
  seen: false,
  derived: true,
  accepted: null,
  decimals: 0,
  reasonCode: null,
  suggestion: null,
} as const;

/** A reading that says something; "not done" says nothing. */
function given(reading: Reading | null): Reading | null {
  return reading === null || reading.state === "missing" ? null : reading;
}

function neutrophilShares(reading: Read): readonly Reading[] | null {
  const all = given(reading("NEUT_PCT"));
  if (all) return [all];
  const [segmented, band] = [given(reading("SEG_PCT")), given(reading("BAND_PCT"))];
  // A missing part is not zero.
  return segmented && band ? [segmented, band] : null;
}

function sumOf(parts: readonly Reading[]): ValueRange {
  const ranges = parts.flatMap(({ range }) => range ?? []);
  return {
    low: withoutNoise(ranges.reduce((sum, { low }) => sum + low, 0)),
    lowOpen: ranges.some(({ lowOpen }) => lowOpen),
    high: withoutNoise(ranges.reduce((sum, { high }) => sum + high, 0)),
    highOpen: ranges.some(({ highOpen }) => highOpen),
  };
}

function productOf(count: ValueRange, percent: ValueRange): ValueRange {
  const low = withoutNoise((count.low * percent.low) / 100);
  // Nothing of an unlimited number is still nothing.
  const high = percent.high === 0 ? 0 : withoutNoise((count.high * percent.high) / 100);
  return {
    low,
    lowOpen: low > 0 && (count.lowOpen || percent.lowOpen),
    high,
    highOpen: count.highOpen || percent.highOpen,
  };
}

function shown(range: ValueRange): { readonly value: number; readonly comparator: Reading["comparator"] } {
  if (isExact(range)) return { value: range.low, comparator: null };
  if (Number.isFinite(range.high)) return { value: range.high, comparator: range.highOpen ? "<" : "<=" };
  return { value: range.low, comparator: range.lowOpen ? ">" : ">=" };
}
