import { Temporal } from "temporal-polyfill";
import type { Instant, LocalDate } from "../branded";
import type { AsOf } from "./assessment";
import type { Collected } from "./record";

/** Why a date or time could not be read; a value to show, never an exception. */
export interface CalendarProblem {
  /** `no-such-time`: the clocks jumped over it that night. */
  readonly problem: "unreadable" | "no-such-date" | "no-such-time" | "unknown-zone";
  readonly text: string;
}

/** Tells a problem from a parsed value. */
export function isCalendarProblem(value: object): value is CalendarProblem {
  return "problem" in value;
}

/** A collection time at the site. */
export interface ParsedCollection {
  readonly collected: Collected;
  /** The moment itself; noon where only the date is known. */
  readonly instant: Instant;
  /** The clocks showed this time twice that night; the first was taken. */
  readonly ambiguous: boolean;
}

const FORM =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const MIDNIGHT = Temporal.PlainTime.from("00:00");
const NOON = Temporal.PlainTime.from("12:00");

interface Resolved {
  readonly local: Temporal.PlainDateTime;
  readonly instant: Temporal.Instant;
  readonly dateOnly: boolean;
  readonly ambiguous: boolean;
}

function resolve(text: string, timeZone: string, timeOfDate: Temporal.PlainTime): Resolved | CalendarProblem {
  const found = FORM.exec(text.trim());
  if (!found) return { problem: "unreadable", text };
  const [, date = "", hour, minute, second = "00", fraction = "", offset] = found;
  // The proleptic calendar has a year 0; nobody's records do.
  if (date.startsWith("0000")) return { problem: "no-such-date", text };
  const day = withinRange(() => Temporal.PlainDate.from(date));
  if (day === null) return { problem: "no-such-date", text };
  if (hour === undefined || minute === undefined) {
    return atWallTime(text, day.toPlainDateTime(timeOfDate), timeZone, true);
  }
  // A leap second has no place on a wall clock that is read to the minute.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { problem: "unreadable", text };
  const local = day.toPlainDateTime(Temporal.PlainTime.from(`${hour}:${minute}:${second}${fraction}`));
  if (!offset) return atWallTime(text, local, timeZone, false);
  const instant = withinRange(() => Temporal.Instant.from(`${local.toString()}${offset}`));
  if (instant === null) return { problem: "unreadable", text };
  const zoned = zonedAt(instant, timeZone);
  if (zoned === null) return { problem: "unknown-zone", text: timeZone };
  return { local: zoned.toPlainDateTime(), instant, dateOnly: false, ambiguous: false };
}

/** What is made, or null where there is no such date, instant or zone. */
function withinRange<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function zonedAt(instant: Temporal.Instant, timeZone: string): Temporal.ZonedDateTime | null {
  return withinRange(() => instant.toZonedDateTimeISO(timeZone));
}

function atWallTime(
  text: string,
  local: Temporal.PlainDateTime,
  timeZone: string,
  dateOnly: boolean,
): Resolved | CalendarProblem {
  // Of a time shown twice the earlier, of one jumped over the time after the jump.
  const earlier = withinRange(() => local.toZonedDateTime(timeZone));
  const later = withinRange(() => local.toZonedDateTime(timeZone, { disambiguation: "later" }));
  if (earlier === null || later === null) return { problem: "unknown-zone", text: timeZone };
  const exists = earlier.toPlainDateTime().equals(local);
  // A zone that skips midnight, or a whole day, still has that date's first moment: only a stated time is refused.
  if (!exists && !dateOnly) return { problem: "no-such-time", text };
  const instant = (exists ? earlier : later).toInstant();
  const ambiguous = exists && earlier.epochMilliseconds !== later.epochMilliseconds;
  return { local, instant, dateOnly, ambiguous };
}

function dateOf(local: Temporal.PlainDateTime): LocalDate {
  return local.toPlainDate().toString() as LocalDate;
}

/**
 * Reads a collection time: with an offset it is an instant, without one a local time at the site, a bare date a
 * local date whose time is not known.
 */
export function parseCollected(text: string, timeZone: string): ParsedCollection | CalendarProblem {
  const resolved = resolve(text, timeZone, NOON);
  if ("problem" in resolved) return resolved;
  const { local, instant, dateOnly, ambiguous } = resolved;
  const minute = dateOnly ? null : local.hour * 60 + local.minute;
  return {
    collected: { date: dateOf(local), minute },
    instant: instant.epochMilliseconds as Instant,
    ambiguous: ambiguous && !dateOnly,
  };
}

/** Reads a moment such as a time of receipt; a bare date is its noon at the site. */
export function parseMoment(text: string, timeZone: string): Instant | CalendarProblem {
  const parsed = parseCollected(text, timeZone);
  return "problem" in parsed ? parsed : parsed.instant;
}

/** Reads the moment an assessment speaks for; a bare date is the end of that day at the site. */
export function asOfMoment(text: string, timeZone: string): AsOf | CalendarProblem {
  const resolved = resolve(text, timeZone, MIDNIGHT);
  if ("problem" in resolved) return resolved;
  const { local, dateOnly, ambiguous } = resolved;
  const date = dateOf(local);
  if (!dateOnly) {
    // Of a time the clocks showed twice, the second includes what arrived at the first.
    const instant = ambiguous
      ? local.toZonedDateTime(timeZone, { disambiguation: "later" }).toInstant()
      : resolved.instant;
    return { instant: instant.epochMilliseconds as Instant, date };
  }
  const next = local.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone });
  return { instant: (next.epochMilliseconds - 1) as Instant, date };
}

/** The date and minute the site's clocks show at an instant. The zone is a site's own, checked when it was made. */
export function localTimeOf(
  instant: Instant,
  timeZone: string,
): { readonly date: LocalDate; readonly minute: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime();
  return { date: dateOf(local), minute: local.hour * 60 + local.minute };
}

/** The calendar date at the site at an instant. */
export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  return localTimeOf(instant, timeZone).date;
}

/** The as-of of an instant: that moment, on its date at the site. */
export function asOfInstant(instant: Instant, timeZone: string): AsOf {
  return { instant, date: localDateOf(instant, timeZone) };
}

/** True for a zone the platform knows by its IANA name. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]\d/.test(name)) return false;
  return zonedAt(Temporal.Instant.fromEpochMilliseconds(0), name) !== null;
}
