import type { LocalDate } from "../branded";
import type { Collected } from "./record";

// Dates are whole days counted from 1970-01-01; hours and clock changes cannot disturb them.

const DAYS_PER_ERA = 146_097;

/** Days from 1970-01-01 to a civil date of the Gregorian calendar (Hinnant's algorithm, integers only). */
export function dayNumberOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - 719_468;
}

/** The civil date a number of days after 1970-01-01. */
export function dateOfDayNumber(dayNumber: number): LocalDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / (DAYS_PER_ERA - 1))) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return civil(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

function civil(year: number, month: number, day: number): LocalDate {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as LocalDate;
}

/** Days in a month, 1 to 12, of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A calendar date from "YYYY-MM-DD", or null where the text is none or the day does not exist. */
export function localDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const [year, month, day] = partsOf(text as LocalDate);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as LocalDate;
}

function partsOf(date: LocalDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** Days from 1970-01-01 to a local date. */
export function dayNumber(date: LocalDate): number {
  const [year, month, day] = partsOf(date);
  return dayNumberOf(year, month, day);
}

/** Whole calendar days from one date to another; negative where the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date a number of days later, or earlier where it is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Day of treatment as clinicians count it: the first day is Day 1, the day before it Day −1; there is no day 0. */
export function protocolDay(start: LocalDate, date: LocalDate): number {
  const elapsed = daysBetween(start, date);
  return elapsed < 0 ? elapsed : elapsed + 1;
}

/** An ISO-8601 duration of calendar units: "P18Y", "P1M", "P15D". */
export interface CalendarDuration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Reads years, months, weeks and days of an ISO-8601 duration; null for anything else. */
export function parseDuration(text: string): CalendarDuration | null {
  const found = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(text);
  if (!found) return null;
  const [years, months, weeks, days] = found.slice(1).map((part) => Number(part ?? 0));
  return { years: years ?? 0, months: months ?? 0, days: (weeks ?? 0) * 7 + (days ?? 0) };
}

/**
 * The day number of a date plus a calendar duration. A day that does not exist becomes the first of the next
 * month: who was born on 29 February turns a year older on 1 March.
 */
export function dayNumberAfter(date: LocalDate, duration: CalendarDuration): number {
  const [birthYear, birthMonth, birthDay] = partsOf(date);
  const monthIndex = birthMonth - 1 + duration.months;
  const year = birthYear + duration.years + Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  // Counting on from the first of the month lets an overflowing day reach the next month's first.
  const day = Math.min(birthDay, daysInMonth(year, month) + 1);
  return dayNumberOf(year, month, 1) + day - 1 + duration.days;
}

/** Completed years of age on a date; negative before birth. */
export function ageInYears(birthDate: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const reached = dayNumberAfter(birthDate, { years, months: 0, days: 0 }) <= dayNumber(on);
  return reached ? years : years - 1;
}

const NOON = 12 * 60;

/** Minutes from local midnight, for nearness and order; a date without a time is noon. */
export function minuteOfDay(collected: Collected): number {
  return collected.minute ?? NOON;
}

/** Local wall-clock minutes since 1970-01-01T00:00, for nearness and order; a date without a time is noon. */
export function localMinutes(collected: Collected): number {
  return dayNumber(collected.date) * 1440 + minuteOfDay(collected);
}
