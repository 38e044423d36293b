import {
  COURSE_PHASES,
  type CoursePhase,
  EXTRAMEDULLARY_FINDINGS,
  SEXES,
  SUPPORT_KINDS,
} from "@/lib/clinical/record";
import {
  RADIATION_FIELDS,
  TRANSPLANT_INTENSITIES,
  TRANSPLANT_SOURCES,
} from "@/lib/clinical/whole-record/record-entries";
import { line, localDateText } from "./primitives";
import { z } from "./schema";

const phases = Object.keys(COURSE_PHASES) as [CoursePhase, ...CoursePhase[]];

export const TREATMENT_KINDS = [
  "chemotherapy",
  "targeted",
  "radiation",
  "immunotherapy",
  "car-t",
  "stem-cell-transplant",
] as const;

export const patientInput = z.strictObject({
  mrn: line(64),
  studyCode: line(64).nullable().default(null),
  familyName: line(120),
  givenName: line(120),
  birthDate: localDateText,
  sex: z.enum(SEXES),
});
export type PatientInput = z.infer<typeof patientInput>;

/** What of a patient may change: any of the fields, the others stay. */
export const patientEdit = z.strictObject({
  mrn: z.exactOptional(line(64)),
  studyCode: z.exactOptional(line(64).nullable()),
  familyName: z.exactOptional(line(120)),
  givenName: z.exactOptional(line(120)),
  birthDate: z.exactOptional(localDateText),
  sex: z.exactOptional(z.enum(SEXES)),
});

export const courseInput = z.strictObject({
  phase: z.enum(phases),
  start: localDateText,
  end: localDateText.nullable().default(null),
  protocol: line(120).nullable().default(null),
  kinds: z.array(z.enum(TREATMENT_KINDS)).max(6).default([]),
  agents: z.array(line(80)).max(30).default([]),
  /** What radiation was aimed at. */
  radiation: z.array(z.enum(RADIATION_FIELDS)).max(3).default([]),
  transplantFrom: z.enum(TRANSPLANT_SOURCES).nullable().default(null),
  transplantIntensity: z.enum(TRANSPLANT_INTENSITIES).nullable().default(null),
});
export type CourseInput = z.infer<typeof courseInput>;

export const supportInput = z.strictObject({ kind: z.enum(SUPPORT_KINDS), on: localDateText });
export type SupportInput = z.infer<typeof supportInput>;

export const EXTRAMEDULLARY_SITES = [
  "cns",
  "testis",
  "nodes",
  "spleen",
  "liver",
  "mediastinum",
  "other",
] as const;

export const extramedullaryInput = z.strictObject({
  on: localDateText.nullable().default(null),
  finding: z.enum(EXTRAMEDULLARY_FINDINGS),
  sites: z.array(z.enum(EXTRAMEDULLARY_SITES)).max(7).default([]),
});
export type ExtramedullaryInput = z.infer<typeof extramedullaryInput>;

export interface PatientAnswer extends PatientInput {
  readonly id: string;
  readonly version: number;
}

/** A record that was merged into another and is read as part of it. */
export interface IncludedRecord {
  readonly id: string;
  readonly mrn: string;
  readonly mergedAt: string;
}

export interface PatientRecordAnswer extends PatientAnswer {
  /** The record this one is read as part of; null where it stands for itself. */
  readonly mergedInto: string | null;
  readonly includes: readonly IncludedRecord[];
}

const mergeReason = z.string().trim().min(3, { error: "Say why, in a few words." }).max(500);

export const mergeInput = z.strictObject({
  /** The record that stays; its birth date and sex count. */
  into: z.string().min(1).max(64),
  reason: mergeReason,
  /** A person has seen that birth date or sex differ. */
  confirmDifferences: z.boolean().default(false),
});
export type MergeInput = z.infer<typeof mergeInput>;

export const unmergeInput = z.strictObject({ reason: mergeReason });

export interface CourseAnswer extends CourseInput {
  readonly id: string;
  readonly version: number;
}

export interface SupportAnswer extends SupportInput {
  readonly id: string;
  readonly version: number;
}

export interface ExtramedullaryAnswerRow extends ExtramedullaryInput {
  readonly id: string;
  readonly version: number;
}
