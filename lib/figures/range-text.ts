import { type DayRange, RANGE_PRESETS, type RangePreset } from "./course-model";

export type ChosenRange = RangePreset | DayRange;

/** Further than a lifetime from the first day of treatment nothing is drawn. */
const FURTHEST = 50_000;

/** "induction", or elapsed days from the origin, "-3..45"; no date, so that an address or a file name tells none. */
export function rangeText(range: ChosenRange): string {
  return typeof range === "string" ? range : `${range.first}..${range.last}`;
}

/** Null where it is neither. */
export function readRange(text: string): ChosenRange | null {
  const preset = RANGE_PRESETS.find((one) => one === text);
  if (preset !== undefined) return preset;
  const found = /^(-?\d{1,5})\.\.(-?\d{1,5})$/.exec(text);
  // Adding 0 makes 0 of -0, which would be written differently.
  const [first = Number.NaN, last = Number.NaN] = (found ?? []).slice(1).map((part) => Number(part) + 0);
  if (!(first <= last) || Math.max(-first, last) > FURTHEST) return null;
  return { first, last };
}
