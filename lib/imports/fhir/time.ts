import type { Instant } from "@/lib/branded";
import type { CollectionReading } from "../observation";
import { collectionReading, type TimeSpelling } from "../reading/collection-reading";
import { child, members, textOf } from "./element";
import type { JsonObject } from "./json-value";

export type ReadTime = (text: string) => CollectionReading;

/** Reads the dateTimes of one file: ISO 8601 from the year on; without an offset a time at the site. */
export const collectionReader = (timeZone: string, received: Instant): ReadTime =>
  collectionReading(timeZone, received, spelling);

function spelling(text: string): TimeSpelling {
  const found = /^(\d{4})(?:-(\d{2})(-\d{2}(?:T.{5,30})?)?)?$/.exec(text);
  if (!found) return null;
  const [, year, month = "01", rest] = found;
  return rest === undefined ? { month: `${year}-${month}` } : { iso: text };
}

/**
 * effective[x] of an observation or report, collected[x] of a specimen: when the sample was taken. A span within
 * one day is its beginning; over several days it is no collection of ours. `issued` is when somebody wrote it up
 * and never stands in.
 */
export function timeOf(
  json: JsonObject | null,
  prefix: "effective" | "collected",
  read: ReadTime,
): CollectionReading {
  const stated = textOf(json, `${prefix}DateTime`) || textOf(json, `${prefix}Instant`);
  if (stated !== "") return read(stated);
  const period = child(json, `${prefix}Period`);
  if (period !== null) return span([textOf(period, "start"), textOf(period, "end")], read);
  const timing = child(json, `${prefix}Timing`);
  if (timing === null) return { kind: "absent" };
  const events = members(timing, "event").filter((event) => typeof event === "string");
  return events.length > 0 ? span(events, read) : { kind: "imprecise", text: "a schedule" };
}

function span(texts: readonly string[], read: ReadTime): CollectionReading {
  const stated = texts.filter((text) => text !== "");
  const [first, ...others] = stated.map(read);
  if (first === undefined) return { kind: "absent" };
  const spread = others.some((other) => dateOf(other) !== dateOf(first));
  return spread ? { kind: "imprecise", text: `${stated[0]} to ${stated.at(-1)}`.slice(0, 80) } : first;
}

const dateOf = (reading: CollectionReading): string =>
  reading.kind === "read" ? reading.collected.date : reading.kind;
