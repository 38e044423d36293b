import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { Flag, MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import { COURSE_PHASES, type CoursePhase, type Sex } from "@/lib/clinical/record";
import type { Lineage, Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import { z } from "./schema";

/** Columns the worklist sorts by; a leading "-" turns the order. */
export const WORKLIST_SORTS = [
  "name",
  "mrn",
  "birthDate",
  "lineage",
  "course",
  "dayZero",
  "lastCount",
  "wbc",
  "anc",
  "hgb",
  "plt",
  "lastMarrow",
  "remission",
  "milestone",
  "status",
  "nextDue",
  "reviewed",
  "changed",
] as const;
export type WorklistSort = (typeof WORKLIST_SORTS)[number];

/** Why a patient needs somebody, in the order of the list; a patient may be in several. */
export const WORKLIST_REASONS = [
  "critical",
  "window-open",
  "window-soon",
  "missed",
  "criterion",
  "recurrence",
  "unsettled",
  "silent",
  "follow-up",
] as const;
export type WorklistReason = (typeof WORKLIST_REASONS)[number];

/** Days of the groups that count days. */
export const REASON_DAYS = { "window-soon": 7, criterion: 14, silent: 14, "follow-up": 7 } as const;

export const REMISSION_FILTERS = ["met", "not-met", "indeterminate", "not-applicable"] as const;
export const MILESTONE_FILTERS = [
  "not-started",
  "upcoming",
  "awaiting-sample",
  "met",
  "not-met",
  "indeterminate",
  "late-met",
  "missed",
] as const satisfies readonly MilestoneState[];
export const STATUS_FILTERS = ["not-set", "untreated", "in-treatment", "remission", "recurrent"] as const;
export const PHASE_FILTERS = ["none", ...(Object.keys(COURSE_PHASES) as CoursePhase[])] as [
  "none",
  ...CoursePhase[],
];
/** By my own last review: changed since, not reviewed yet, nothing new. */
export const REVIEW_FILTERS = ["changed", "never", "unchanged"] as const;

const signed = WORKLIST_SORTS.flatMap((field) => [field, `-${field}`] as const);

const choices = {
  sort: z.enum(signed as [string, ...string[]]).default("name"),
  reason: z.enum(WORKLIST_REASONS).nullable().default(null),
  remission: z.enum(REMISSION_FILTERS).nullable().default(null),
  milestone: z.enum(MILESTONE_FILTERS).nullable().default(null),
  /** Only patients whose possible recurrence waits for a clinician. */
  recurrence: z.enum(["possible"]).nullable().default(null),
  status: z.enum(STATUS_FILTERS).nullable().default(null),
  phase: z.enum(PHASE_FILTERS).nullable().default(null),
  review: z.enum(REVIEW_FILTERS).nullable().default(null),
};

export const worklistInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).nullable().default(null),
  ...choices,
});
export type WorklistInput = z.infer<typeof worklistInput>;

/** The whole list as a file: as filtered and sorted, all pages. */
export const worklistExportInput = z.strictObject(choices);

/** Search text travels in a body, never in a URL. */
export const patientSearchInput = z.strictObject({
  text: z.string().trim().min(1).max(120),
  limit: z.number().int().min(1).max(50).default(20),
});

export interface LastValue {
  readonly text: string;
  readonly value: number | null;
  readonly flag: Flag | null;
  /** Shown, not used: unconfirmed, set aside, preliminary. */
  readonly uncertain: boolean;
}

/** A critical value nobody has acknowledged. */
export interface CriticalValue {
  readonly analyte: AnalyteCode;
  readonly flag: "LL" | "HH";
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  /** "first": none before it was critical; "worse": beyond a further limit than those before. */
  readonly why: "first" | "worse";
  readonly limit: number;
  readonly preliminary: boolean;
  readonly on: string;
  readonly reportId: string;
  readonly reportVersion: number;
}

export interface RowReview {
  readonly at: string;
  readonly version: number;
  /** The record changed after what was seen then. */
  readonly changed: boolean;
}

export interface RowReason {
  readonly reason: WorklistReason;
  readonly words: string;
}

export interface WorklistRow {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly ageYears: number;
  readonly sex: Sex;
  readonly phase: CoursePhase | null;
  /** Protocol day of the present course today; Day 1 is its first day. */
  readonly protocolDay: number | null;
  readonly lastCountOn: string | null;
  /** In the canonical unit of the analyte. */
  readonly counts: Readonly<Record<"WBC" | "ANC" | "HGB" | "PLT", LastValue | null>>;
  /** Up to the last ten values, oldest first, with the interval of the newest. */
  readonly trend: Readonly<Record<"WBC" | "ANC" | "HGB" | "PLT", Trend>>;
  readonly lastMarrowOn: string | null;
  readonly marrow: LastValue | null;
  readonly remission: RemissionVerdict;
  readonly remissionSentence: string;
  readonly milestone: MilestoneState;
  readonly milestoneSentence: string;
  /** "CR1", "recurrent", …; null before a clinician set one. */
  readonly status: string | null;
  /** A possible recurrence waits for a clinician. */
  readonly recurrence: boolean;
  readonly lineage: Lineage | null;
  readonly philadelphia: Philadelphia;
  /** The next planned test that is not done; before today it is overdue. */
  readonly nextDue: string | null;
  readonly critical: readonly CriticalValue[];
  /** Why the patient needs the one who asks, today. */
  readonly reasons: readonly RowReason[];
  /** The asker's own; null before the first. */
  readonly review: RowReview | null;
  /** The policy version that made these verdicts where it is no longer the one in force: they are being re-assessed. */
  readonly outdatedPolicy: string | null;
  /** What a review names as the state it has seen. */
  readonly changedAt: string;
}

export interface Trend {
  readonly days: readonly number[];
  readonly values: readonly number[];
  readonly low: number | null;
  readonly high: number | null;
}

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly total: number;
}

export interface WorklistPage extends Page<WorklistRow> {
  /** There are more than `total`: counting stops there. */
  readonly more: boolean;
}

export interface WorklistGroup {
  readonly reason: WorklistReason;
  readonly total: number;
  readonly more: boolean;
  /** The first of them. */
  readonly items: readonly WorklistRow[];
}
