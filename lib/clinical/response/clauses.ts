import { ANALYTES, type AnalyteCode } from "../analytes";
import type { Clause, IntervalUsed } from "../assessment";
import { daysBetween } from "../calendar";
import { intervalChoice } from "../judge";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import type { Reading } from "../judging/reading";
import { above, atMost } from "../judging/value-range";
import { SUPPORT_KINDS, type SupportKind } from "../record";
import { insideInterval, shownInterval } from "../reference-intervals";
import { type Answer, allOf, negate } from "../truth";
import { readingText, readingUnit } from "../value-text";

const EMPTY = {
  value: null,
  unit: null,
  limit: null,
  interval: null,
  reportId: null,
  reportVersion: null,
  collected: null,
  reason: null,
} as const;

/** A clause with its evidence; what is not stated is null. */
export function clause(
  id: string,
  label: string,
  answer: Answer,
  evidence: Partial<Omit<Clause, "id" | "label" | "answer">> = {},
): Clause {
  return { ...EMPTY, ...evidence, id, label, answer };
}

/** Where a value was read, for a clause; the reading is a stated one, or null. */
export function readFrom(
  report: ReadReport,
  reading: Reading | null,
  limits: readonly number[] = [],
): Pick<Clause, "value" | "unit" | "reportId" | "reportVersion" | "collected"> {
  const { reportId, version, collected } = report.report;
  return {
    value: reading && readingText(reading, limits),
    unit: reading && readingUnit(reading),
    reportId,
    reportVersion: version,
    collected,
  };
}

/** A reading that says something; null for nothing and for "not done". */
export function stated(reading: Reading | null): Reading | null {
  return reading === null || reading.state === "missing" ? null : reading;
}

/** Marrow blasts at most the policy's limit; a value whose number may not be used is unknown. */
export function blastsAnswer(known: KnownRecord, marrow: ReadReport): Answer {
  const range = marrow.reading("MARROW_BLAST")?.range;
  return range ? atMost(range, known.policy.marrowBlasts.value) : "unknown";
}

/** The clause about marrow blasts. */
export function blastsClause(known: KnownRecord, marrow: ReadReport): Clause {
  const most = known.policy.marrowBlasts.value;
  const reading = marrow.reading("MARROW_BLAST");
  const answer = blastsAnswer(known, marrow);
  const straddles =
    answer === "unknown" && reading?.range ? `Its range lies on both sides of ${most} %.` : null;
  return clause("marrow-blasts", "Marrow blasts", answer, {
    ...readFrom(marrow, reading, [most]),
    limit: `≤ ${most} %`,
    reason: reading?.reason ?? straddles,
  });
}

/** Support that reaches the date of a count for this analyte, the latest of it; null for none. */
export function supportOf(
  { record, policy }: KnownRecord,
  code: AnalyteCode,
  countDate: ReadReport["report"]["collected"]["date"],
): { readonly kind: SupportKind; readonly days: number } | null {
  for (const kind of SUPPORT_KINDS) {
    const rule = policy.support[kind];
    if (!rule.analytes.includes(code)) continue;
    const days = record.support
      .filter((event) => event.kind === kind)
      .map(({ on }) => daysBetween(on, countDate))
      .filter((elapsed) => elapsed >= 0 && elapsed <= rule.days);
    if (days.length > 0) return { kind, days: Math.min(...days) };
  }
  return null;
}

/** One analyte of the paired count inside its interval. Under support it can fail but cannot pass. */
export function countClause(known: KnownRecord, count: ReadReport, code: AnalyteCode): Clause {
  const { label } = ANALYTES[code];
  const id = `count-${code}`;
  const reading = stated(count.reading(code));
  if (reading === null) {
    return clause(id, label, "unknown", { ...readFrom(count, null), reason: `${label} was not reported.` });
  }
  const choice = intervalChoice(known, count, reading);
  const interval = shownInterval(choice);
  const limits = choice.candidates.flatMap(({ low, high }) => [low, high]).filter((limit) => limit !== null);
  const evidence = { ...readFrom(count, reading, limits), interval, limit: intervalText(interval) };
  if (reading.range === null) return clause(id, label, "unknown", { ...evidence, reason: reading.reason });
  const inside = insideInterval(reading.range, choice);
  if (inside === null) {
    const reason = `No interval for ${label} applies at this age.`;
    return clause(id, label, "unknown", { ...evidence, reason });
  }
  const support = inside === "met" ? supportOf(known, code, count.report.collected.date) : null;
  if (support) {
    const reason = `${supportText(support)}: it can fail but cannot pass.`;
    return clause(id, label, "unknown", { ...evidence, reason });
  }
  return clause(id, label, inside, { ...evidence, reason: insideReason(inside, reading, choice.sexNeeded) });
}

const SUPPORT_WORDS: Readonly<Record<SupportKind, string>> = {
  platelets: "Platelets were transfused",
  "red-cells": "Red cells were transfused",
  "g-csf": "G-CSF was given",
};

/** "Platelets were transfused the day before the count" */
export function supportText({ kind, days }: { readonly kind: SupportKind; readonly days: number }): string {
  return `${SUPPORT_WORDS[kind]} ${daysAgo(days)}`;
}

function daysAgo(days: number): string {
  if (days === 0) return "on the day of the count";
  return days === 1 ? "the day before the count" : `${days} days before the count`;
}

function insideReason(inside: Answer, reading: Reading, sexNeeded: boolean): string | null {
  if (inside === "not-met") return "Outside its interval.";
  if (inside === "met") return reading.derived ? reading.reason : null;
  return sexNeeded
    ? "The interval depends on sex, which is not recorded."
    : "Its range lies on both sides of a limit.";
}

/** "4–10", "≥ 1.5", "≤ 3" for print. */
export function intervalText(interval: IntervalUsed | null): string | null {
  if (interval === null) return null;
  const { low, high } = interval;
  if (low === null) return high === null ? null : `≤ ${high}`;
  return high === null ? `≥ ${low}` : `${low}–${high}`;
}

const BLOOD_BLASTS = ["BLAST_PCT", "BLAST_ABS"] as const;

/** What the paired count says of blood blasts: the statements, and whether there are none above 0. */
export function bloodBlasts(count: ReadReport | null): {
  readonly answer: Answer;
  readonly readings: readonly Reading[];
} {
  const readings = BLOOD_BLASTS.flatMap((code) => stated(count?.reading(code) ?? null) ?? []);
  const answer = allOf(readings.map(({ range }) => (range ? negate(above(range, 0)) : "unknown")));
  return { answer, readings };
}

/** No blood blasts reported above 0; not reported is allowed. */
export function bloodBlastsClause(count: ReadReport | null): Clause {
  const label = "Blood blasts";
  const { answer, readings } = bloodBlasts(count);
  if (count === null) return clause("blood-blasts", label, "met", { limit: "0", reason: "No paired count." });
  const none = (reading: Reading): Answer => (reading.range ? negate(above(reading.range, 0)) : "unknown");
  const shown = readings.find((reading) => none(reading) === answer) ?? null;
  if (shown === null) {
    return clause("blood-blasts", label, answer, {
      ...readFrom(count, null),
      limit: "0",
      reason: "Not reported: allowed.",
    });
  }
  const reasons: Readonly<Record<Answer, string | null>> = {
    met: null,
    "not-met": "Blasts are reported in the blood.",
    unknown: shown.reason ?? "It may or may not be above 0.",
  };
  return clause("blood-blasts", label, answer, {
    ...readFrom(count, shown, [0]),
    limit: "0",
    reason: reasons[answer],
  });
}
