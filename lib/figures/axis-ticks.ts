import { dateOfDayNumber, dayNumber } from "../clinical/calendar";
import { showDate, showDayMonth } from "../display";
import type { AxisMode, AxisTick } from "./course-model";
import { dayLabel, firstOfMonth, showMonth } from "./day-axis";

const DAY_STEPS = [1, 2, 7, 14, 28, 56, 84, 182, 364, 728] as const;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24] as const;
/** More labels than this run into each other on a page's width. */
const MOST_TICKS = 9;
/** Above this many days a calendar axis is lettered by months. */
const LONGEST_BY_DAYS = 7 * 28;

export interface AxisFrame {
  readonly mode: AxisMode;
  /** Absolute day of x = 0. */
  readonly origin: number;
  /** First days of the courses, as x, ascending. */
  readonly starts: readonly number[];
  readonly domain: readonly [number, number];
}

/** Ticks at the starts of days, lettered for the mode; every second one is minor. */
export function axisTicks(frame: AxisFrame): AxisTick[] {
  const [from, to] = frame.domain;
  if (frame.mode === "date" && to - from > LONGEST_BY_DAYS) return monthTicks(frame);
  const step = DAY_STEPS.find((days) => (to - from) / days <= MOST_TICKS) ?? 1456;
  if (frame.mode === "course-day") return courseTicks(frame, step);
  return multiples(from, to, step).map((x) => ({
    x,
    label: frame.mode === "date" ? showDayMonth(dateOfDayNumber(frame.origin + x)) : dayLabel(x),
    minor: Math.abs(x / step) % 2 === 1,
  }));
}

/** The day of the axis: of treatment, or of the course the day lies in. */
export function dayOnAxis(x: number, frame: Pick<AxisFrame, "mode" | "starts">): string {
  const day = Math.floor(x);
  return dayLabel(frame.mode === "course-day" ? day - courseStart(day, frame.starts) : day);
}

/** "31-Mar-2026 · Day 30"; only the day where the calendar must not be told, only the date where no clock runs. */
export function stopLabel(
  x: number,
  frame: AxisFrame,
  show: { readonly date: boolean; readonly day: boolean },
): string {
  const date = show.date ? showDate(dateOfDayNumber(frame.origin + Math.floor(x))) : null;
  const day = show.day || !show.date ? dayOnAxis(x, frame) : null;
  return [date, day].filter((part) => part !== null).join(" · ");
}

function courseStart(day: number, starts: readonly number[]): number {
  return starts.findLast((start) => start <= day) ?? starts[0] ?? 0;
}

function multiples(from: number, to: number, step: number, base = 0): number[] {
  const out: number[] = [];
  for (let k = Math.ceil((from - base) / step); base + k * step <= to; k++) out.push(base + k * step);
  return out;
}

/** The first day of a course is lettered before any other, as far as there is room. */
function courseTicks(frame: AxisFrame, step: number): AxisTick[] {
  const [from, to] = frame.domain;
  const kept: number[] = [];
  const keep = (x: number) => {
    if (x >= from && x <= to && kept.every((other) => Math.abs(other - x) >= step * 0.6)) kept.push(x);
  };
  for (const start of frame.starts) keep(start);
  frame.starts.forEach((start, index) => {
    const end = frame.starts[index + 1] ?? to;
    for (const x of multiples(index === 0 ? from : start, end, step, start)) keep(x);
  });
  if (frame.starts.length === 0) for (const x of multiples(from, to, step)) keep(x);
  return kept
    .sort((a, b) => a - b)
    .map((x, index) => ({ x, label: dayOnAxis(x, frame), minor: index % 2 === 1 }));
}

/** Aligned to the calendar: every sixth month is January and July, wherever the record begins. */
function monthTicks(frame: AxisFrame): AxisTick[] {
  const [from, to] = frame.domain;
  const step = MONTH_STEPS.find((months) => (to - from) / (months * 30.4) <= MOST_TICKS - 1) ?? 60;
  const first = dateOfDayNumber(frame.origin + Math.floor(from));
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
  const out: AxisTick[] = [];
  for (let k = Math.floor(months / step); ; k++) {
    const date = firstOfMonth(first, k * step - months);
    const x = dayNumber(date) - frame.origin;
    if (x > to) return out;
    if (x >= from) out.push({ x, label: showMonth(date), minor: k % 2 === 1 });
  }
}
