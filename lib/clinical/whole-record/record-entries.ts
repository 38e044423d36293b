import type { LocalDate } from "../../branded";

export const LINEAGES = ["B", "T"] as const;
export type Lineage = (typeof LINEAGES)[number];

/** CNS classes of the Children's Oncology Group; `cns-status.ts` says what each asks for. */
export const CNS_CLASSES = ["1", "2a", "2b", "2c", "3a", "3b", "3c"] as const;
export type CnsClass = (typeof CNS_CLASSES)[number];

/** Source: clinical policy §11. */
export const RISK_FACTORS = ["radiation", "benzene", "htlv-1", "ebv", "down-syndrome"] as const;
export type RiskFactor = (typeof RISK_FACTORS)[number];

/** Chromosome and marker tests; only the karyotype is a text. */
export const MARKER_TESTS = [
  "karyotype",
  "bcr-abl1",
  "etv6-runx1",
  "kmt2a",
  "hyperdiploidy",
  "hypodiploidy",
  "ph-like",
  "ikzf1",
  "iamp21",
] as const;
export type MarkerTest = (typeof MARKER_TESTS)[number];

export const MARKER_RESULTS = ["positive", "negative", "pending", "not-done"] as const;
export type MarkerResult = (typeof MARKER_RESULTS)[number];

export const IMAGING_KINDS = ["x-ray", "ct", "ultrasound"] as const;
/** Told by what was concluded: a look at the blood smear, an image. */
export const CONCLUDED_KINDS = ["smear", ...IMAGING_KINDS] as const;
export const PROCEDURE_KINDS = ["marrow", "lumbar-puncture", ...CONCLUDED_KINDS] as const;
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number];

export const RADIATION_FIELDS = ["brain", "bone", "before-transplant"] as const;
export type RadiationField = (typeof RADIATION_FIELDS)[number];
export const TRANSPLANT_SOURCES = ["autologous", "donor"] as const;
export type TransplantSource = (typeof TRANSPLANT_SOURCES)[number];
export const TRANSPLANT_INTENSITIES = ["full", "mini"] as const;
export type TransplantIntensity = (typeof TRANSPLANT_INTENSITIES)[number];

export interface MarkerFinding {
  readonly test: MarkerTest;
  readonly on: LocalDate;
  readonly result: MarkerResult | null;
}

/** Null: nothing is recorded. */
export type Philadelphia = MarkerResult | null;

const TOLD_BY: readonly MarkerResult[] = ["positive", "negative", "pending", "not-done"];

/**
 * Philadelphia as a property of the disease: once positive it stays so, because a later negative test is the answer to
 * treatment. Otherwise the answer that says most; a mistaken finding is withdrawn.
 */
export function philadelphiaOf(
  markers: readonly { readonly test: string; readonly result: string | null }[],
): Philadelphia {
  const found = new Set(markers.filter(({ test }) => test === "bcr-abl1").map(({ result }) => result));
  return TOLD_BY.find((result) => found.has(result)) ?? null;
}
