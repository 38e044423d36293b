import type { CnsSuggestion } from "@/lib/clinical/whole-record/cns-status";
import type { CsfCells } from "@/lib/clinical/whole-record/csf-report";
import type { Prognosis } from "@/lib/clinical/whole-record/prognosis";
import type { CnsClass, Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import type { RecordWarning } from "@/lib/clinical/whole-record/record-warnings";
import type {
  AnnotationInput,
  ConcludedInput,
  DiagnosisFields,
  FollowUpInput,
  LumbarPunctureInput,
  MarkerInput,
  MarrowInput,
  NoteInput,
  TrialInput,
} from "./record";

interface Stored {
  readonly id: string;
  readonly version: number;
}

export interface DiagnosisAnswer extends DiagnosisFields {
  /** 0 before anything is recorded. */
  readonly version: number;
}

/** What the report of a marrow says, as recorded; null where it says nothing. */
export interface MarrowFound {
  readonly adequate: boolean;
  readonly blasts: string | null;
  readonly cells: string | null;
  readonly mrd: string | null;
  /** % */
  readonly sensitivity: number | null;
}

export type MarrowAnswer = MarrowInput & Stored & { readonly found: MarrowFound | null };
/** With the cells of its report, else its own, and what they suggest. */
export type LumbarPunctureAnswer = LumbarPunctureInput &
  Stored & { readonly cells: CsfCells; readonly suggested: CnsSuggestion };
export type ProcedureAnswer = MarrowAnswer | LumbarPunctureAnswer | (ConcludedInput & Stored);
export type MarkerAnswer = MarkerInput & Stored;

export interface FollowUpAnswer extends FollowUpInput, Stored {
  readonly doneOn: string | null;
}

export interface NoteAnswer extends NoteInput, Stored {
  readonly author: string;
  readonly writtenAt: string;
  /** When it was last changed; null where it stands as written. */
  readonly changedAt: string | null;
}

export interface AnnotationAnswer extends AnnotationInput, Stored {
  readonly author: string;
}

export type TrialAnswer = TrialInput & Stored;

/** The disease in one line; null where nothing is known of it. */
export interface DiagnosisLine {
  readonly on: string | null;
  readonly lineage: DiagnosisFields["lineage"];
  readonly philadelphia: Philadelphia;
  readonly cns: CnsClass | null;
  readonly wbc: Prognosis["wbc"];
}

/** The record beside results and treatment, with what is computed from it when it is read. */
export interface WholeRecord {
  readonly diagnosis: DiagnosisAnswer;
  readonly line: DiagnosisLine;
  readonly prognosis: Prognosis;
  readonly procedures: readonly ProcedureAnswer[];
  readonly markers: readonly MarkerAnswer[];
  readonly followUps: readonly FollowUpAnswer[];
  readonly notes: readonly NoteAnswer[];
  /** By their day. */
  readonly annotations: readonly AnnotationAnswer[];
  readonly trials: readonly TrialAnswer[];
  readonly endOfTherapy: { readonly on: string; readonly days: number } | null;
  readonly warnings: readonly RecordWarning[];
}
