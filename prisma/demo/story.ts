import type { Instant } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { MilestoneState, RemissionVerdict } from "@/lib/clinical/assessment";
import type { PatientInterval, ReportStatus, Sex } from "@/lib/clinical/record";
import type { CourseInput, ExtramedullaryInput } from "@/lib/contract/patient";
import type { CorrectionReason } from "@/lib/contract/report";
import type { BloodCourse, Transfusion, TransfusionHabit } from "./blood-course";
import type { DemoSiteId } from "./laboratory";

/** The patients of a story are told to a moment: whatever is dated in it lies so many days before that day. */
export interface StoryMoment {
  readonly now: Instant;
  readonly timeZone: string;
}

/** The course of one invented patient. Days count from the start of induction: day 0 is protocol Day 1. */
export interface Plot {
  /** Stable: the same key invents the same values. */
  readonly key: string;
  /** Makes accession numbers unique within a site. */
  readonly number: number;
  readonly site: DemoSiteId;
  /** Which day it is today. */
  readonly today: number;
  readonly patient: {
    readonly mrn: string;
    readonly studyCode?: string;
    readonly familyName: string;
    readonly givenName: string;
    readonly sex: Sex;
    /** At the start of induction. */
    readonly age: { readonly years: number; readonly days: number };
    readonly intervals?: readonly PatientInterval[];
  };
  readonly courses: readonly StoryCourse[];
  readonly extramedullary?: readonly StoryFinding[];
  readonly growthFactor?: readonly number[];
  readonly blood: {
    readonly course: BloodCourse;
    readonly days: readonly number[];
    readonly habit: TransfusionHabit;
    readonly mcv: number;
    /** Transfusions for another reason than the count of the day. */
    readonly given?: readonly Transfusion[];
    readonly written?: readonly StoryWriting[];
  };
  readonly marrows: readonly StoryMarrow[];
  readonly csf?: readonly number[];
}

/** A patient of the demo: a plot with a moral, which a test holds it to. */
export interface Story extends Plot {
  /** What somebody should see in this patient. */
  readonly shows: string;
  readonly expected: StoryVerdict & {
    /** What was answered at the end of an earlier day. */
    readonly earlier?: readonly (StoryVerdict & { readonly day: number })[];
    /** Analytes that are shown and not used today, with the state they are in. */
    readonly notOk?: readonly string[];
  };
}

export interface StoryVerdict {
  readonly remission: RemissionVerdict;
  readonly milestone: MilestoneState;
}

export type StoryCourse = Pick<CourseInput, "phase" | "protocol" | "kinds" | "agents"> &
  Partial<Pick<CourseInput, "radiation" | "transplantFrom" | "transplantIntensity">> & {
    readonly from: number;
    readonly until: number | null;
  };

export type StoryFinding = Pick<ExtramedullaryInput, "finding" | "sites"> & { readonly day: number | null };

/** What was written down of a count instead of what the laboratory printed. */
export interface StoryWriting {
  readonly day: number;
  readonly texts: Readonly<Partial<Record<AnalyteCode, string>>>;
  /** How many hours later the right values replaced it; null: it still stands. */
  readonly corrected: {
    readonly hours: number;
    readonly reason: CorrectionReason;
    readonly note: string;
  } | null;
}

export interface StoryMarrow {
  readonly day: number;
  readonly blasts: string;
  readonly cells?: string;
  readonly mrd?: string;
  /** Detection limit of the MRD assay in %; 0.01 unless told. */
  readonly sensitivity?: number;
  /** Residual disease takes days longer: the report is amended with it. */
  readonly mrdLater?: boolean;
  readonly side?: "left" | "right";
  readonly status?: ReportStatus;
}

/** Counts three times a week while there is something to see. */
export const everyOtherDay = (from: number, until: number, ...also: number[]): number[] => {
  const week = [0, 2, 4];
  const days = new Set(also);
  for (let day = from; day <= until; day += 1) if (week.includes((((day - from) % 7) + 7) % 7)) days.add(day);
  return [...days].sort((a, b) => a - b);
};

/** One count in so many days. */
export const every = (step: number, from: number, until: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.floor((until - from) / step) + 1) },
    (_, index) => from + index * step,
  );

/** Looked for outside the marrow on these days, and nothing found. */
export const absent = (...days: number[]): StoryFinding[] =>
  days.map((day) => ({ finding: "absent", sites: [], day }));
