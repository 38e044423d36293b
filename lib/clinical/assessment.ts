import type { Instant, LocalDate } from "../branded";
import type { AnalyteCode } from "./analytes";
import type { NoteCode } from "./notes";
import type { Collected, CoursePart, ReportVersion } from "./record";
import type { Answer } from "./truth";

/** The moment an assessment speaks for: what had been received by then, on that day at the site. */
export interface AsOf {
  readonly instant: Instant;
  readonly date: LocalDate;
}

export type Flag = "L" | "N" | "H" | "LL" | "HH";

export type IntervalOrigin = "patient" | "laboratory" | "site" | "table";

/** The interval a value was judged by, in the analyte's canonical unit. Null limits are open. */
export interface IntervalUsed {
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly origin: IntervalOrigin;
  /** To print beside the verdict: "laboratory", "UIOWA", "site table 2", … */
  readonly source: string;
}

/**
 * ok          a number or censored number that may be used
 * missing     no value was given ("DNR", blank)
 * unconfirmed beyond a soft limit and nobody confirmed it
 * set-aside   refused: no unit, foreign unit, hard limit, unreadable text, or set aside by a person
 * mismatch    a marrow analyte on blood, or the reverse
 */
export type ResultState = "ok" | "missing" | "unconfirmed" | "set-aside" | "mismatch";

/** One result, read, converted, checked and flagged. */
export interface JudgedResult {
  readonly analyte: AnalyteCode;
  readonly text: string;
  readonly unit: string | null;
  /** In the canonical unit, unrounded; for a censored value its limit; null where there is no number. */
  readonly value: number | null;
  readonly comparator: "<" | "<=" | ">" | ">=" | null;
  /** "trace", "occasional": seen, amount unknown. */
  readonly seen: boolean;
  readonly canonicalUnit: string;
  readonly interval: IntervalUsed | null;
  /** Null: not assessed (no interval, sex needed, or no number). */
  readonly flag: Flag | null;
  readonly state: ResultState;
  /** A sentence for a person, and a suggestion where one fits ("did you mean 0.25?"). */
  readonly reason: string | null;
  readonly reasonCode: string | null;
  readonly suggestion: string | null;
  /** Computed by the core (ANC from WBC and differential), not sent. */
  readonly derived: boolean;
  /** CTCAE v5.0 grade where one applies. */
  readonly grade: 1 | 2 | 3 | 4 | null;
  readonly sensitivity: number | null;
}

/** The newest version of a report known at a moment, with its results judged. */
export interface JudgedReport {
  readonly report: ReportVersion;
  /** False: shown, never used (preliminary, withdrawn, duplicate, inadequate marrow …), and `unusable` says why. */
  readonly usable: boolean;
  readonly unusable: string | null;
  readonly results: readonly JudgedResult[];
  /** Warnings about the report as a whole (differential sum, delta check). */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly code: NoteCode;
  /** A sentence a clinician understands. */
  readonly text: string;
  readonly reportId: string | null;
}

/** One condition of a verdict with the value, interval and report behind its answer. */
export interface Clause {
  /** "marrow-blasts", "count-WBC", "blood-blasts", "extramedullary", "sample-in-window", "mrd", … */
  readonly id: string;
  readonly label: string;
  readonly answer: Answer;
  /** As recorded, never rounded across a limit; null where there is none. */
  readonly value: string | null;
  readonly unit: string | null;
  /** What was asked, in words: "≤ 5 %", "4.0–10.0". */
  readonly limit: string | null;
  readonly interval: IntervalUsed | null;
  readonly reportId: string | null;
  readonly reportVersion: number | null;
  readonly collected: Collected | null;
  /** Why the answer is not-met or unknown, or what to know although it is met. */
  readonly reason: string | null;
}

export type RemissionVerdict = "met" | "not-met" | "indeterminate" | "not-applicable";

export interface Pairing {
  readonly marrowId: string;
  readonly marrowCollected: Collected;
  readonly countId: string | null;
  readonly countCollected: Collected | null;
  /** Local calendar days from marrow to count; negative where the count came first. */
  readonly gapDays: number | null;
}

export interface RemissionAssessment {
  readonly verdict: RemissionVerdict;
  readonly clauses: readonly Clause[];
  /** What is missing, in words. */
  readonly missing: readonly string[];
  readonly notes: readonly Note[];
  readonly pairing: Pairing | null;
  /** Where recurrence is possible: the date of the first sign of it. */
  readonly lostOn: LocalDate | null;
}

export type MilestoneState =
  | "not-started"
  | "upcoming"
  | "awaiting-sample"
  | "met"
  | "not-met"
  | "indeterminate"
  | "late-met"
  | "missed";

export interface MilestoneAssessment {
  readonly state: MilestoneState;
  /** The window's own answer beside a later one; null before there is any. */
  readonly windowAnswer: "met" | "not-met" | "indeterminate" | "absent" | null;
  /** First and last day of the window (elapsed 28 and 35); null before a course starts. */
  readonly opens: LocalDate | null;
  readonly closes: LocalDate | null;
  readonly basis: "morphology" | "morphology+MRD" | null;
  readonly clauses: readonly Clause[];
  readonly marrowId: string | null;
  readonly marrowCollected: Collected | null;
  /** Days since the course start on the day of the deciding marrow. */
  readonly elapsed: number | null;
  readonly reason: string | null;
  readonly notes: readonly Note[];
}

export interface CourseMilestone {
  readonly courseId: string;
  readonly start: LocalDate;
  readonly part: CoursePart;
  /** True for every induction course after the first: re-induction response. */
  readonly reinduction: boolean;
  readonly milestone: MilestoneAssessment;
}

/** A professional definition's answer, shown beside the headline by name. */
export interface DefinitionAnswer {
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly source: string;
}

export interface Assessment {
  readonly asOf: AsOf;
  readonly policy: { readonly id: string; readonly version: string };
  /** Days since the first induction started; null before it. */
  readonly elapsed: number | null;
  readonly remission: RemissionAssessment;
  readonly milestone: MilestoneAssessment;
  readonly courses: readonly CourseMilestone[];
  /** By criteria-set id: eln2024, cibmtr, … */
  readonly definitions: Readonly<Record<string, DefinitionAnswer>>;
}
