import { z } from "./schema";

export const importAnswers = z.strictObject({
  /** By the file's own patient key: make a new patient, or this one. */
  patients: z
    .record(
      z.string().max(200),
      z.union([
        z.strictObject({ create: z.literal(true) }),
        z.strictObject({ patientId: z.string().max(64) }),
      ]),
    )
    .default({}),
  accept: z.exactOptional(z.enum(["all", "good-rows"])),
});
/** What a person answered so far; until they say otherwise a refused row stops the whole file. */
export type ImportAnswers = z.infer<typeof importAnswers>;

export const ROW_OUTCOMES = ["new", "same", "changed", "set-aside", "refused"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface ImportRowAnswer {
  /** Where in the file: "OBX[2]". */
  readonly at: string;
  readonly line: number;
  readonly column: number | null;
  readonly outcome: RowOutcome;
  readonly code: string | null;
  readonly reason: string | null;
  readonly analyte: string | null;
  /** As sent, and its unit; what the person compares with the paper. */
  readonly label: string;
  readonly text: string;
  readonly unit: string | null;
  readonly interval: string | null;
  /** In the canonical unit where the value can be used. */
  readonly value: number | null;
  readonly canonicalUnit: string | null;
}

export interface ImportPatientAnswer {
  readonly key: string;
  readonly mrn: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  /** matched: one patient of this site by MRN and birth date; near: a person decides; unknown: can be created. */
  readonly state: "matched" | "near" | "unknown" | "to-create" | "chosen";
  readonly patientId: string | null;
  readonly candidates: readonly {
    readonly patientId: string;
    readonly name: string;
    readonly mrn: string;
    readonly birthDate: string;
    readonly why: string;
  }[];
}

export interface ImportCounts {
  readonly rows: number;
  readonly new: number;
  readonly same: number;
  readonly changed: number;
  readonly setAside: number;
  readonly refused: number;
}

export interface ImportAnswer {
  readonly id: string;
  readonly version: number;
  readonly format: string;
  readonly state: "needs-answers" | "ready" | "committed";
  readonly questions: readonly { readonly code: string; readonly about: string; readonly message: string }[];
  readonly counts: ImportCounts;
  readonly patients: readonly ImportPatientAnswer[];
  readonly rows: readonly ImportRowAnswer[];
  readonly batchId: string | null;
  readonly next: null;
}
