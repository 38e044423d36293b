import type { AnalyteCode } from "../analytes";
import type { ValueRange } from "./value-range";

export const CTCAE_VERSION = "CTCAE v5.0";

export type Grade = 1 | 2 | 3 | 4;

/** Below `lower` begins the next grade; the first number is the upper end of grade 2. */
interface GradeLimits {
  /** Upper ends of grades 2, 3 and 4, exclusive; each grade reaches down to the next, inclusive. */
  readonly below: readonly number[];
}

/** Source: CTCAE v5.0, blood and lymphatic system disorders, investigations; canonical units. */
export const CTCAE_LIMITS: Readonly<Partial<Record<AnalyteCode, GradeLimits>>> = {
  // Grade 4 anaemia is clinical ("life-threatening consequences") and never computed.
  HGB: { below: [10, 8] },
  ANC: { below: [1.5, 1, 0.5] },
  PLT: { below: [75, 50, 25] },
  WBC: { below: [3, 2, 1] },
};

/**
 * The grade of a low value; null where it has none, or where a censored value could be of two. A value inside its
 * interval is no adverse event, whatever the printed ranges say (an infant's haemoglobin of 9.5 g/dL).
 */
export function ctcaeGrade(code: AnalyteCode, range: ValueRange, lowerLimit: number | null): Grade | null {
  const limits = CTCAE_LIMITS[code];
  if (!limits) return null;
  const lowest = gradeOf(limits, lowerLimit, (limit) => range.low < limit);
  // An open upper end is just below its limit, so it belongs to the grade beneath.
  const highest = gradeOf(limits, lowerLimit, (limit) =>
    range.highOpen ? range.high <= limit : range.high < limit,
  );
  return lowest === highest ? lowest : null;
}

function gradeOf(
  { below }: GradeLimits,
  lowerLimit: number | null,
  isBelow: (limit: number) => boolean,
): Grade | null {
  if (lowerLimit !== null && !isBelow(lowerLimit)) return null;
  const worse = below.filter(isBelow).length;
  if (worse > 0) return (worse + 1) as Grade;
  return lowerLimit === null ? null : 1;
}
