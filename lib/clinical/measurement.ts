export type Comparator = "<" | "<=" | ">" | ">=";

export const DECIMAL_MARKS = [".", ","] as const;
/** What stands before the decimals; the other of the two groups thousands. */
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** What a text says before any unit is considered. */
export type Measurement =
  | { readonly kind: "number"; readonly value: number; readonly decimals: number }
  | {
      readonly kind: "censored";
      readonly comparator: Comparator;
      readonly value: number;
      readonly decimals: number;
    }
  | { readonly kind: "range"; readonly low: number; readonly high: number; readonly decimals: number }
  /** No value was given: never zero, never normal. */
  | { readonly kind: "missing" }
  /** "trace", "occasional blasts": there is some, the amount is unknown. */
  | { readonly kind: "seen" }
  /** "not detected", "none seen". */
  | { readonly kind: "not-detected" }
  | { readonly kind: "unreadable" };

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?`;
const PLAIN = new RegExp(`^-?${NUMBER}$`);
const CENSORED = new RegExp(`^(<=|>=|=<|=>|<|>|≤|≥)\\s*(-?${NUMBER})$`);
const RANGE = new RegExp(`^(${NUMBER})\\s*(?:-|–|—|to)\\s*(${NUMBER})$`, "i");

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  "<": "<",
  "<=": "<=",
  "=<": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "=>": ">=",
  "≥": ">=",
};

const MISSING =
  /^(?:|[-–—.*]+|dnr|did not report|not reported|not done|not performed|not calculated|not available|no result|no value|n\/a|na|null|tnp|test not performed|qns|quantity not sufficient|insufficient(?: sample| quantity)?|clotted|pending|incalculable)$/;
const MISSING_START = /^(?:cancell?ed|unable to (?:calculate|report|perform|determine))(?:$|[\s:;,.-])/;
const SEEN =
  /^(?:(?:a )?(?:trace|occasional|rare|few|scattered|isolated|some|present|seen|positive|pos|detected)(?: (?:blasts?|blast cells?|cells?))?(?: (?:seen|present|noted))?|(?:blasts?|blast cells?) (?:seen|present|noted|detected))$/;
const NOT_DETECTED =
  /^(?:not detected|none detected|undetected|undetectable|not detectable|below (?:the )?(?:detection limit|limit of detection)|negative|neg|none|none seen|not seen|absent|no blasts?(?: seen| present)?|no (?:mrd|residual disease) detected)$/;

function decimalsOf(digits: string): number {
  const plainPoint = digits.indexOf(".");
  if (!/[eE]/.test(digits)) return plainPoint < 0 ? 0 : digits.length - plainPoint - 1;
  const [mantissa = "", exponent = "0"] = digits.toLowerCase().split("e");
  const point = mantissa.indexOf(".");
  const places = point < 0 ? 0 : mantissa.length - point - 1;
  // May be negative: the last place of "1e3" is a thousand.
  return places - Number(exponent);
}

const UNREADABLE: Measurement = { kind: "unreadable" };

const RUN = /[\d.,]*\d[\d.,]*/g;
/** Under a stated mark: decimals after it, and thousands grouped by threes with the other; no group begins with 0. */
const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)$/,
  ",": /^(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?|\d+,?\d*|,\d+)$/,
};

/** A text with its numbers in points and without groups; null where a number of it is not written with the mark. */
export function inPoints(text: string, mark: DecimalMark): string | null {
  let sound = true;
  const pointed = text.replace(RUN, (run) => {
    if (!GROUPED[mark].test(run)) sound = false;
    return mark === "," ? run.replaceAll(".", "").replace(",", ".") : run.replaceAll(",", "");
  });
  return sound ? pointed : null;
}

/**
 * Reads a value as text: point decimals, comparators, ranges and the words laboratories write. A comma is unreadable
 * unless the mark is stated: what it means is for the importer to ask, not for the core to guess.
 */
export function parseMeasurement(text: string, mark: DecimalMark | null = null): Measurement {
  if (text.length > 200) return UNREADABLE;
  const trimmed = text.trim();
  if (mark === null) return parseAmount(trimmed) ?? parseWords(trimmed);
  const pointed = inPoints(trimmed, mark);
  return (pointed === null ? null : parseAmount(pointed)) ?? parseWords(trimmed);
}

/** Null where the text is no amount, perhaps words. */
function parseAmount(trimmed: string): Measurement | null {
  if (PLAIN.test(trimmed)) {
    const value = Number(trimmed);
    return Number.isFinite(value) ? { kind: "number", value, decimals: decimalsOf(trimmed) } : UNREADABLE;
  }
  const censored = CENSORED.exec(trimmed);
  if (censored) {
    const comparator = COMPARATORS[censored[1] ?? ""];
    const digits = censored[2] ?? "";
    const value = Number(digits);
    if (!comparator || !Number.isFinite(value)) return UNREADABLE;
    return { kind: "censored", comparator, value, decimals: decimalsOf(digits) };
  }
  const range = RANGE.exec(trimmed);
  if (range) {
    const low = Number(range[1]);
    const high = Number(range[2]);
    if (!(low <= high) || !Number.isFinite(high)) return UNREADABLE;
    const decimals = Math.min(decimalsOf(range[1] ?? ""), decimalsOf(range[2] ?? ""));
    return { kind: "range", low, high, decimals };
  }
  return null;
}

function parseWords(trimmed: string): Measurement {
  const words = trimmed.toLowerCase().replace(/\s+/g, " ").replace(/[.!]$/, "");
  if (MISSING.test(words) || MISSING_START.test(words)) return { kind: "missing" };
  if (SEEN.test(words)) return { kind: "seen" };
  if (NOT_DETECTED.test(words)) return { kind: "not-detected" };
  return UNREADABLE;
}
