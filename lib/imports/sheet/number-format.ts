import { dateOfDayNumber, dayNumberOf } from "@/lib/clinical/calendar";

/** How a cell's number is shown. */
export type NumberFormat =
  | { readonly kind: "general" }
  /** A fixed number of decimals. */
  | { readonly kind: "decimals"; readonly decimals: number }
  | { readonly kind: "percent"; readonly decimals: number }
  | { readonly kind: "date" | "time" | "date-time" };

const GENERAL: NumberFormat = { kind: "general" };

/** ECMA-376, 18.8.30: codes that files name by number and do not write out. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "mm-dd-yy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yy h:mm",
  37: "#,##0",
  38: "#,##0",
  39: "#,##0.00",
  40: "#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mmss.0",
};

/** `code`: what the file writes out for the number of a format; undefined: one of the built-in ones. */
export function numberFormat(id: number, code?: string): NumberFormat {
  const [positive = ""] = (code ?? BUILT_IN[id] ?? "").split(";");
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
  const decimals = /\.(0+)/.exec(bare)?.[1]?.length ?? 0;
  if (/^[#0,]*0(?:\.0+)?\s*%$/.test(bare)) return { kind: "percent", decimals };
  if (/^[#0,]*0(?:\.0+)?$/.test(bare)) return { kind: "decimals", decimals };
  if (/general/i.test(bare) || !/[ymdhs]/i.test(bare)) return GENERAL;
  const dated = /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const timed = /[hs]/i.test(bare);
  if (dated && timed) return { kind: "date-time" };
  return { kind: dated ? "date" : "time" };
}

/** Days before the first date of a sheet, whose calendar has a 29 February 1900; or from 1904 on. */
const EPOCH_1900 = dayNumberOf(1899, 12, 30);
const EPOCH_1904 = dayNumberOf(1904, 1, 1);
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/**
 * A number as the sheet shows it, with no digit less than the file holds: "12.40" where two decimals are shown, and
 * "12.37" where one is. A date or time is written the one way that cannot be misread.
 */
export function shownNumber(stored: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(value)) return stored;
  if (format.kind === "general") return plainNumber(stored, value);
  if (format.kind === "decimals") return withDecimals(stored, value, format.decimals);
  // In per cent as shown: "5%" stored as 0.05 must not become 0.05 %.
  if (format.kind === "percent")
    return `${withDecimals("", Number((value * 100).toPrecision(15)), format.decimals)}%`;
  return shownMoment(value, format.kind, from1904) ?? plainNumber(stored, value);
}

/** Sheets compute with 17 digits and show 15: 4.0999999999999996 is 4.1. */
function plainNumber(stored: string, value: number): string {
  return /^-?\d{1,15}(?:\.\d{1,14})?$/.test(stored) && stored.replace(/\D/g, "").length <= 15
    ? stored
    : decimalText(Number(value.toPrecision(15)));
}

function decimalText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

function withDecimals(stored: string, value: number, decimals: number): string {
  const exact = stored === "" ? decimalText(value) : plainNumber(stored, value);
  const shown = value.toFixed(Math.min(decimals, 20));
  return Number(shown) === Number(exact) ? shown : exact;
}

function shownMoment(value: number, kind: "date" | "time" | "date-time", from1904: boolean): string | null {
  if (value < 0 || value > LAST_DAY) return null;
  // To the second, as sheets show it; the last half second of a day belongs to the next.
  const seconds = Math.round(value * 86_400);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const two = (part: number) => String(part).padStart(2, "0");
  const second = rest % 60 === 0 ? "" : `:${two(rest % 60)}`;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}${second}`;
  if (kind === "time") return value < 1 ? time : null;
  // Before March 1900 the sheet's calendar is a day off, and nobody's results are from then.
  if (!from1904 && days < 61) return null;
  const date = dateOfDayNumber((from1904 ? EPOCH_1904 : EPOCH_1900) + days);
  return kind === "date" || rest === 0 ? date : `${date} ${time}`;
}
