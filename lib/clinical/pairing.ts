import type { AnalyteCode } from "./analytes";
import { dayNumber, localMinutes, minuteOfDay } from "./calendar";
import type { KnownRecord } from "./judging/known-record";
import type { ReadReport } from "./judging/read-report";
import { stated } from "./response/clauses";

/** A blood report with none of these is not a count. */
export const COUNT_ANALYTES: readonly AnalyteCode[] = ["WBC", "HGB", "PLT", "ANC"];

/** The count that goes with a marrow, and the others that might have. */
export interface CountPairing {
  readonly count: ReadReport | null;
  /** Local calendar days from marrow to count; negative where the count came first; null without one. */
  readonly gapDays: number | null;
  /** The other usable counts inside the window. */
  readonly others: readonly ReadReport[];
}

/** True for a blood report that gives a value, usable or not, for any of the four counts. */
export function isCount(report: ReadReport): boolean {
  return COUNT_ANALYTES.some((code) => stated(report.reading(code)) !== null);
}

/**
 * The count nearest to a marrow within the pairing window (both ends inclusive, local calendar days); nearness is
 * local wall-clock time, a report without a time counts as noon, and on a tie the later one is taken.
 */
export function pairedCount(known: KnownRecord, marrow: ReadReport): CountPairing {
  const { collected } = marrow.report;
  const marrowDay = dayNumber(collected.date);
  const marrowMinutes = localMinutes(collected);
  const days = known.policy.pairingDays.value;
  const inWindow: ReadReport[] = [];
  let count: ReadReport | null = null;
  let gapDays: number | null = null;
  let nearest = Infinity;
  const { bloods, bloodDays } = known;
  // Earliest first, so an equal distance found later is the later count.
  for (let index = firstAtLeast(bloodDays, marrowDay - days); index < bloods.length; index++) {
    const blood = bloods[index];
    const day = bloodDays[index];
    if (!blood || day === undefined || day > marrowDay + days) break;
    const read = known.read(blood);
    if (!isCount(read)) continue;
    inWindow.push(read);
    const distance = Math.abs(day * 1440 + minuteOfDay(blood.collected) - marrowMinutes);
    if (distance > nearest) continue;
    nearest = distance;
    count = read;
    gapDays = day - marrowDay;
  }
  return { count, gapDays, others: inWindow.filter((read) => read !== count) };
}

/** Index of the first of an ascending list that is not below a value. */
function firstAtLeast(ascending: readonly number[], value: number): number {
  let [from, until] = [0, ascending.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((ascending[middle] ?? Infinity) < value) from = middle + 1;
    else until = middle;
  }
  return from;
}
