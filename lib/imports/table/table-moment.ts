import type { Instant } from "@/lib/branded";
import { isCalendarProblem, localDateOf, parseCollected } from "@/lib/clinical/zone";
import type { DateOrder } from "../import-format";
import type { CollectionReading } from "../observation";
import { readDateText, readTimeText } from "./date-text";

/** Reads moments of collection of one table: the text of its date and, where that stands apart, of its time. */
export type MomentReader = (dateText: string, timeText: string) => CollectionReading;

/** `order`: null while it is a question. The same texts are read once, however many values carry them. */
export function momentReader(timeZone: string, received: Instant, order: DateOrder | null): MomentReader {
  const today = localDateOf(received, timeZone);
  const known = new Map<string, Map<string, CollectionReading>>();
  const read = (dateText: string, timeText: string): CollectionReading => {
    const written = readDateText(dateText);
    const text = `${dateText.trim()} ${timeText.trim()}`.trim();
    if (written.kind === "empty") return { kind: "absent" };
    if (written.kind === "imprecise") return { kind: "imprecise", text };
    if (written.kind === "unreadable") return { kind: "impossible", text };
    const { dates } = written;
    const same = dates.dmy === dates.mdy && dates.dmy === dates.ymd;
    if (order === null && !same) return { kind: "ambiguous", text };
    const date = dates[order ?? "dmy"];
    const clock = written.time === null && timeText.trim() !== "" ? readTimeText(timeText) : written;
    if (date === null || clock === null) return { kind: "impossible", text };
    const iso = clock.time === null ? date : `${date}T${clock.time}${clock.offset}`;
    const parsed = parseCollected(iso, timeZone);
    if (isCalendarProblem(parsed)) {
      return { kind: parsed.problem === "no-such-time" ? "skipped" : "impossible", text };
    }
    const { collected, instant, ambiguous } = parsed;
    const future = collected.minute === null ? collected.date > today : instant > received;
    return { kind: "read", collected, ambiguous, future };
  };
  return (dateText, timeText) => {
    const byTime = known.get(dateText) ?? new Map<string, CollectionReading>();
    known.set(dateText, byTime);
    const before = byTime.get(timeText);
    if (before) return before;
    const reading = read(dateText, timeText);
    byTime.set(timeText, reading);
    return reading;
  };
}
