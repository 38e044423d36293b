import type { Instant, LocalDate } from "../branded";
import type { AnalyteCode } from "./analytes";
import type { DecimalMark } from "./measurement";

/** What is known about one patient: everything the clinical core reads, and nothing else. */
export interface PatientRecord {
  readonly patient: PatientFacts;
  /** In any order; the core sorts. */
  readonly courses: readonly TreatmentCourse[];
  readonly extramedullary: readonly ExtramedullaryFinding[];
  readonly support: readonly SupportEvent[];
  /** Every version of every report, in any order. */
  readonly reports: readonly ReportVersion[];
  /** Death, transfer or loss to follow-up ends observation; null while it goes on. */
  readonly observationEnd: { readonly on: LocalDate; readonly why: ObservationEnd } | null;
}

export const SEXES = ["female", "male", "unknown"] as const;
export type Sex = (typeof SEXES)[number];

export const OBSERVATION_ENDS = ["death", "transfer", "lost-to-follow-up"] as const;
export type ObservationEnd = (typeof OBSERVATION_ENDS)[number];

export interface PatientFacts {
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  /** IANA zone of the care site: every local date in the record is a date there. */
  readonly timeZone: string;
  /** The patient's own documented intervals (a Duffy-null ANC, say). */
  readonly intervals: readonly PatientInterval[];
}

export interface PatientInterval extends Limits {
  readonly analyte: AnalyteCode;
  readonly unit: string;
}

/** Both limits are inside; an absent limit leaves that side open. */
export interface Limits {
  readonly low?: number;
  readonly high?: number;
}

export const COURSE_PARTS = ["induction", "post-remission"] as const;
export type CoursePart = (typeof COURSE_PARTS)[number];

/** Phases and the part each belongs to (policy §11). */
export const COURSE_PHASES = {
  prephase: "induction",
  induction: "induction",
  "re-induction": "induction",
  consolidation: "post-remission",
  "interim-maintenance": "post-remission",
  "delayed-intensification": "post-remission",
  maintenance: "post-remission",
  conditioning: "post-remission",
} as const satisfies Record<string, CoursePart>;
export type CoursePhase = keyof typeof COURSE_PHASES;

export interface TreatmentCourse {
  readonly id: string;
  readonly start: LocalDate;
  readonly end: LocalDate | null;
  readonly part: CoursePart;
  /** Null where only the part is known (case files). */
  readonly phase: CoursePhase | null;
  readonly protocol: string | null;
}

export const EXTRAMEDULLARY_FINDINGS = ["absent", "present", "suspected", "not-assessed"] as const;
export type ExtramedullaryAnswer = (typeof EXTRAMEDULLARY_FINDINGS)[number];

export interface ExtramedullaryFinding {
  readonly id: string;
  readonly finding: ExtramedullaryAnswer;
  /** Null: undated, counts for every marrow. */
  readonly on: LocalDate | null;
}

export const SUPPORT_KINDS = ["platelets", "red-cells", "g-csf"] as const;
export type SupportKind = (typeof SUPPORT_KINDS)[number];

export interface SupportEvent {
  readonly id: string;
  readonly kind: SupportKind;
  readonly on: LocalDate;
}

export const SPECIMENS = ["blood", "marrow", "csf"] as const;
export type Specimen = (typeof SPECIMENS)[number];

export const REPORT_STATUSES = [
  "preliminary",
  "final",
  "corrected",
  "amended",
  "cancelled",
  "entered-in-error",
] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Local wall-clock time at the site; `minute` counts from midnight, null where only the date is known. */
export interface Collected {
  readonly date: LocalDate;
  readonly minute: number | null;
}

/** One version of a report. Versions of one report share `reportId`; the newest known as of a moment is the report. */
export interface ReportVersion {
  readonly reportId: string;
  readonly version: number;
  readonly specimen: Specimen;
  readonly accession: string | null;
  /** Left or right aspirate, or another part of one accession. */
  readonly subId: string | null;
  readonly collected: Collected;
  readonly receivedAt: Instant;
  readonly status: ReportStatus;
  /** Only a marrow can be inadequate. */
  readonly adequate: boolean;
  readonly results: readonly ReceivedResult[];
}

/** One value as it was received: nothing converted, nothing guessed. */
export interface ReceivedResult {
  readonly analyte: AnalyteCode;
  /** Byte for byte: "<5", "12.40", "DNR". */
  readonly text: string;
  /** The mark its source writes decimals with, where the text cannot be read without knowing it. */
  readonly decimalMark?: DecimalMark;
  /** As sent; null where none was. */
  readonly unit: string | null;
  /** The laboratory's own interval, in the unit `intervalUnit` (the result's where null). */
  readonly interval: Limits | null;
  readonly intervalUnit: string | null;
  /** Detection limit of an MRD assay, in %. */
  readonly sensitivity: number | null;
  /** A person confirmed a value beyond a soft limit. */
  readonly confirmed: boolean;
  /** Why a person or an import set the value aside; null where it was not. */
  readonly setAside: string | null;
}
