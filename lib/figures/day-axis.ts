import type { LocalDate } from "../branded";
import { localMinutes } from "../clinical/calendar";
import type { Collected } from "../clinical/record";
import { showDate, showDay } from "../display";

/** Fractional days since 1970-01-01 by the clock at the site; a date-only report counts as noon (policy §4). */
export function collectedDay(collected: Collected): number {
  return localMinutes(collected) / 1440;
}

/** Elapsed 0 is Day 1, and the day before it Day −1: there is no day 0. */
export function dayLabel(elapsed: number): string {
  return showDay(elapsed >= 0 ? elapsed + 1 : elapsed);
}

/** "Mar-2026" */
export function showMonth(date: LocalDate): string {
  return showDate(date).slice(3);
}

/** The first of the month `months` after the month of a date. */
export function firstOfMonth(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const first = `${Math.floor(index / 12)}`.padStart(4, "0");
  return `${first}-${String((index % 12) + 1).padStart(2, "0")}-01` as LocalDate;
}
