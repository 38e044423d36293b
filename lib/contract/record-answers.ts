import type { CnsSuggestion } from "@/lib/clinical/whole-record/cns-status";
import type { Prognosis } from "@/lib/clinical/whole-record/prognosis";
import type { CnsClass, Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import type { RecordWarning } from "@/lib/clinical/whole-record/record-warnings";
import type {
  DiagnosisFields,
  FollowUpInput,
  ImagingInput,
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

export type MarrowAnswer = MarrowInput & Stored;
/** With what its own numbers, or those of its report, suggest. */
export type LumbarPunctureAnswer = LumbarPunctureInput & Stored & { readonly suggested: CnsSuggestion };
export type ProcedureAnswer = MarrowAnswer | LumbarPunctureAnswer | (ImagingInput & Stored);
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
  readonly trials: readonly TrialAnswer[];
  readonly endOfTherapy: { readonly on: string; readonly days: number } | null;
  readonly warnings: readonly RecordWarning[];
}
