import {
  CNS_CLASSES,
  type CnsClass,
  CONCLUDED_KINDS,
  LINEAGES,
  type Lineage,
  MARKER_RESULTS,
  MARKER_TESTS,
  RISK_FACTORS,
  type RiskFactor,
} from "@/lib/clinical/whole-record/record-entries";
import { line, localDateText, passage } from "./primitives";
import { z } from "./schema";

const optional = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
const percent = z.number().min(0).max(100);
const cells = z.number().min(0).max(1_000_000);

/** What of the diagnosis may change: any of the fields, the others stay. */
export const diagnosisEdit = z.strictObject({
  on: z.exactOptional(localDateText.nullable()),
  lineage: z.exactOptional(z.enum(LINEAGES).nullable()),
  /** Null: read from the first lumbar puncture. */
  cns: z.exactOptional(z.enum(CNS_CLASSES).nullable()),
  /** 10*9/L, as another hospital told it; counts on record are read as well. */
  wbc: z.exactOptional(z.number().min(0).max(2000).nullable()),
  riskFactors: z.exactOptional(z.array(z.enum(RISK_FACTORS)).max(RISK_FACTORS.length)),
  otherRisk: z.exactOptional(line(200).nullable()),
});
export type DiagnosisEdit = z.infer<typeof diagnosisEdit>;

export interface DiagnosisFields {
  readonly on: string | null;
  readonly lineage: Lineage | null;
  readonly cns: CnsClass | null;
  readonly wbc: number | null;
  readonly riskFactors: readonly RiskFactor[];
  readonly otherRisk: string | null;
}

export const MARROW_SITES = [
  "posterior-iliac-crest",
  "anterior-iliac-crest",
  "sternum",
  "tibia",
  "other",
] as const;
export const MARROW_SIDES = ["left", "right", "both"] as const;
export const MARROW_SAMPLES = ["aspirate", "biopsy"] as const;
export const MRD_METHODS = ["flow-cytometry", "pcr", "sequencing", "other"] as const;

/** The report of the sample, where one exists: its values are read from there. */
const report = optional(z.string().min(1).max(64));

export const marrowInput = z.strictObject({
  kind: z.literal("marrow"),
  on: localDateText,
  reportId: report,
  site: optional(z.enum(MARROW_SITES)),
  side: optional(z.enum(MARROW_SIDES)),
  samples: z.array(z.enum(MARROW_SAMPLES)).max(2).default([]),
  cellsCounted: optional(z.int().min(0).max(100_000)),
  /** % of the marrow space. */
  cellularity: optional(percent),
  mrdMethod: optional(z.enum(MRD_METHODS)),
  /** %, as the report's own. */
  mrdSensitivity: optional(percent),
  conclusion: optional(passage(1000)),
});

export const lumbarPunctureInput = z.strictObject({
  kind: z.literal("lumbar-puncture"),
  on: localDateText,
  reportId: report,
  /** Cells per µL. */
  whiteCells: optional(cells),
  redCells: optional(cells),
  blasts: optional(z.enum(["none", "seen"])),
  traumatic: z.boolean().default(false),
  steroidsBefore: z.boolean().default(false),
  clinicalSigns: z.boolean().default(false),
  /** As a clinician chose it. */
  cns: optional(z.enum(CNS_CLASSES)),
  conclusion: optional(passage(1000)),
});

export const concludedInput = z.strictObject({
  kind: z.enum(CONCLUDED_KINDS),
  on: localDateText,
  conclusion: passage(1000),
});

export const procedureInput = z.discriminatedUnion("kind", [
  marrowInput,
  lumbarPunctureInput,
  concludedInput,
]);
export type MarrowInput = z.infer<typeof marrowInput>;
export type LumbarPunctureInput = z.infer<typeof lumbarPunctureInput>;
export type ConcludedInput = z.infer<typeof concludedInput>;
export type ProcedureInput = z.infer<typeof procedureInput>;

export const markerInput = z
  .strictObject({
    test: z.enum(MARKER_TESTS),
    on: localDateText,
    result: optional(z.enum(MARKER_RESULTS)),
    /** The karyotype, or a remark. */
    text: optional(line(500)),
  })
  .refine(({ test, result, text }) => (test === "karyotype" ? (text ?? result) : result) !== null, {
    path: ["result"],
    error: "Say what was found, or that it is pending or was not done.",
  });
export type MarkerInput = z.infer<typeof markerInput>;

export const followUpInput = z.strictObject({
  test: line(120),
  due: localDateText,
  note: optional(line(300)),
});
export type FollowUpInput = z.infer<typeof followUpInput>;

export const followUpEdit = z.strictObject({
  test: z.exactOptional(line(120)),
  due: z.exactOptional(localDateText),
  doneOn: z.exactOptional(localDateText.nullable()),
  note: z.exactOptional(line(300).nullable()),
});

/** problem: a symptom or a problem of the patient; note: everything else. */
export const NOTE_KINDS = ["problem", "note"] as const;

export const noteInput = z.strictObject({ kind: z.enum(NOTE_KINDS), text: passage(4000) });
export type NoteInput = z.infer<typeof noteInput>;
export const noteEdit = z.strictObject({ text: passage(4000) });

/** A remark pinned to a day of the course: one short line, it is drawn. */
export const annotationInput = z.strictObject({ on: localDateText, text: line(200) });
export type AnnotationInput = z.infer<typeof annotationInput>;
export const annotationEdit = z.strictObject({
  on: z.exactOptional(localDateText),
  text: z.exactOptional(line(200)),
});

export const trialInput = z.strictObject({
  nct: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^NCT\d{8}$/, { error: "An NCT number is NCT and eight digits." }),
  arm: optional(line(120)),
  on: optional(localDateText),
});
export type TrialInput = z.infer<typeof trialInput>;
