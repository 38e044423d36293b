import type { Sex } from "@/lib/clinical/record";
import type { PatientAnswer, PatientInput } from "@/lib/contract/patient";
import { showDate, showWords } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { type Body, neededDate, textOrNull } from "./request-draft";

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

export interface PatientDifference {
  readonly label: string;
  readonly original: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Fields on which the three disagree, in words, for the person who decides between them. */
export function patientDifferences(
  original: PatientInput,
  theirs: PatientInput,
  mine: PatientInput,
): PatientDifference[] {
  const shown = (patient: PatientInput, path: keyof PatientDraft) => {
    const value = patient[path];
    if (value === null) return "none";
    if (path === "birthDate") return showDate(value);
    return path === "sex" ? showWords(value) : value;
  };
  return PATIENT_PATHS.map((path) => ({
    label: PATIENT_LABELS[path],
    original: shown(original, path),
    theirs: shown(theirs, path),
    mine: shown(mine, path),
  })).filter((row) => row.theirs !== row.mine || row.original !== row.theirs);
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
