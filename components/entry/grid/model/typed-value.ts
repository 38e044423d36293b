import type { DecimalMark } from "@/lib/clinical/measurement";

/** How the text of a cell reaches the core: as typed, with the mark it is read by, or not at all. */
export type TypedValue =
  | { readonly ok: true; readonly value: { readonly text: string; readonly decimalMark?: DecimalMark } }
  | { readonly ok: false; readonly reason: string; readonly suggestion: string | null };

/** Why there is no number, by one key each; the core reads each of the words as "no value". */
export const MISSING_KEYS = { d: "not done", c: "clotted", r: "not reported" } as const;

const ONE_NUMBER = /^([<>≤≥]=?|=<|=>)?\s*-?\d*[.,]\d+$/;

/**
 * Reads a number the way the site writes it and keeps the text to the letter. Where the mark is a comma, "7,9" goes to
 * the core with its mark; a typed point is asked about, never guessed: "1.500" could be either. Where the mark is a
 * point nothing is stated, and the core refuses a comma. `stated`: a pasted block is read by its own mark.
 */
export function typedValue(text: string, mark: DecimalMark, stated: DecimalMark | null = null): TypedValue {
  const typed = text.trim().replaceAll("−", "-");
  if (stated !== null) {
    const needed = stated === "," ? /[.,]/.test(typed) : typed.includes(",");
    return { ok: true, value: needed ? { text: typed, decimalMark: stated } : { text: typed } };
  }
  if (mark === "." || !/\d/.test(typed) || !/[.,]/.test(typed)) return { ok: true, value: { text: typed } };
  if (!typed.includes(".")) return { ok: true, value: { text: typed, decimalMark: mark } };
  const suggestion = ONE_NUMBER.test(typed) ? typed.replace(".", ",") : null;
  return {
    ok: false,
    reason: `“${typed}” has a decimal point; this site writes a comma. Write decimals with a comma and thousands without a mark.`,
    suggestion,
  };
}

/** A number of the core, a suggestion say, the way the site writes it. */
export const inSiteMark = (text: string, mark: DecimalMark): string =>
  mark === "," && /^[<>≤≥=]*\d*\.\d+$/.test(text) ? text.replace(".", ",") : text;
