import { ANALYTE_CODES, acceptUnit } from "@/lib/clinical/analytes";
import { parseDuration } from "@/lib/clinical/calendar";
import type { PolicySettings } from "@/lib/clinical/policy-settings";
import { line } from "./primitives";
import { z } from "./schema";

const days = (max: number) => z.int().min(0).max(max);
const limits = { low: z.exactOptional(z.number()), high: z.exactOptional(z.number()) };
const duration = z
  .string()
  .max(20)
  .refine((text) => /^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?$/.test(text), {
    error: "An age is written like P18Y, P6M or P15D.",
  });

/** Good enough to tell which of two ages comes first. */
const shortestDays = (text: string) => {
  const age = parseDuration(text);
  return age === null ? 0 : age.years * 365 + age.months * 30 + age.days;
};

const siteInterval = z
  .strictObject({
    analyte: z.enum(ANALYTE_CODES),
    sex: z.enum(["female", "male", "any"]),
    ageMin: duration,
    ageMax: duration,
    ...limits,
    unit: z.string().min(1).max(40),
    source: line(200),
  })
  .refine(({ low, high }) => low !== undefined || high !== undefined, { error: "Give at least one limit." })
  .refine(({ low, high }) => low === undefined || high === undefined || low <= high, {
    error: "The lower limit is above the upper one.",
    path: ["low"],
  })
  .refine(({ ageMin, ageMax }) => shortestDays(ageMin) < shortestDays(ageMax), {
    error: "The age begins at or after its end.",
    path: ["ageMin"],
  })
  .refine(({ analyte, unit }) => acceptUnit(analyte, unit) !== null, {
    error: "This analyte is not measured in this unit.",
    path: ["unit"],
  });

const critical = z
  .strictObject({
    below: z.exactOptional(z.number().min(0)),
    above: z.exactOptional(z.number().min(0)),
    firstTimeOnly: z.exactOptional(z.boolean()),
  })
  .refine(({ below, above }) => below !== undefined || above !== undefined, {
    error: "Give at least one limit.",
  })
  .refine(({ below, above }) => below === undefined || above === undefined || below < above, {
    error: "Every value would be critical.",
  });

export const policySettings: z.ZodType<PolicySettings> = z
  .strictObject({
    pairingDays: days(30),
    strictness: z.enum(["core", "full"]),
    earlyDays: days(7),
    window: z
      .strictObject({ opens: days(60), closes: days(90), lateUntil: days(365) })
      .refine(({ opens, closes, lateUntil }) => opens <= closes && closes <= lateUntil, {
        error: "The window opens, closes and ends being late in this order.",
      }),
    residualDisease: z.number().positive().max(1),
    supportDays: z.strictObject({ platelets: days(30), "red-cells": days(60), "g-csf": days(30) }),
    dayOne: z.enum(["induction", "prephase"]),
    critical: z.partialRecord(z.enum(ANALYTE_CODES), critical),
    siteIntervals: z.array(siteInterval).max(400),
  })
  .refine(({ earlyDays, window }) => earlyDays <= window.opens, {
    error: "A sample cannot count from before the treatment began.",
    path: ["earlyDays"],
  });

export const policyChange = z.strictObject({
  settings: policySettings,
  /** The version it was made from. */
  from: z.int().min(1),
  reason: line(500),
});

export const policyPreview = z.strictObject({ settings: policySettings });

/** How verdicts would change, by from and to; which patients only for who may read them. */
export interface PolicyPreviewAnswer {
  readonly patients: number;
  readonly changed: number;
  readonly changes: readonly {
    readonly what: "remission" | "milestone";
    readonly from: string;
    readonly to: string;
    readonly count: number;
    /** Null for who may not read patients. */
    readonly whose: readonly { id: string; familyName: string; givenName: string }[] | null;
  }[];
}

export interface PolicyHistoryAnswer {
  /** Newest first: the first is in force, the last is the default. */
  readonly items: readonly PolicyAnswer[];
  readonly total: number;
  readonly next: null;
}

export interface PolicyAnswer {
  readonly version: number;
  readonly settings: PolicySettings;
  readonly inForceFrom: string | null;
  readonly author: string | null;
  readonly reason: string | null;
}
