import { type Body, dateOf, neededDate, textOrNull } from "@/components/entry/form/request-draft";
import type { MarkerResult, MarkerTest } from "@/lib/clinical/whole-record/record-entries";
import type {
  AnnotationInput,
  FollowUpInput,
  MarkerInput,
  NoteInput,
  TrialInput,
} from "@/lib/contract/record";
import type { FieldProblem } from "@/lib/errors";

/** A number typed with a decimal point; null where the field is empty. A comma is refused, not guessed. */
export function numberOf(path: string, text: string, fields: FieldProblem[]): number | null {
  const typed = text.trim();
  if (typed === "") return null;
  if (/^\d{1,7}(\.\d{1,4})?$/.test(typed)) return Number(typed);
  fields.push({ path, code: "number", message: "Write a number, with a point for decimals." });
  return null;
}

export interface MarkerDraft {
  readonly test: MarkerTest | "";
  readonly on: string;
  readonly result: MarkerResult | "";
  readonly text: string;
}
export const EMPTY_MARKER: MarkerDraft = { test: "", on: "", result: "", text: "" };
export const MARKER_PATHS = ["test", "on", "result", "text"] as const;

export function markerBody(draft: MarkerDraft): Body<MarkerInput> {
  const fields: FieldProblem[] = [];
  const { test, result } = draft;
  if (test === "") fields.push({ path: "test", code: "missing", message: "Choose the test." });
  const on = neededDate("on", draft.on, "Enter the day of the sample.", fields);
  const text = textOrNull(draft.text);
  if (result === "" && (test !== "karyotype" || text === null)) {
    const message =
      test === "karyotype" ? "Write the karyotype, or choose what is known." : "Choose the finding.";
    fields.push({ path: test === "karyotype" ? "text" : "result", code: "missing", message });
  }
  if (fields.length > 0 || test === "") return { ok: false, fields };
  return { ok: true, body: { test, on, result: result === "" ? null : result, text } };
}

export interface FollowUpDraft {
  readonly test: string;
  readonly due: string;
  readonly note: string;
}
export const EMPTY_FOLLOW_UP: FollowUpDraft = { test: "", due: "", note: "" };
export const FOLLOW_UP_PATHS = ["test", "due", "note"] as const;

export function followUpBody(draft: FollowUpDraft): Body<FollowUpInput> {
  const fields: FieldProblem[] = [];
  const test = draft.test.trim();
  if (test === "") fields.push({ path: "test", code: "missing", message: "Enter what is planned." });
  const due = neededDate("due", draft.due, "Enter the day it is due.", fields);
  if (fields.length > 0) return { ok: false, fields };
  return { ok: true, body: { test, due, note: textOrNull(draft.note) } };
}

export interface NoteDraft {
  readonly kind: NoteInput["kind"];
  readonly text: string;
}
export const EMPTY_NOTE: NoteDraft = { kind: "note", text: "" };
export const NOTE_PATHS = ["kind", "text"] as const;

export function noteBody({ kind, text }: NoteDraft): Body<NoteInput> {
  if (text.trim() === "") {
    return { ok: false, fields: [{ path: "text", code: "missing", message: "Write the note." }] };
  }
  return { ok: true, body: { kind, text: text.trim() } };
}

export interface AnnotationDraft {
  readonly on: string;
  readonly text: string;
}
export const ANNOTATION_PATHS = ["on", "text"] as const;

export function annotationBody(draft: AnnotationDraft): Body<AnnotationInput> {
  const fields: FieldProblem[] = [];
  const text = draft.text.trim();
  if (text === "") fields.push({ path: "text", code: "missing", message: "Write the annotation." });
  const on = neededDate("on", draft.on, "Enter the day it belongs to.", fields);
  if (fields.length > 0) return { ok: false, fields };
  return { ok: true, body: { on, text } };
}

export interface TrialDraft {
  readonly nct: string;
  readonly arm: string;
  readonly on: string;
}
export const EMPTY_TRIAL: TrialDraft = { nct: "", arm: "", on: "" };
export const TRIAL_PATHS = ["nct", "arm", "on"] as const;

export function trialBody(draft: TrialDraft): Body<TrialInput> {
  const fields: FieldProblem[] = [];
  const nct = draft.nct.trim().toUpperCase();
  if (!/^NCT\d{8}$/.test(nct)) {
    fields.push({ path: "nct", code: "format", message: "An NCT number is NCT and eight digits." });
  }
  const on = dateOf("on", draft.on, fields);
  if (fields.length > 0) return { ok: false, fields };
  return { ok: true, body: { nct, arm: textOrNull(draft.arm), on } };
}
