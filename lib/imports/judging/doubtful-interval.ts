import { type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import { DEFAULT_INTERVALS, type IntervalSet } from "@/lib/clinical/default-intervals";
import { toCanonical } from "@/lib/clinical/quantity";
import type { Limits } from "@/lib/clinical/record";

/** A value's interval as it was sent, in the unit of the value. */
export interface PrintedInterval {
  readonly analyte: AnalyteCode;
  readonly unit: string | null;
  readonly interval: Limits | null;
}

interface Hull {
  readonly low: number;
  readonly high: number;
}

const TABLE: Readonly<Partial<Record<AnalyteCode, IntervalSet>>> = DEFAULT_INTERVALS;

/** From the lowest to the highest limit of any age and sex, in the canonical unit. */
const HULLS = new Map<AnalyteCode, Hull>(
  Object.entries(TABLE).flatMap(([code, { unit, rows }]) => {
    const analyte = code as AnalyteCode;
    const accepted = acceptUnit(analyte, unit);
    if (!accepted) return [];
    const lows = rows.map((row) => toCanonical(row[3], accepted.scale));
    const highs = rows.map((row) => toCanonical(row[4], accepted.scale));
    return [[analyte, { low: Math.min(...lows), high: Math.max(...highs) }] as const];
  }),
);

/**
 * Tells an interval that can hardly be the analyte's own, for the values of one report. A published message prints
 * the haematocrit's interval beside its white cells: used, it would call 40 ×10⁹/L normal. Doubtful is one that lies
 * wholly outside what is known for any age and sex, and one whose middle does where a value of another unit in the
 * report has the same limits.
 */
export function intervalDoubter(report: readonly PrintedInterval[]): (printed: PrintedInterval) => boolean {
  const units = new Map<string, Set<string | null>>();
  for (const { interval, unit } of report) {
    if (interval === null) continue;
    const limits = limitsKey(interval);
    units.set(limits, (units.get(limits) ?? new Set()).add(unit));
  }
  return ({ analyte, unit, interval }) => {
    const hull = HULLS.get(analyte);
    const accepted = unit === null ? null : acceptUnit(analyte, unit);
    if (!hull || !accepted || interval === null) return false;
    const convert = (value: number | undefined) =>
      value === undefined ? null : toCanonical(value, accepted.scale);
    const [low, high] = [convert(interval.low), convert(interval.high)];
    if (low !== null && high !== null && low > high) return false;
    if ((low ?? hull.low) > hull.high || (high ?? hull.high) < hull.low) return true;
    if (low === null || high === null) return false;
    const middle = (low + high) / 2;
    const elsewhere = middle > hull.high || middle < hull.low;
    return elsewhere && (units.get(limitsKey(interval))?.size ?? 0) > 1;
  };
}

const limitsKey = ({ low, high }: Limits): string => `${low} ${high}`;
