import type { Flag, MilestoneState, RemissionVerdict } from "./clinical/assessment";
import type { CoursePhase, ReportStatus, Sex, Specimen, SupportKind } from "./clinical/record";

/** The only place where a value becomes words: dates dd-MMM-yyyy, numbers as recorded, ×10⁹/L. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MINUS = "−";
const DAY_MS = 86_400_000;

/** "2026-03-31" → "31-Mar-2026". What is not a date is shown as it is. */
export function showDate(date: string): string {
  const [year, month, day] = date.split("-");
  const name = MONTHS[Number(month) - 1];
  return year && day && name ? `${day.slice(0, 2)}-${name}-${year}` : date;
}

/** A sentence of the clinical core with its dates as everywhere else. */
export function showSentence(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, showDate).replace(/\bg-csf\b/g, SUPPORT["g-csf"]);
}

/** "2026-03-31" → "31-Mar" */
export function showDayMonth(date: string): string {
  return showDate(date).slice(0, 6);
}

/** Minutes from midnight → "08:30" */
export function showMinute(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "31-Mar-2026 08:30", or the date alone where only the date is known. */
export function showCollected(collected: { readonly date: string; readonly minute: number | null }): string {
  const date = showDate(collected.date);
  return collected.minute === null ? date : `${date} ${showMinute(collected.minute)}`;
}

/** An instant (ISO text or milliseconds) by the clock of the site: "31-Mar-2026 08:30". */
export function showInstant(instant: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${showDate(`${part("year")}-${part("month")}-${part("day")}`)} ${part("hour")}:${part("minute")}`;
}

function numbersOf(date: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return [year, month, day];
}

/** Whole months from birth; a day of birth the month does not have is reached on the first of the next. */
function monthsOld(birthDate: string, on: string): number {
  const [birthYear, birthMonth, birthDay] = numbersOf(birthDate);
  const [year, month, day] = numbersOf(on);
  return (year - birthYear) * 12 + (month - birthMonth) - (day < birthDay ? 1 : 0);
}

/** Days from one calendar date to another; negative where the second comes first. */
export function daysBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDay] = numbersOf(from);
  const [toYear, toMonth, toDay] = numbersOf(to);
  return Math.round(
    (Date.UTC(toYear, toMonth - 1, toDay) - Date.UTC(fromYear, fromMonth - 1, fromDay)) / DAY_MS,
  );
}

/** "34 y"; in months below 2 years and in days below 2 months, where a year would say too little. */
export function showAge(birthDate: string, on: string): string {
  const months = monthsOld(birthDate, on);
  if (months >= 24) return `${Math.floor(months / 12)} y`;
  if (months >= 2) return `${months} mo`;
  return `${Math.max(0, daysBetween(birthDate, on))} d`;
}

const DURATION_UNITS = { D: "d", M: "mo", Y: "y" } as const;

/** An age as an ISO-8601 duration after birth: "P0D" → "birth", "P3M" → "3 mo", "P1Y6M" → "1 y 6 mo". */
export function showDuration(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)([DMY])/g)].filter(([, count]) => Number(count) > 0);
  if (parts.length === 0) return "birth";
  return parts.map(([, count, unit]) => `${count} ${DURATION_UNITS[unit as "D" | "M" | "Y"]}`).join(" ");
}

const SEX_LETTERS: Record<Sex, string> = { female: "F", male: "M", unknown: "sex unknown" };

export function showSex(sex: Sex): string {
  return SEX_LETTERS[sex];
}

export function showName(person: { readonly familyName: string; readonly givenName: string }): string {
  return `${person.familyName}, ${person.givenName}`;
}

/** "Day 30"; "Day −3" before the first day. There is no Day 0. */
export function showDay(day: number): string {
  return `Day ${day < 0 ? MINUS : ""}${Math.abs(day)}`;
}

/** Elapsed days to the protocol day: elapsed 0 is Day 1, and the day before it Day −1. */
export function protocolDayOf(start: string, on: string): number {
  const elapsed = daysBetween(start, on);
  return elapsed >= 0 ? elapsed + 1 : elapsed;
}

const UNITS: Readonly<Record<string, string>> = {
  "10*9/L": "×10⁹/L",
  "10*12/L": "×10¹²/L",
  "10*6/L": "×10⁶/L",
  "10*3/uL": "×10³/µL",
  "10*6/uL": "×10⁶/µL",
  "10*-4": "×10⁻⁴",
  "/uL": "/µL",
  "{cells}/uL": "cells/µL",
  "{#}": "cells",
};

/** A UCUM unit as print writes it; a unit as received that is not UCUM stays as it came. */
export function showUnit(unit: string | null): string {
  return unit === null ? "" : (UNITS[unit] ?? unit);
}

/** A number without rounding; only the noise of binary fractions (12.400000000000002) is taken off. */
export function showNumber(value: number): string {
  const plain = Number(value.toPrecision(12));
  const text = Math.abs(plain) < 1e-6 && plain !== 0 ? plain.toFixed(12).replace(/0+$/, "") : String(plain);
  return text.replace("-", MINUS);
}

const COMPARATORS = { "<": "<", "<=": "≤", ">": ">", ">=": "≥" } as const;

export interface ShownValue {
  readonly text: string;
  readonly value: number | null;
  readonly comparator: "<" | "<=" | ">" | ">=" | null;
}

/**
 * The value of a result in its canonical unit: as recorded ("12.40") where the number is the recorded one, the
 * converted number where it is not, the received text where there is no number.
 */
export function showValue({ text, value, comparator }: ShownValue): string {
  if (value === null) return text.trim() === "" ? "no value" : text.trim();
  const recorded = text.trim().replace(/^(<=|>=|≤|≥|<|>)\s*/, "");
  const mark = comparator === null ? "" : COMPARATORS[comparator];
  return mark + (/^[\d.]+$/.test(recorded) && Number(recorded) === value ? recorded : showNumber(value));
}

const decimals = (text: string) => text.split(".")[1]?.length ?? 0;

/** "4.0–10.0", "≤ 5", "≥ 1.5"; both limits are inside. Empty where both sides are open. */
export function showInterval(interval: {
  readonly low: number | null;
  readonly high: number | null;
}): string {
  const { low, high } = interval;
  if (low === null && high === null) return "";
  if (low === null) return `≤ ${showNumber(high ?? 0)}`;
  if (high === null) return `≥ ${showNumber(low)}`;
  const places = Math.max(decimals(showNumber(low)), decimals(showNumber(high)));
  const even = (limit: number) =>
    places === 0 ? showNumber(limit) : limit.toFixed(places).replace("-", MINUS);
  return `${even(low)}–${even(high)}`;
}

export interface ShownFlag {
  readonly letters: string;
  readonly arrow: string;
  readonly words: string;
  readonly tone: "low" | "high" | "critical";
}

const FLAGS: Record<Exclude<Flag, "N">, ShownFlag> = {
  L: { letters: "L", arrow: "↓", words: "low", tone: "low" },
  H: { letters: "H", arrow: "↑", words: "high", tone: "high" },
  LL: { letters: "LL", arrow: "↓", words: "critically low", tone: "critical" },
  HH: { letters: "HH", arrow: "↑", words: "critically high", tone: "critical" },
};

/** Null inside the interval and where none was assessed. */
export function showFlag(flag: Flag | null): ShownFlag | null {
  return flag === null || flag === "N" ? null : FLAGS[flag];
}

/** Days from the marrow to its count, in words. */
export function showGap(days: number): string {
  if (days === 0) return "same day";
  const count = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return `${count} ${days < 0 ? "before" : "after"}`;
}

/** "interim-maintenance" → "Interim maintenance" */
export function showWords(code: string): string {
  return showStart(code.replaceAll("-", " "));
}

/** "in treatment" → "In treatment"; what begins with a capital or a number stays. */
export function showStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function showPhase(phase: CoursePhase | null): string {
  if (phase === null) return "Course";
  return phase === "re-induction" ? "Re-induction" : showWords(phase);
}

const SUPPORT: Record<SupportKind, string> = {
  platelets: "Platelets",
  "red-cells": "Red cells",
  "g-csf": "G-CSF",
};

export function showSupport(kind: SupportKind): string {
  return SUPPORT[kind];
}

const SPECIMEN: Record<Specimen, string> = { blood: "Blood", marrow: "Marrow", csf: "CSF" };

export function showSpecimen(specimen: Specimen): string {
  return SPECIMEN[specimen];
}

const STATUSES: Record<ReportStatus, string> = {
  preliminary: "preliminary",
  final: "final",
  corrected: "corrected",
  amended: "amended",
  cancelled: "cancelled",
  "entered-in-error": "withdrawn",
};

export function showStatus(status: ReportStatus): string {
  return STATUSES[status];
}

export type VerdictTone = "met" | "not-met" | "open" | "quiet";

export interface ShownVerdict {
  readonly word: string;
  readonly symbol: string;
  readonly tone: VerdictTone;
}

const REMISSION: Record<RemissionVerdict, ShownVerdict> = {
  met: { word: "Met", symbol: "✓", tone: "met" },
  "not-met": { word: "Not met", symbol: "✗", tone: "not-met" },
  indeterminate: { word: "Indeterminate", symbol: "?", tone: "open" },
  "not-applicable": { word: "Not applicable", symbol: "–", tone: "quiet" },
};

export function showRemission(verdict: RemissionVerdict): ShownVerdict {
  return REMISSION[verdict];
}

const MILESTONES: Record<MilestoneState, ShownVerdict> = {
  "not-started": { word: "Not started", symbol: "○", tone: "quiet" },
  upcoming: { word: "Upcoming", symbol: "○", tone: "quiet" },
  "awaiting-sample": { word: "Awaiting sample", symbol: "?", tone: "open" },
  met: { word: "Met", symbol: "✓", tone: "met" },
  "not-met": { word: "Not met", symbol: "✗", tone: "not-met" },
  indeterminate: { word: "Indeterminate", symbol: "?", tone: "open" },
  "late-met": { word: "Met late", symbol: "✓", tone: "met" },
  missed: { word: "Missed", symbol: "✗", tone: "not-met" },
};

export function showMilestone(state: MilestoneState): ShownVerdict {
  return MILESTONES[state];
}

/** A count of things with the right word: "1 patient", "412 patients". */
export function showCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
