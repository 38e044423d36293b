import type { CourseMilestone, MilestoneAssessment, Note } from "./assessment";
import { addDays, daysBetween } from "./calendar";
import { type InductionClock, inductionClocks } from "./course";
import type { KnownRecord } from "./judging/known-record";
import type { ReadReport } from "./judging/read-report";
import { note } from "./notes";
import { clause } from "./response/clauses";
import { byDate, responseMarrows } from "./response/governing-marrow";
import { milestoneNotes } from "./response/milestone-notes";
import { milestoneReason } from "./response/milestone-reason";
import { type NoEvidence, worstOf } from "./response/no-evidence";
import type { Standing } from "./versions";

/** What the samples of one clock say, before the calendar is asked. */
export interface MilestoneFindings {
  readonly clock: InductionClock;
  /** Days from day one to the as-of. */
  readonly elapsed: number;
  /** The latest usable marrow in the window, of one date the worse. */
  readonly inWindow: NoEvidence | null;
  /** A marrow was collected in the window, usable or not. */
  readonly sampled: boolean;
  /** The first clear date after the window. */
  readonly late: NoEvidence | null;
  /** Usable marrows before the window. */
  readonly early: readonly ReadReport[];
  /** Observation ended before the window closed. */
  readonly ended: KnownRecord["record"]["observationEnd"];
}

/** No sample was there: withdrawn, sent twice, or dated when it cannot have been taken. */
const ABSENT: ReadonlySet<Standing> = new Set<Standing>([
  "entered in error",
  "duplicate",
  "collected in the future",
  "collected before birth",
  "collected after death",
]);

/** The milestone of every induction course, in order; the first is the 4–5 week milestone, later ones are re-induction responses. */
export function courseMilestones(known: KnownRecord): readonly CourseMilestone[] {
  const marrows = responseMarrows(known);
  return inductionClocks(known.record.courses, known.policy).map((clock) => ({
    courseId: clock.course.id,
    start: clock.course.start,
    part: clock.course.part,
    reinduction: clock.reinduction,
    milestone: milestoneOf(known, clock, marrows),
  }));
}

/** The milestone where no induction course is recorded. */
export const NO_INDUCTION: MilestoneAssessment = {
  state: "not-started",
  windowAnswer: null,
  opens: null,
  closes: null,
  basis: null,
  clauses: [],
  marrowId: null,
  marrowCollected: null,
  elapsed: null,
  reason: "No induction course is recorded.",
  notes: [],
};

function milestoneOf(
  known: KnownRecord,
  clock: InductionClock,
  marrows: readonly ReadReport[],
): MilestoneAssessment {
  const { dayOne } = clock;
  if (known.asOf.date < dayOne) {
    return { ...NO_INDUCTION, reason: `Treatment starts on ${dayOne}.` };
  }
  const findings = findingsOf(known, clock, marrows);
  const state = stateOf(known, findings);
  const { opens, closes } = known.policy.window.value;
  const deciding = state === "late-met" ? findings.late : findings.inWindow;
  const dates = { opens: addDays(dayOne, opens), closes: addDays(dayOne, closes) };
  const elapsed = deciding && daysBetween(dayOne, deciding.marrow.report.collected.date);
  const windowAnswer = windowAnswerOf(known, findings);
  const sample = clause("sample-in-window", "Marrow in the window", sampleAnswer(known, findings), {
    limit: `Day ${opens + 1}–${closes + 1}`,
    value: elapsed === null ? null : `Day ${elapsed + 1}`,
    reportId: deciding?.marrow.report.reportId ?? null,
    reportVersion: deciding?.marrow.report.version ?? null,
    collected: deciding?.marrow.report.collected ?? null,
  });
  const notes: readonly Note[] = [
    ...findings.early.map(({ report }) =>
      note("EARLY_SAMPLE", report.reportId, `It was taken on ${report.collected.date}.`),
    ),
    ...milestoneNotes(known, deciding, dates),
  ];
  return {
    state,
    windowAnswer,
    ...dates,
    basis: deciding?.basis ?? null,
    clauses: [sample, ...(deciding?.clauses ?? [])],
    marrowId: deciding?.marrow.report.reportId ?? null,
    marrowCollected: deciding?.marrow.report.collected ?? null,
    elapsed,
    reason: milestoneReason(state, findings, known.policy),
    notes,
  };
}

function findingsOf(
  known: KnownRecord,
  clock: InductionClock,
  marrows: readonly ReadReport[],
): MilestoneFindings {
  const { dayOne } = clock;
  const { earlyDays } = known.policy;
  const { opens, closes, lateUntil } = known.policy.window.value;
  const day = ({ report }: Pick<ReadReport, "report">) => daysBetween(dayOne, report.collected.date);
  const between = (from: number, until: number) =>
    marrows.filter((marrow) => day(marrow) >= from && day(marrow) <= until);
  const first = opens - earlyDays;
  const latest = byDate(between(first, closes)).at(-1);
  let late: NoEvidence | null = null;
  for (const group of byDate(between(closes + 1, lateUntil))) {
    const evidence = worstOf(known, group);
    if (evidence?.answer !== "met") continue;
    late = evidence;
    break;
  }
  const sampled = known.reports.some(
    ({ report, standing }) =>
      report.specimen === "marrow" &&
      !ABSENT.has(standing) &&
      day({ report }) >= first &&
      day({ report }) <= closes,
  );
  const { observationEnd } = known.record;
  const ended =
    observationEnd && observationEnd.on <= known.asOf.date && daysBetween(dayOne, observationEnd.on) <= closes
      ? observationEnd
      : null;
  return {
    clock,
    elapsed: daysBetween(dayOne, known.asOf.date),
    inWindow: latest ? worstOf(known, latest) : null,
    sampled,
    late,
    early: between(1, first - 1),
    ended,
  };
}

/** met > late-met > not-met > indeterminate > missed; before an answer, where the calendar stands. */
function stateOf(known: KnownRecord, findings: MilestoneFindings): MilestoneAssessment["state"] {
  const answer = findings.inWindow?.answer;
  if (answer === "met") return "met";
  if (findings.late) return "late-met";
  if (answer === "not-met") return "not-met";
  if (findings.sampled || findings.ended) return "indeterminate";
  const { opens, closes } = known.policy.window.value;
  if (findings.elapsed < opens) return "upcoming";
  return findings.elapsed <= closes ? "awaiting-sample" : "missed";
}

function windowAnswerOf(
  known: KnownRecord,
  findings: MilestoneFindings,
): MilestoneAssessment["windowAnswer"] {
  const { inWindow, sampled, ended, elapsed } = findings;
  if (inWindow) return inWindow.answer === "unknown" ? "indeterminate" : inWindow.answer;
  if (sampled || ended) return "indeterminate";
  return elapsed > known.policy.window.value.closes ? "absent" : null;
}

function sampleAnswer(known: KnownRecord, findings: MilestoneFindings): "met" | "not-met" | "unknown" {
  if (findings.inWindow) return "met";
  return findings.elapsed > known.policy.window.value.closes && !findings.sampled ? "not-met" : "unknown";
}
