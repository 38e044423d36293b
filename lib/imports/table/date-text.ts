import type { LocalDate } from "@/lib/branded";
import { localDate } from "@/lib/clinical/calendar";
import { DATE_ORDERS, type DateOrder } from "../import-format";

/** A date as somebody wrote it, with what is behind it. */
export type DateText =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  /** A month or a year. */
  | { readonly kind: "imprecise" }
  | {
      readonly kind: "date";
      /** What it is in each order; null: no date of the calendar in that order. One and the same where the order is plain. */
      readonly dates: Readonly<Record<DateOrder, LocalDate | null>>;
      /** "08:30" or "08:30:15"; null where only the date is written. */
      readonly time: string | null;
      /** "+02:00", "Z" or nothing. */
      readonly offset: string;
    };

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(.+))?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$/;
const NUMERIC = /^(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{2,4})(?:,?[T\s]\s*(.+))?$/i;
const DAY_MONTH = /^(\d{1,2})(?:\.|\s|-|\/)\s*(\p{L}{3,})\.?(?:,|\s|-|\/)\s*(\d{4}|\d{2})(?:,?\s+(.+))?$/u;
const MONTH_DAY = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.+))?$/u;
const IMPRECISE = /^(?:\d{4}|\d{4}[-/.]\d{1,2}|\d{1,2}[/.]\d{4}|\p{L}{3,9}\.?\s+\d{4})$/u;
const TIME =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?:\s*([ap])\.?m\.?|\s*uhr)?\s*(z|[+-]\d{2}:?\d{2})?$/i;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const OTHER_MONTHS: Readonly<Record<string, string>> = { mai: "may", okt: "oct", dez: "dec", mrz: "mar" };

/** No date is longer; a page of text is not searched for one. */
const LONGEST = 60;

export function readDateText(text: string): DateText {
  const written = text.trim();
  if (written === "") return { kind: "empty" };
  if (written.length > LONGEST) return { kind: "unreadable" };
  if (IMPRECISE.test(written)) return { kind: "imprecise" };
  const found = splitDate(written);
  if (!found) return { kind: "unreadable" };
  const { dates, rest } = found;
  if (rest === null) return { kind: "date", dates, time: null, offset: "" };
  const clock = readTimeText(rest);
  return clock ? { kind: "date", dates, ...clock } : { kind: "unreadable" };
}

/** "8:30", "08:30:15", "8:30 PM"; null where it is no time of day. */
export function readTimeText(text: string): { time: string; offset: string } | null {
  const found = TIME.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const [, hourText = "", minute = "", second, half, zone = ""] = found;
  const hour = half === undefined ? Number(hourText) : onTheHalf(Number(hourText), half);
  if (hour === null || hour > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const parts = [String(hour).padStart(2, "0"), minute, ...(second === undefined ? [] : [second])];
  return { time: parts.join(":"), offset };
}

function onTheHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

interface Split {
  readonly dates: Readonly<Record<DateOrder, LocalDate | null>>;
  readonly rest: string | null;
}

function splitDate(written: string): Split | null {
  const iso = ISO.exec(written);
  if (iso) return plain(iso[1], iso[2], iso[3], iso[4]);
  const compact = COMPACT.exec(written);
  if (compact) {
    const [, year, month, day, hour, minute, second] = compact;
    const clock = [hour, minute, second].filter((part) => part !== undefined).join(":");
    return plain(year, month, day, clock || undefined);
  }
  const numeric = NUMERIC.exec(written);
  if (numeric) return inEveryOrder(numeric);
  const named = DAY_MONTH.exec(written);
  if (named) return plain(century(named[3] ?? ""), monthNumber(named[2] ?? ""), named[1], named[4]);
  const american = MONTH_DAY.exec(written);
  if (american) return plain(american[3], monthNumber(american[1] ?? ""), american[2], american[4]);
  return null;
}

function inEveryOrder([
  ,
  first = "",
  separator,
  second = "",
  third = "",
  rest,
]: RegExpExecArray): Split | null {
  if (first.length === 3 || third.length === 3 || (first.length === 4 && third.length === 4)) return null;
  if (first.length === 4) return third.length > 2 ? null : plain(first, second, third, rest);
  const dayFirst = date(century(third), second, first);
  // With points the day stands first wherever they are used; slashes and hyphens are written both ways.
  if (separator === "." && third.length === 4) {
    return { dates: { dmy: dayFirst, mdy: dayFirst, ymd: dayFirst }, rest: rest ?? null };
  }
  const monthFirst = date(century(third), first, second);
  const yearFirst = third.length === 2 && first.length === 2 ? date(century(first), second, third) : null;
  return { dates: { dmy: dayFirst, mdy: monthFirst, ymd: yearFirst }, rest: rest ?? null };
}

function plain(year?: string, month?: string, day?: string, rest?: string): Split {
  const only = date(year, month, day);
  return { dates: { dmy: only, mdy: only, ymd: only }, rest: rest ?? null };
}

const date = (year = "", month = "", day = ""): LocalDate | null =>
  localDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);

/** Results with a year of two digits are of this century. */
const century = (year: string): string => (year.length === 2 ? `20${year}` : year);

function monthNumber(name: string): string {
  const short = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().slice(0, 3);
  const month = MONTHS.indexOf(OTHER_MONTHS[short] ?? short) + 1;
  return String(month);
}

/** The years of a birth date must be written out: "16" may be a child or a great-grandmother. */
export const hasShortYear = (text: string): boolean => !/\d{4}/.test(text);

/** What the dates of one column say about the order they are written in. */
export interface OrderEvidence {
  /** Any of them where every date is the same in each. Null where the dates do not settle it. */
  readonly order: DateOrder | null;
  /** Orders to choose from where they do not, and a date that shows why. */
  readonly choices: readonly DateOrder[];
  readonly example: string | null;
}

export function orderEvidence(texts: Iterable<string>): OrderEvidence {
  const possible = new Set<DateOrder>(DATE_ORDERS);
  const seen = new Set<DateOrder>();
  const read: { text: string; dates: Readonly<Record<DateOrder, LocalDate | null>> }[] = [];
  for (const text of texts) {
    const reading = readDateText(text);
    if (reading.kind !== "date") continue;
    const { dates } = reading;
    const orders = DATE_ORDERS.filter((order) => dates[order] !== null);
    // A date in no order is a wrong date, not evidence.
    if (orders.length === 0) continue;
    for (const order of orders) seen.add(order);
    for (const order of DATE_ORDERS) if (dates[order] === null) possible.delete(order);
    if (new Set(Object.values(dates)).size > 1) read.push({ text, dates });
  }
  const orders = [...possible];
  const doubtful = read.find(({ dates }) => new Set(orders.map((order) => dates[order])).size !== 1);
  const [first] = orders;
  if (!doubtful && first !== undefined) return { order: first, choices: [], example: null };
  const choices = orders.length > 0 ? orders : DATE_ORDERS.filter((order) => seen.has(order));
  return { order: null, choices, example: doubtful?.text ?? read[0]?.text ?? null };
}
