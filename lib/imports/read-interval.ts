import { type DecimalMark, inPoints } from "@/lib/clinical/measurement";
import type { Limits } from "@/lib/clinical/record";

export interface IntervalReading {
  /** Null where there is no interval or it cannot be read; an inverted one is kept as it was sent. */
  readonly interval: Limits | null;
  readonly problem: "interval-unreadable" | "interval-inverted" | null;
}

const NUMBER = String.raw`[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)`;
/** "4.3 to 6.2", "13-18", "13 – 18", "13..18", "(4.0 - 10.0)", "-2 - 2". */
const BOTH = new RegExp(String.raw`^(${NUMBER})\s*(?:-|–|—|−|\.\.|to|bis|a|à)\s*(${NUMBER})$`, "i");
const ONE = new RegExp(
  String.raw`^(<=|>=|=<|=>|≤|≥|<|>|up to|bis|less than|greater than|over|under)\s*(${NUMBER})$`,
  "i",
);
const OPEN_ENDED = new RegExp(String.raw`^(${NUMBER})\s*(?:-|–|\+|to)$`, "i");
const OPEN_START = new RegExp(String.raw`^(?:-|–)\s*(${NUMBER})$`);
const UPPER = new Set(["<", "<=", "=<", "≤", "up to", "bis", "less than", "under"]);

/** Longer texts are sentences, and the patterns above are not made for them. */
const LONGEST = 100;

const none: IntervalReading = { interval: null, problem: null };
const unreadable: IntervalReading = { interval: null, problem: "interval-unreadable" };

/**
 * A laboratory's interval text as two limits, both inside. "<5" and "<=5" are both read as "high 5": a
 * reference limit is the last normal value, and how it is written does not tell the two apart.
 * A unit repeated after the numbers is passed over when it is the result's own; another makes it unreadable.
 * Where the decimal mark is known, numbers are read with it.
 */
export function readInterval(
  text: string,
  unit: string | null = null,
  mark: DecimalMark | null = null,
): IntervalReading {
  if (text.length > LONGEST) return unreadable;
  const written = withoutUnit(withoutBrackets(text.trim()), unit);
  const bare = mark === null ? written : inPoints(written, mark);
  if (bare === null) return unreadable;
  if (bare === "") return none;
  const both = BOTH.exec(bare);
  if (both) {
    const low = toNumber(both[1]);
    const high = toNumber(both[2]);
    if (low === null || high === null) return unreadable;
    return { interval: { low, high }, problem: low > high ? "interval-inverted" : null };
  }
  const one = ONE.exec(bare);
  if (one) {
    const limit = toNumber(one[2]);
    if (limit === null) return unreadable;
    return {
      interval: UPPER.has(one[1]?.toLowerCase() ?? "") ? { high: limit } : { low: limit },
      problem: null,
    };
  }
  const from = toNumber(OPEN_ENDED.exec(bare)?.[1]);
  if (from !== null) return { interval: { low: from }, problem: null };
  const upTo = toNumber(OPEN_START.exec(bare)?.[1]);
  if (upTo !== null) return { interval: { high: upTo }, problem: null };
  return unreadable;
}

function withoutBrackets(text: string): string {
  return /^[([].*[)\]]$/.test(text) ? text.slice(1, -1).trim() : text;
}

function withoutUnit(text: string, unit: string | null): string {
  return unit && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
}

/** A comma is a decimal mark only where it cannot be a thousands mark ("1,500" is unreadable, not 1.5). */
function toNumber(text: string | undefined): number | null {
  if (text === undefined || /,\d{3}$/.test(text)) return null;
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : null;
}
