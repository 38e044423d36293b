import type { Instant } from "@/lib/branded";
import { localDate } from "@/lib/clinical/calendar";
import { isCalendarProblem, localDateOf, parseCollected } from "@/lib/clinical/zone";
import type { CollectionReading } from "../observation";

/** A format's spelling of a time as ISO 8601, or the year and month where it says no more; null: no time at all. */
export type TimeSpelling = { readonly iso: string } | { readonly month: string } | null;

/** Reads collection times of one file; the same text is read once, however many observations carry it. */
export function collectionReading(
  timeZone: string,
  received: Instant,
  spelling: (text: string) => TimeSpelling,
): (text: string) => CollectionReading {
  const today = localDateOf(received, timeZone);
  const known = new Map<string, CollectionReading>();
  const read = (text: string): CollectionReading => {
    if (text === "") return { kind: "absent" };
    const spelt = spelling(text);
    if (spelt === null) return { kind: "impossible", text };
    if ("month" in spelt) {
      const possible = localDate(`${spelt.month}-01`) !== null;
      return { kind: possible ? "imprecise" : "impossible", text };
    }
    const parsed = parseCollected(spelt.iso, timeZone);
    if (isCalendarProblem(parsed)) {
      return { kind: parsed.problem === "no-such-time" ? "skipped" : "impossible", text };
    }
    const { collected, instant, ambiguous } = parsed;
    const future = collected.minute === null ? collected.date > today : instant > received;
    return { kind: "read", collected, ambiguous, future };
  };
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const reading = read(text);
    known.set(text, reading);
    return reading;
  };
}
