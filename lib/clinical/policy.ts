import type { AnalyteCode } from "./analytes";
import type { Sex, SupportKind } from "./record";

/** An interval of a site's own table; ages are ISO-8601 durations, half-open; both values are inside. */
export interface SiteInterval {
  readonly analyte: AnalyteCode;
  readonly sex: Exclude<Sex, "unknown"> | "any";
  readonly ageMin: string;
  readonly ageMax: string;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly source: string;
}

/** Beyond these a value is critical (LL or HH); in the canonical unit, the limit itself is not critical. */
export interface CriticalLimits {
  readonly below?: number;
  readonly above?: number;
  /** Critical only where the report before did not show it. */
  readonly firstTimeOnly?: boolean;
}

/** A number of the policy with the place it comes from, to show beside a verdict. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
}

export interface SupportRule {
  readonly analytes: readonly AnalyteCode[];
  /** Days from support to the count, 0 and this day included. */
  readonly days: number;
  readonly source: string;
}

/** Every setting of the rules; a verdict prints the id and version it was made with. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  /** Marrow blasts in %, at most, for the remission criterion and the milestone. */
  readonly marrowBlasts: Sourced<number>;
  /** `core`: WBC, HGB, PLT and ANC; `full`: also every other reported analyte that has an interval. */
  readonly strictness: "core" | "full";
  readonly coreAnalytes: Sourced<readonly AnalyteCode[]>;
  /** A count pairs with a marrow up to this many local calendar days before or after, inclusive. */
  readonly pairingDays: Sourced<number>;
  /** Days since the course start; both ends inclusive. */
  readonly window: Sourced<{ readonly opens: number; readonly closes: number; readonly lateUntil: number }>;
  /** A sample this many days before the window opens still counts. */
  readonly earlyDays: number;
  /** Residual disease in %, below, counts as none. */
  readonly residualDisease: Sourced<number>;
  /** An extramedullary finding counts for a marrow up to this many days after it. */
  readonly extramedullaryDays: number;
  readonly support: Readonly<Record<SupportKind, SupportRule>>;
  /** Whether the clock starts with the prephase or with the first induction course. */
  readonly dayOne: "induction" | "prephase";
  readonly critical: Sourced<Readonly<Partial<Record<AnalyteCode, CriticalLimits>>>>;
  /** The site's own table; comes before the default one. */
  readonly siteIntervals: readonly SiteInterval[];
}

/** The policy a new site starts with. A hospital approves its own. */
export const DEFAULT_POLICY: Policy = {
  id: "default",
  version: "1",
  name: "Default policy",
  marrowBlasts: {
    value: 5,
    source: "CBC is normal and no more than 5 % of marrow cells are leukaemia cells",
  },
  strictness: "core",
  coreAnalytes: { value: ["WBC", "HGB", "PLT", "ANC"], source: "Clinical policy §5" },
  pairingDays: { value: 7, source: "Clinical policy §4" },
  window: {
    value: { opens: 28, closes: 35, lateUntil: 84 },
    source: "4–5 weeks from the start of induction: protocol Day 29–36",
  },
  earlyDays: 0,
  residualDisease: { value: 0.01, source: "Clinical policy §6" },
  extramedullaryDays: 7,
  support: {
    platelets: { analytes: ["PLT"], days: 7, source: "Clinical policy §5" },
    "red-cells": { analytes: ["HGB"], days: 28, source: "Clinical policy §5" },
    "g-csf": { analytes: ["ANC", "WBC"], days: 7, source: "Clinical policy §5" },
  },
  dayOne: "induction",
  critical: {
    value: {
      HGB: { below: 7 },
      PLT: { below: 20 },
      ANC: { below: 0.5 },
      WBC: { below: 2, above: 100 },
      BLAST_PCT: { above: 0, firstTimeOnly: true },
      BLAST_ABS: { above: 0, firstTimeOnly: true },
      CSF_BLAST_PCT: { above: 0 },
    },
    source: "Clinical policy §2, default site table",
  },
  siteIntervals: [],
};
