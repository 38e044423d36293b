import type { z } from "zod";
import type { Sex } from "@/lib/clinical/record";
import type { PatientAnswer, PatientInput, patientEdit } from "@/lib/contract/patient";
import { showDate, showWords } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import type { ConflictRow } from "./form/conflict-table";
import { type Body, neededDate, textOrNull } from "./form/request-draft";

export type PatientEdit = z.infer<typeof patientEdit>;

/** The patient form as typed. */
export interface PatientDraft {
  readonly familyName: string;
  readonly givenName: string;
  readonly mrn: string;
  readonly studyCode: string;
  readonly birthDate: string;
  readonly sex: Sex | "";
}

/** Labels in the order of the form; the keys are the paths of the API's refusals. */
export const PATIENT_LABELS = {
  familyName: "Family name",
  givenName: "Given name",
  mrn: "Medical record number",
  birthDate: "Date of birth",
  sex: "Sex",
  studyCode: "Study code",
} as const satisfies Record<keyof PatientDraft, string>;

export const PATIENT_PATHS = Object.keys(PATIENT_LABELS) as (keyof PatientDraft)[];

export const EMPTY_PATIENT: PatientDraft = {
  familyName: "",
  givenName: "",
  mrn: "",
  studyCode: "",
  birthDate: "",
  // No sex is chosen for the person: which interval applies depends on it.
  sex: "",
};

export function draftOfPatient(patient: PatientInput): PatientDraft {
  const { familyName, givenName, mrn, studyCode, birthDate, sex } = patient;
  return { familyName, givenName, mrn, birthDate, sex, studyCode: studyCode ?? "" };
}

/** The request body, or what is missing before the server can be asked. */
export function patientBody(draft: PatientDraft): Body<PatientInput> {
  const fields: FieldProblem[] = [];
  const missing = (path: keyof PatientDraft, message: string) => {
    fields.push({ path, code: "missing", message });
  };
  for (const path of ["familyName", "givenName", "mrn"] as const) {
    if (draft[path].trim() === "") missing(path, `Enter the ${PATIENT_LABELS[path].toLowerCase()}.`);
  }
  const birthDate = neededDate("birthDate", draft.birthDate, "Enter the date of birth.", fields);
  if (draft.sex === "") missing("sex", "Choose a sex, or “Not known”: the normal intervals depend on it.");
  if (fields.length > 0 || draft.sex === "") return { ok: false, fields };
  return {
    ok: true,
    body: {
      mrn: draft.mrn.trim(),
      studyCode: textOrNull(draft.studyCode),
      familyName: draft.familyName.trim(),
      givenName: draft.givenName.trim(),
      birthDate,
      sex: draft.sex,
    },
  };
}

/** Only what the person changed: a field they did not touch stays as whoever saved it last left it. */
export function patientChanges(before: PatientInput, after: PatientInput): PatientEdit {
  return Object.fromEntries(
    PATIENT_PATHS.filter((path) => before[path] !== after[path]).map((path) => [path, after[path]]),
  );
}

/** Fields somebody changed, in words, for the person who decides between them. */
export function patientDifferences(
  original: PatientInput,
  theirs: PatientInput,
  mine: PatientInput,
): ConflictRow[] {
  const shown = (patient: PatientInput, path: keyof PatientDraft) => {
    const value = patient[path];
    if (value === null) return "none";
    if (path === "birthDate") return showDate(value);
    return path === "sex" ? showWords(value) : value;
  };
  return PATIENT_PATHS.filter((path) => theirs[path] !== original[path] || mine[path] !== original[path]).map(
    (path) => ({
      label: PATIENT_LABELS[path],
      original: shown(original, path),
      theirs: shown(theirs, path),
      mine: mine[path] === original[path] ? null : shown(mine, path),
    }),
  );
}

/** What stands now in a conflict, if the answer carried it. */
export function patientNow(current: unknown): PatientAnswer | null {
  const now = current as Partial<PatientAnswer> | null | undefined;
  return typeof now === "object" &&
    now !== null &&
    typeof now.version === "number" &&
    typeof now.mrn === "string"
    ? (now as PatientAnswer)
    : null;
}
