import type { Instant, LocalDate } from "@/lib/branded";
import { localDate } from "@/lib/clinical/calendar";
import type { CollectionReading } from "../observation";
import { collectionReading, type TimeSpelling } from "../reading/collection-reading";

/** YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ] */
const TIMESTAMP =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/;

/** Reads the timestamps of one file. */
export const collectionReader = (
  timeZone: string,
  received: Instant,
): ((text: string) => CollectionReading) => collectionReading(timeZone, received, spelling);

/**
 * With an offset an instant, shown by the site's clocks; without one a time at the site. (The standard lets
 * MSH-7 lend its offset to the whole message; a fixed offset is wrong for the other half of the year, and the
 * clinical policy takes a time without an offset as the site's.) An hour without minutes is the full hour.
 */
function spelling(text: string): TimeSpelling {
  const found = TIMESTAMP.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute = "00", second = "00", offset] = found;
  if (month === undefined || day === undefined) return { month: `${year}-${month ?? "01"}` };
  const date = `${year}-${month}-${day}`;
  const zone = offset ? `${offset.slice(0, 3)}:${offset.slice(3)}` : "";
  return { iso: hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zone}` };
}

/** The calendar date of a timestamp as it stands: a birth date has no zone. Null where there is no whole date. */
export function readDate(text: string): LocalDate | null {
  const found = TIMESTAMP.exec(text);
  return found ? localDate(`${found[1]}-${found[2] ?? ""}-${found[3] ?? ""}`) : null;
}
