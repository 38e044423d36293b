import type { AnalyteCode } from "../analytes";
import type { Flag } from "../assessment";
import type { CriticalLimits, Policy } from "../policy";
import type { IntervalChoice } from "../reference-intervals";
import { type Answer, allOf } from "../truth";
import type { Reading } from "./reading";
import { above, atLeast, atMost, below, type ValueRange } from "./value-range";

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
  const { candidates, sexNeeded } = choice;
  if (candidates.length === 0 || (sexNeeded && candidates.length < 2)) return null;
  const every = (test: (low: number | null, high: number | null) => Answer) =>
    allOf(candidates.map(({ low, high }) => test(low, high))) === "met";
  if (every((low) => (low === null ? "not-met" : below(range, low)))) return "L";
  if (every((_, high) => (high === null ? "not-met" : above(range, high)))) return "H";
  const normal = every((low, high) =>
    allOf([low === null ? "met" : atLeast(range, low), high === null ? "met" : atMost(range, high)]),
  );
  return normal ? "N" : null;
}

function criticalFlag(
  range: ValueRange,
  limits: CriticalLimits | undefined,
  seenBefore: () => boolean,
): Flag | null {
  if (!limits) return null;
  const low = limits.below !== undefined && below(range, limits.below) === "met";
  const high = limits.above !== undefined && above(range, limits.above) === "met";
  if (!low && !high) return null;
  if (limits.firstTimeOnly && seenBefore()) return null;
  return low ? "LL" : "HH";
}
