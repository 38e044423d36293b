import type { Measurement } from "../measurement";
import { toCanonical, type UnitScale } from "../quantity";
import { type Answer, allOf, negate } from "../truth";

/** A written value that is a number, a censored number or a range. */
export type Amount = Extract<Measurement, { readonly decimals: number }>;

/** Every number a recorded value may stand for; a plain number is a range of one. */
export interface ValueRange {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

/** The range of a single number. */
export function exactly(value: number): ValueRange {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** The whole canonical range a written amount allows, before what is physically possible narrows it. */
export function rangeOf(measurement: Amount, scale: UnitScale): ValueRange {
  if (measurement.kind === "number") return exactly(toCanonical(measurement.value, scale));
  if (measurement.kind === "range") {
    const { low, high } = measurement;
    return { low: toCanonical(low, scale), lowOpen: false, high: toCanonical(high, scale), highOpen: false };
  }
  const limit = toCanonical(measurement.value, scale);
  const { comparator } = measurement;
  if (comparator === "<" || comparator === "<=") {
    return { low: -Infinity, lowOpen: true, high: limit, highOpen: comparator === "<" };
  }
  return { low: limit, lowOpen: comparator === ">", high: Infinity, highOpen: true };
}

/** The part of a range inside two possible ends, both included. */
export function narrowed(range: ValueRange, low: number, high: number): ValueRange {
  const raised = range.low < low;
  const lowered = range.high > high;
  return {
    low: raised ? low : range.low,
    lowOpen: raised ? false : range.lowOpen,
    high: lowered ? high : range.high,
    highOpen: lowered ? false : range.highOpen,
  };
}

/** Is it at most the limit: met or not met only if the whole range agrees. */
export function atMost(range: ValueRange, limit: number): Answer {
  if (range.high <= limit) return "met";
  return range.low > limit || (range.low === limit && range.lowOpen) ? "not-met" : "unknown";
}

/** Is it below the limit: met or not met only if the whole range agrees. */
export function below(range: ValueRange, limit: number): Answer {
  if (range.low >= limit) return "not-met";
  return range.high < limit || (range.high === limit && range.highOpen) ? "met" : "unknown";
}

/** Is it at least the limit: met or not met only if the whole range agrees. */
export function atLeast(range: ValueRange, limit: number): Answer {
  return negate(below(range, limit));
}

/** Is it above the limit: met or not met only if the whole range agrees. */
export function above(range: ValueRange, limit: number): Answer {
  return negate(atMost(range, limit));
}

/** Is it within both limits, which are inside; an absent limit leaves that side open. */
export function within(range: ValueRange, low: number | null, high: number | null): Answer {
  return allOf([atLeast(range, low ?? -Infinity), atMost(range, high ?? Infinity)]);
}

/** True where the range is one number. */
export function isExact(range: ValueRange): boolean {
  return range.low === range.high;
}

/** Orders two ranges by their upper end, then by their lower one: the worse of two blast percentages is the greater. */
export function compareUpper(a: ValueRange, b: ValueRange): number {
  return (
    a.high - b.high ||
    Number(b.highOpen) - Number(a.highOpen) ||
    a.low - b.low ||
    Number(a.lowOpen) - Number(b.lowOpen)
  );
}
