import type { LocalDate } from "@/lib/branded";
import { type CalendarDuration, dayNumber, dayNumberAfter } from "@/lib/clinical/calendar";
import { child, textOf } from "./element";
import type { JsonObject } from "./json-value";

export interface AgeOnDate {
  readonly birthDate: LocalDate;
  readonly on: LocalDate;
}

/** UCUM, and the words of senders without it. */
const UNITS: Readonly<Record<string, keyof CalendarDuration | "weeks">> = {
  a: "years",
  y: "years",
  yr: "years",
  year: "years",
  years: "years",
  mo: "months",
  month: "months",
  months: "months",
  wk: "weeks",
  week: "weeks",
  weeks: "weeks",
  d: "days",
  day: "days",
  days: "days",
};

/** Nobody is older; a larger number is no age. */
const OLDEST = { years: 200, months: 2400, weeks: 10_440, days: 73_050 } as const;

/**
 * Whether an age lies in a Range, both ends inside: "to 17 years" holds until the day before the eighteenth
 * birthday. Ages in parts of a unit or in hours, and words, are unknown.
 */
export function fitsAge(range: JsonObject | null, person: AgeOnDate | null): "yes" | "no" | "unknown" {
  if (range === null) return "yes";
  const [low, high] = [ageOf(child(range, "low")), ageOf(child(range, "high"))];
  if (person === null || low === "unknown" || high === "unknown") return "unknown";
  const today = dayNumber(person.on);
  if (low !== null && today < dayAfter(person, low, 0)) return "no";
  if (high !== null && today >= dayAfter(person, high, high.below ? 0 : 1)) return "no";
  return "yes";
}

interface Age {
  readonly amount: number;
  readonly unit: keyof typeof OLDEST;
  /** "<18": the age itself is outside. */
  readonly below: boolean;
}

function ageOf(quantity: JsonObject | null): Age | null | "unknown" {
  const digits = textOf(quantity, "value");
  if (digits === "") return null;
  const spelling = (textOf(quantity, "code") || textOf(quantity, "unit")).toLowerCase();
  const unit = Object.hasOwn(UNITS, spelling) ? UNITS[spelling] : undefined;
  const amount = Number(digits);
  const comparator = textOf(quantity, "comparator");
  if (unit === undefined || !Number.isInteger(amount) || amount < 0 || amount > OLDEST[unit])
    return "unknown";
  if (!["", "<", "<=", ">="].includes(comparator)) return "unknown";
  return { amount, unit, below: comparator === "<" };
}

function dayAfter({ birthDate }: AgeOnDate, { amount, unit }: Age, more: number): number {
  const units = amount + more;
  const none: CalendarDuration = { years: 0, months: 0, days: 0 };
  const duration = unit === "weeks" ? { ...none, days: units * 7 } : { ...none, [unit]: units };
  return dayNumberAfter(birthDate, duration);
}
