import { ANALYTES } from "./analytes";
import type { Reading } from "./judging/reading";
import { inPoints } from "./measurement";

/**
 * A number with its usual decimals, or with as many more as it takes to keep two digits and to stay on its own
 * side of every limit: 5.04 against 5 is "5.04", never "5.0", and 0.15 is never "0".
 */
export function unambiguousNumber(value: number, decimals: number, limits: readonly number[]): string {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const least = Math.min(Math.max(decimals, 1 - magnitude), 12);
  for (let places = least; places <= 12; places++) {
    const text = value.toFixed(places);
    const rounded = Number(text);
    if (limits.every((limit) => Math.sign(rounded - limit) === Math.sign(value - limit))) return text;
  }
  return String(value);
}

/** True where the usual rounding would move a value onto or across a limit. */
export function roundingHides(value: number, decimals: number, limit: number): boolean {
  return Math.sign(Number(value.toFixed(decimals)) - limit) !== Math.sign(value - limit);
}

/** A value as recorded where it was sent in the canonical unit, else converted; never rounded across a limit. */
export function readingText(reading: Reading, limits: readonly number[]): string {
  const { accepted, value, comparator } = reading;
  const asSent =
    accepted === null ? !reading.derived : "power" in accepted.scale && accepted.scale.power === 0;
  if (asSent || value === null) return recordedText(reading);
  return `${comparator ?? ""}${unambiguousNumber(value, ANALYTES[reading.analyte].decimals, limits)}`;
}

/** As recorded, but for a decimal comma: a verdict writes its numbers in one way. */
function recordedText({ text, received }: Reading): string {
  const mark = received?.decimalMark ?? null;
  return (mark === null ? null : inPoints(text.trim(), mark)) ?? text.trim();
}

/** The unit that belongs to the text: the canonical one, or the one that was refused. */
export function readingUnit(reading: Reading): string | null {
  const { accepted, derived, range, received } = reading;
  if (derived || accepted || range) return ANALYTES[reading.analyte].unit;
  return received?.unit ?? null;
}
