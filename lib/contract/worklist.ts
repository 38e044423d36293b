import type { Flag, MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import type { CoursePhase, Sex } from "@/lib/clinical/record";
import type { Lineage, Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import { z } from "./schema";

/** Columns the worklist sorts by; a leading "-" turns the order. */
export const WORKLIST_SORTS = [
  "name",
  "mrn",
  "birthDate",
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
  "changed",
] as const;
export type WorklistSort = (typeof WORKLIST_SORTS)[number];

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

const signed = WORKLIST_SORTS.flatMap((field) => [field, `-${field}`] as const);

export const worklistInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).nullable().default(null),
  sort: z.enum(signed as [string, ...string[]]).default("name"),
  remission: z.enum(REMISSION_FILTERS).nullable().default(null),
  milestone: z.enum(MILESTONE_FILTERS).nullable().default(null),
  /** Only patients whose possible recurrence waits for a clinician. */
  recurrence: z.enum(["possible"]).nullable().default(null),
});
export type WorklistInput = z.infer<typeof worklistInput>;

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
  /** The policy version that made these verdicts where it is no longer the one in force: they are being re-assessed. */
  readonly outdatedPolicy: string | null;
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
