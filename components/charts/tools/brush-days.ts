import type { DayRange } from "@/lib/figures/course-model";

/** A shorter stretch has no shape. */
export const FEWEST_DAYS = 3;

export type BrushEnd = "first" | "last";
/** What the pointer took: an end, the whole window, or nothing, which begins a new one. */
export type Grip = BrushEnd | "window" | "new";

/** The days of a stretch of the axis; a part of a day at its edge is a day. */
export function daysOf(domain: readonly [number, number]): DayRange {
  const first = Math.floor(domain[0]);
  return { first, last: Math.max(Math.ceil(domain[1]) - 1, first) };
}

export function gripAt(day: number, shown: DayRange, whole: DayRange, reach: number): Grip {
  const toFirst = Math.abs(day - shown.first);
  const toLast = Math.abs(day - shown.last - 1);
  if (Math.min(toFirst, toLast) <= reach) return toFirst < toLast ? "first" : "last";
  const all = shown.first <= whole.first && shown.last >= whole.last;
  return !all && day > shown.first && day < shown.last + 1 ? "window" : "new";
}

/** The stretch after the pointer went from one day to another with what it took. */
export function brushOver(
  grip: Grip,
  from: number,
  to: number,
  shown: DayRange,
  stood: DayRange,
  whole: DayRange,
): DayRange {
  if (grip === "first" || grip === "last") return withEnd(grip, Math.floor(to), shown, whole);
  if (grip === "new") return grown(Math.floor(Math.min(from, to)), Math.floor(Math.max(from, to)), whole);
  const room = [whole.first - stood.first, whole.last - stood.last] as const;
  const moved = Math.min(Math.max(Math.round(to - from), Math.min(room[0], 0)), Math.max(room[1], 0));
  return { first: stood.first + moved, last: stood.last + moved };
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
};

/** The stretch after a key on one of its ends; null: the key is not ours. */
export function brushAfterKey(key: string, end: BrushEnd, shown: DayRange, whole: DayRange): DayRange | null {
  if (key === "Home") return withEnd(end, whole.first, shown, whole);
  if (key === "End") return withEnd(end, whole.last, shown, whole);
  const step = STEPS[key];
  return step === undefined ? null : withEnd(end, shown[end] + step, shown, whole);
}

function withEnd(end: BrushEnd, day: number, shown: DayRange, whole: DayRange): DayRange {
  return end === "first"
    ? { ...shown, first: Math.max(Math.min(day, shown.last - FEWEST_DAYS + 1), whole.first) }
    : { ...shown, last: Math.min(Math.max(day, shown.first + FEWEST_DAYS - 1), whole.last) };
}

function grown(first: number, last: number, whole: DayRange): DayRange {
  const from = Math.max(Math.min(first, whole.last - FEWEST_DAYS + 1), whole.first);
  return { first: from, last: Math.min(Math.max(last, from + FEWEST_DAYS - 1), whole.last) };
}
