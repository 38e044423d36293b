import { daysInMonth } from "@/lib/clinical/calendar";

/** `date` is null where nothing was typed. */
export type TypedDate =
  | { readonly ok: true; readonly date: string | null }
  | { readonly ok: false; readonly message: string };

export type TypedTime =
  | { readonly ok: true; readonly time: string | null }
  | { readonly ok: false; readonly message: string };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const HOW = "Write the date as 2026-03-31 or 31-Mar-2026.";

/**
 * Reads a date a person typed: year first, or with the month in letters. "03/04/2026" is refused rather than
 * guessed, because it is two different days on two sides of an ocean.
 */
export function typedDate(text: string): TypedDate {
  const typed = text.trim();
  if (typed === "") return { ok: true, date: null };
  const yearFirst =
    /^(\d{4})[-./ ]?(\d{1,2})[-./ ](\d{1,2})$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (yearFirst) return existing(yearFirst[1], yearFirst[2], yearFirst[3]);
  const inLetters = /^(\d{1,2})[-./ ]?([a-z]{3,9})[-./, ]{0,2}(\d{4})$/i.exec(typed);
  if (inLetters) {
    const month = MONTHS.indexOf((inLetters[2] ?? "").slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return existing(inLetters[3], String(month), inLetters[1]);
  }
  if (/^\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}$/.test(typed)) {
    return { ok: false, message: `“${typed}” can be read as two different days. ${HOW}` };
  }
  return { ok: false, message: HOW };
}

function existing(year = "", month = "", day = ""): TypedDate {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const inYear = Number(month) >= 1 && Number(month) <= 12;
  return inYear && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month))
    ? { ok: true, date }
    : { ok: false, message: "This day does not exist in the calendar." };
}

/** Reads a time of day on a 24-hour clock: "8:30", "0830", "08.30". */
export function typedTime(text: string): TypedTime {
  const typed = text.trim();
  if (typed === "") return { ok: true, time: null };
  const parts = /^(\d{1,2})[:.h](\d{2})$/i.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed);
  const hour = Number(parts?.[1]);
  const minute = Number(parts?.[2]);
  if (!parts || hour > 23 || minute > 59) {
    return { ok: false, message: "Write the time as 08:30, on a 24-hour clock." };
  }
  return { ok: true, time: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` };
}

/** "YYYY-MM-DDTHH:MM" local time at the site, or the date alone where no time is known. */
export function localMoment(date: string, time: string | null): string {
  return time === null ? date : `${date}T${time}`;
}
