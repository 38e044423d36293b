import type { AnalyteCode } from "../clinical/analytes";
import type { IntervalUsed, JudgedReport } from "../clinical/assessment";
import { dateOfDayNumber } from "../clinical/calendar";
import type { IntervalBand, IntervalsFor } from "./course-model";
import { collectedDay } from "./day-axis";

/** The interval in force from one day until the next step; x in days from the origin. */
export interface BandStep {
  readonly x0: number;
  readonly x1: number;
  readonly low: number | null;
  readonly high: number | null;
}

interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * One step per stretch of equal limits. A laboratory's own interval holds from the day of its result to the day of
 * the next one (and backwards from the first); everywhere else the limits follow age and sex day by day, so what is
 * shaded under a value is what judged it.
 */
export function intervalSteps(
  analyte: AnalyteCode,
  reports: readonly JudgedReport[],
  intervalsFor: IntervalsFor,
  origin: number,
  domain: readonly [number, number],
  target: Limits | null,
): BandStep[] {
  const sent = sentIntervals(analyte, reports);
  const steps: { x0: number; x1: number; low: number | null; high: number | null }[] = [];
  let at = -1;
  for (let day = Math.floor(domain[0]); day < domain[1]; day++) {
    while (at + 1 < sent.length && (sent[at + 1]?.day ?? 0) <= day + origin) at++;
    const used = sent[Math.max(at, 0)]?.interval ?? null;
    const limits =
      used?.origin === "laboratory" ? used : (intervalsFor(analyte, dateOfDayNumber(day + origin)) ?? target);
    const last = steps.at(-1);
    const x0 = Math.max(day, domain[0]);
    const x1 = Math.min(day + 1, domain[1]);
    if (!limits) continue;
    if (last && last.x1 === x0 && last.low === limits.low && last.high === limits.high) last.x1 = x1;
    else steps.push({ x0, x1, low: limits.low, high: limits.high });
  }
  return steps;
}

function sentIntervals(analyte: AnalyteCode, reports: readonly JudgedReport[]) {
  const sent: { day: number; interval: IntervalUsed | null }[] = [];
  for (const { report, results } of reports) {
    const result = results.find((each) => each.analyte === analyte);
    if (result) sent.push({ day: Math.floor(collectedDay(report.collected)), interval: result.interval });
  }
  return sent.sort((a, b) => a.day - b.day);
}

/** Cut at the panel's edges; an open side reaches the edge. */
export function bandsOf(steps: readonly BandStep[], domain: readonly [number, number]): IntervalBand[] {
  return steps
    .map((step) => ({
      x0: step.x0,
      x1: step.x1,
      low: Math.max(step.low ?? domain[0], domain[0]),
      high: Math.min(step.high ?? domain[1], domain[1]),
      interval: { low: step.low, high: step.high },
    }))
    .filter((band) => band.high > band.low);
}
