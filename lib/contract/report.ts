import type { Flag, ResultState } from "@/lib/clinical/assessment";
import { DECIMAL_MARKS, type DecimalMark } from "@/lib/clinical/measurement";
import { REPORT_STATUSES, type ReportStatus, SPECIMENS, type Specimen } from "@/lib/clinical/record";
import { line, momentText, note } from "./primitives";
import { z } from "./schema";

const limit = z.number().finite();

export const resultInput = z.strictObject({
  analyte: z.string().min(1).max(32),
  /** As typed or received, kept byte for byte. */
  text: z.string().max(200),
  /** What stands before its decimals, where the text has a comma; without it a comma is not understood. */
  decimalMark: z.exactOptional(z.enum(DECIMAL_MARKS)),
  unit: z.string().max(60).nullable().default(null),
  interval: z
    .strictObject({ low: z.exactOptional(limit), high: z.exactOptional(limit) })
    .nullable()
    .default(null),
  sensitivity: z.number().min(0).max(100).nullable().default(null),
  confirmed: z.boolean().default(false),
});
export type ResultInput = z.infer<typeof resultInput>;

/** What the form offers; the API also takes the laboratory's own word for a later version. */
export const ENTRY_STATUSES = ["preliminary", "final"] as const;

export const reportInput = z.strictObject({
  specimen: z.enum(SPECIMENS),
  accession: line(80).nullable().default(null),
  subId: line(40).nullable().default(null),
  collected: momentText,
  status: z.enum(REPORT_STATUSES).default("final"),
  adequate: z.boolean().default(true),
  knownSince: momentText.nullable().default(null),
  results: z.array(resultInput).min(1, { error: "A report holds at least one result." }).max(60),
});
export type ReportInput = z.infer<typeof reportInput>;

export const CORRECTION_REASONS = [
  "typing-error",
  "lab-corrected",
  "wrong-patient",
  "wrong-unit",
  "confirmed",
  "other",
] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

const because = { reason: z.enum(CORRECTION_REASONS), note: note(500) };
const otherSaysWhy = (input: { reason: CorrectionReason; note: string | null }) =>
  input.reason !== "other" || (input.note !== null && input.note.length > 0);
const otherError = { error: "Say why when the reason is “other”.", path: ["note"] };

export const correctionInput = z
  .strictObject({
    ...because,
    collected: momentText.optional(),
    status: z.enum(ENTRY_STATUSES).optional(),
    adequate: z.boolean().optional(),
    /** The whole new list; what is not in it is no longer in the report. */
    results: reportInput.shape.results,
  })
  .refine(otherSaysWhy, otherError);
export type CorrectionInput = z.infer<typeof correctionInput>;

export const withdrawalInput = z.strictObject(because).refine(otherSaysWhy, otherError);
export type WithdrawalInput = z.infer<typeof withdrawalInput>;

export const moveInput = z
  .strictObject({ patientId: z.string().min(1).max(64), ...because })
  .refine(otherSaysWhy, otherError);
export type MoveInput = z.infer<typeof moveInput>;

export interface ResultAnswer {
  readonly analyte: string;
  readonly text: string;
  readonly unit: string | null;
  readonly value: number | null;
  readonly canonicalUnit: string;
  readonly comparator: "<" | "<=" | ">" | ">=" | null;
  readonly flag: Flag | null;
  readonly interval: {
    readonly low: number | null;
    readonly high: number | null;
    readonly source: string;
  } | null;
  readonly state: ResultState;
  readonly reason: string | null;
  readonly confirmed: boolean;
  readonly derived: boolean;
  /** As it was sent, in the result's own unit: a correction sends the whole list back and must not lose it. */
  readonly sentInterval?: { readonly low?: number; readonly high?: number } | null;
  /** Where the text cannot be read without knowing it; a correction that leaves the value alone need not send it. */
  readonly decimalMark?: DecimalMark | null;
  /** Detection limit of an MRD assay, in %; kept through a correction for the same reason. */
  readonly sensitivity?: number | null;
}

export interface ReportAnswer {
  /** The report key: it stays the same over all versions. */
  readonly id: string;
  readonly version: number;
  readonly specimen: Specimen;
  readonly accession: string | null;
  readonly subId: string | null;
  readonly status: ReportStatus;
  readonly adequate: boolean;
  readonly collectedOn: string;
  /** "HH:MM" local, null where only the date is known. */
  readonly collectedTime: string | null;
  readonly receivedAt: string;
  readonly knownSince: string;
  readonly source: string;
  readonly author: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly results: readonly ResultAnswer[];
}

export interface MovedReportAnswer {
  /** Whose report it is now. */
  readonly patientId: string;
  readonly report: ReportAnswer;
  /** What stands where it was. */
  readonly withdrawn: ReportAnswer;
}
