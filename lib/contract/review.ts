import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { z } from "./schema";
import type { CriticalValue } from "./worklist";

const instant = z.iso.datetime({ precision: 3 });

/** What was on the screen: the `changedAt` of the row or page; what came later stays marked as changed. */
export const reviewInput = z.strictObject({ seen: instant });

export interface ReviewAnswer {
  readonly patientId: string;
  /** Null where the first review was undone. */
  readonly at: string | null;
  readonly version: number;
}

const analytes = Object.keys(ANALYTES) as [AnalyteCode, ...AnalyteCode[]];

/** The values that were read, one by one: a worse one that came meanwhile stays unacknowledged. */
export const acknowledgeInput = z.strictObject({
  values: z
    .array(
      z.strictObject({
        reportId: z.string().min(1).max(64),
        reportVersion: z.number().int().min(1),
        analyte: z.enum(analytes),
      }),
    )
    .min(1)
    .max(20),
});

export interface SeenCriticalAnswer {
  readonly analyte: AnalyteCode;
  readonly flag: "LL" | "HH";
  readonly reportId: string;
  readonly at: string;
  readonly author: string;
}

export interface CriticalAnswer {
  readonly unseen: readonly CriticalValue[];
  /** Latest acknowledgements first. */
  readonly seen: readonly SeenCriticalAnswer[];
}

/** What a person sees of their own review on a patient's page. */
export interface OwnReview {
  readonly at: string | null;
  readonly version: number;
  readonly changed: boolean;
  /** What came after it, in words; empty where nothing did. */
  readonly changes: readonly string[];
  /** Keys of reports that are new or other than they were. */
  readonly reports: readonly string[];
  readonly changedAt: string;
}
