import type { Instant, LocalDate } from "@/lib/branded";
import { isCalendarProblem, localDate, localDateOf, parseCollected } from "@/lib/clinical/calendar";
import type { CollectionReading } from "../observation";

/** YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ] */
const TIMESTAMP =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/;

/** Reads collection times of one file; the same text is read once, however many observations carry it. */
export function collectionReader(timeZone: string, received: Instant): (text: string) => CollectionReading {
  const today = localDateOf(received, timeZone);
  const known = new Map<string, CollectionReading>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const reading = readTimestamp(text, timeZone, received, today);
    known.set(text, reading);
    return reading;
  };
}

/**
 * With an offset an instant, shown by the site's clocks; without one a time at the site. (The standard lets
 * MSH-7 lend its offset to the whole message; a fixed offset is wrong for the other half of the year, and the
 * clinical policy takes a time without an offset as the site's.) An hour without minutes is the full hour.
 */
function readTimestamp(
  text: string,
  timeZone: string,
  received: Instant,
  today: LocalDate,
): CollectionReading {
  if (text === "") return { kind: "absent" };
  const found = TIMESTAMP.exec(text);
  if (!found) return { kind: "impossible", text };
  const [, year, month, day, hour, minute = "00", second = "00", offset] = found;
  if (month === undefined || day === undefined) {
    const possible = localDate(`${year}-${month ?? "01"}-01`) !== null;
    return { kind: possible ? "imprecise" : "impossible", text };
  }
  const date = `${year}-${month}-${day}`;
  const zone = offset ? `${offset.slice(0, 3)}:${offset.slice(3)}` : "";
  const iso = hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zone}`;
  const parsed = parseCollected(iso, timeZone);
  if (isCalendarProblem(parsed)) {
    return { kind: parsed.problem === "no-such-time" ? "skipped" : "impossible", text };
  }
  const { collected, instant, ambiguous } = parsed;
  const future = collected.minute === null ? collected.date > today : instant > received;
  return { kind: "read", collected, ambiguous, future };
}

/** The calendar date of a timestamp as it stands: a birth date has no zone. Null where there is no whole date. */
export function readDate(text: string): LocalDate | null {
  const found = TIMESTAMP.exec(text);
  return found ? localDate(`${found[1]}-${found[2] ?? ""}-${found[3] ?? ""}`) : null;
}
