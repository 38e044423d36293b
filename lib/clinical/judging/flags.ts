import type { AnalyteCode } from "../analytes";
import type { Flag } from "../assessment";
import type { CriticalLimits, Policy } from "../policy";
import type { IntervalChoice } from "../reference-intervals";
import { type Answer, allOf } from "../truth";
import type { Reading } from "./reading";
import { above, below, type ValueRange, within } from "./value-range";

/** Blasts have no interval: any at all is above what belongs there. */
const NONE_BELONGS: ReadonlySet<AnalyteCode> = new Set<AnalyteCode>([
  "BLAST_PCT",
  "BLAST_ABS",
  "CSF_BLAST_PCT",
]);

/**
 * Low, normal, high or critical, where the whole range of the value says so; null is "not assessed". A number
 * that may not be used has no flag.
 */
export function flagOf(
  reading: Reading,
  choice: IntervalChoice,
  policy: Policy,
  seenBefore: () => boolean,
): Flag | null {
  const { analyte, range } = reading;
  if (range === null) return null;
  const critical = criticalFlag(range, policy.critical.value[analyte], seenBefore);
  if (critical) return critical;
  if (NONE_BELONGS.has(analyte) && above(range, 0) === "met") return "H";
  const { candidates } = choice;
  if (candidates.length === 0) return null;
  const every = (test: (low: number | null, high: number | null) => Answer) =>
    allOf(candidates.map(({ low, high }) => test(low, high))) === "met";
  if (every((low) => below(range, low ?? -Infinity))) return "L";
  if (every((_, high) => above(range, high ?? Infinity))) return "H";
  return every((low, high) => within(range, low, high)) ? "N" : null;
}

function criticalFlag(
  range: ValueRange,
  limits: CriticalLimits | undefined,
  seenBefore: () => boolean,
): Flag | null {
  if (!limits) return null;
  const low = below(range, limits.below ?? -Infinity) === "met";
  const high = above(range, limits.above ?? Infinity) === "met";
  if (!low && !high) return null;
  if (limits.firstTimeOnly && seenBefore()) return null;
  return low ? "LL" : "HH";
}
