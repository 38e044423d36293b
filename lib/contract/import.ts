import { ANALYTE_CODES, type AnalyteCode } from "@/lib/clinical/analytes";
import { z } from "./schema";

const sourceWord = z.string().max(200);
const analyteAnswer = z.enum(ANALYTE_CODES as unknown as [AnalyteCode, ...AnalyteCode[]]).nullable();

/** How a file is to be read: asked once and remembered for its source. */
export const readingAnswers = z.strictObject({
  /** Column heading to an analyte code or the name of a field; "ignore" leaves it out. */
  columns: z.exactOptional(z.record(sourceWord, z.string().max(64))),
  /** Column heading to the unit of its values. */
  units: z.exactOptional(z.record(sourceWord, z.string().max(64))),
  decimal: z.exactOptional(z.enum([".", ","])),
  dateOrder: z.exactOptional(z.enum(["dmy", "mdy", "ymd"])),
  /** One value (long) or one report (wide) on a line. */
  layout: z.exactOptional(z.enum(["long", "wide"])),
  /** The source's own test code to an analyte; null: never an analyte. */
  analytes: z.exactOptional(z.record(sourceWord, analyteAnswer)),
});
export type ReadingAnswers = z.infer<typeof readingAnswers>;

export const importAnswers = readingAnswers.extend({
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
  /** Makes a new patient of each one who resembles nobody here and whom the file names in full. */
  unknownPatients: z.exactOptional(z.enum(["create", "ask"])),
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
  /** What to know beside it: the laboratory's comment, an interval that is not used. Absent where there is nothing. */
  readonly notes?: readonly string[];
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

/** An answer that an earlier import of this source gave. */
export interface RememberedAnswer {
  readonly kind: "analyte" | "table";
  /** The source's own test code; empty for the columns of a table. */
  readonly code: string;
  readonly by: string;
  readonly at: string;
}

export interface ImportQuestionAnswer {
  readonly code: string;
  /** The patient key, column or code asked about. */
  readonly about: string;
  readonly message: string;
  readonly choices: readonly string[];
}

/** A test code nobody has given an analyte yet. */
export interface UnmappedCode {
  readonly code: string;
  readonly label: string;
  /** What it looks like; a person decides. */
  readonly suggestion: string | null;
  readonly rows: number;
}

/** One write of an import: its first commit, or later what had been waiting. */
export interface ImportCommit {
  readonly at: string;
  readonly by: string;
  readonly counts: ImportCounts;
  /** Report versions written and patients created. */
  readonly reports: number;
  readonly patients: number;
}

export interface ImportRevert {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** Reports withdrawn, and reports given their content from before back. */
  readonly withdrawn: number;
  readonly restored: number;
}

export interface ImportAnswer {
  readonly id: string;
  readonly version: number;
  readonly format: string;
  readonly state: "needs-answers" | "ready" | "committed" | "reverted";
  readonly createdAt: string;
  /** The sender, or the layout of the table: what answers are remembered by. */
  readonly source: string | null;
  /** How the file is read now: this import's answers over the remembered ones. */
  readonly reading: ReadingAnswers;
  readonly remembered: readonly RememberedAnswer[];
  readonly questions: readonly ImportQuestionAnswer[];
  readonly unmapped: readonly UnmappedCode[];
  readonly counts: ImportCounts;
  /** At most 500, those who need a person first. */
  readonly patients: readonly ImportPatientAnswer[];
  readonly patientTotal: number;
  /** At most 1,000; `next` asks for more. */
  readonly rows: readonly ImportRowAnswer[];
  readonly next: string | null;
  readonly batchId: string | null;
  readonly commits: readonly ImportCommit[];
  /** Rows that wait for a person to name a patient or an analyte. */
  readonly waiting: number;
  /** Answered since the last write: committing again writes what was waiting. */
  readonly answered: boolean;
  readonly reverted: ImportRevert | null;
}

export const importRowsQuery = z.strictObject({
  outcome: z.exactOptional(z.enum(ROW_OUTCOMES)),
  /** Position of the first row, from 0. */
  cursor: z.exactOptional(z.string().regex(/^\d{1,7}$/)),
});

export const importRevert = z.strictObject({
  reason: z.string().trim().min(3).max(500),
});

/** A person of waiting rows, named by one import that waits for them. */
const waitingPatient = z.strictObject({ importId: z.string().max(64), key: z.string().max(200) });

export const waitingAnswer = z.union([
  z.strictObject({
    patient: waitingPatient,
    choice: z.union([
      z.strictObject({ create: z.literal(true) }),
      z.strictObject({ patientId: z.string().max(64) }),
    ]),
  }),
  z.strictObject({
    code: z.strictObject({ source: z.string().min(1).max(200), code: z.string().min(1).max(200) }),
    /** Null: never an analyte. */
    analyte: analyteAnswer,
  }),
  /** Writes what was answered before and not written yet. */
  z.strictObject({ write: z.literal(true) }),
]);

export interface WaitingPatient {
  readonly importId: string;
  /** As that import names them, and who that is here by now. */
  readonly patient: ImportPatientAnswer;
  readonly rows: number;
  readonly imports: number;
}

export interface WaitingCode extends UnmappedCode {
  readonly source: string;
  readonly imports: number;
}

export interface WaitingQueue {
  readonly patients: readonly WaitingPatient[];
  readonly codes: readonly WaitingCode[];
  /** Imports answered since, whose rows are not written yet. */
  readonly answered: number;
  readonly rows: number;
}

export interface WaitingSettled {
  readonly imports: readonly {
    readonly id: string;
    readonly counts: ImportCounts | null;
    readonly waiting: number;
    /** Why it could not be written; it waits on. */
    readonly problem: string | null;
  }[];
  /** Imports answered and not written yet: ask again. */
  readonly left: number;
}

export const WORK_STAGES = ["reading", "matching", "comparing", "judging", "writing"] as const;

export interface RunningWork {
  readonly importId: string;
  readonly stage: (typeof WORK_STAGES)[number];
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}
