import type { LocalDate } from "@/lib/branded";
import type { Sex } from "@/lib/clinical/record";
import type { RowProblem } from "../observation";
import type { PatientRegister, SentPatient } from "../reading/patient-register";
import { child, isModified, textOf } from "./element";
import type { JsonObject } from "./json-value";
import { numberedPatient, sentPatient } from "./patient";
import { type ReferenceIndex, type Resource, resolve } from "./resources";

export interface Subject {
  readonly key: string | null;
  readonly sex: Sex;
  readonly birthDate: LocalDate | null;
  readonly modified: boolean;
  readonly problem: RowProblem | null;
}

const NOBODY: Subject = { key: null, sex: "unknown", birthDate: null, modified: false, problem: null };

/** Whom a resource is about; each Patient of the file is entered once. */
export function subjectReader(register: PatientRegister, index: ReferenceIndex) {
  const known = new Map<Resource, Subject>();
  const enter = (sent: SentPatient, at: string, modified: boolean): Subject => {
    const { sex, bornOn } = sent;
    return { key: register.enter(sent, at), sex, birthDate: bornOn, modified, problem: null };
  };

  return (json: JsonObject, from: Resource): Subject => {
    const subject = child(json, "subject");
    if (subject === null) return NOBODY;
    const reference = textOf(subject, "reference");
    const found = resolve(reference, from, index);
    if (found?.type === "Patient") {
      const before = known.get(found);
      if (before) return before;
      const entered = enter(sentPatient(found.json), found.at, isModified(found.json));
      known.set(found, entered);
      return entered;
    }
    const identifier = child(subject, "identifier");
    if (found === null && identifier !== null) {
      const numbered = numberedPatient(identifier);
      // Without a number this says no more than the reference does.
      if (numbered.mrn !== null) return enter(numbered, from.at, false);
    }
    const named = (reference || textOf(subject, "display")).slice(0, 80);
    const reason =
      found === null
        ? `The patient “${named}” is not in the file, and no record number is given.`
        : `The value is about “${named}”, which is a ${found.type.slice(0, 40)} and no patient.`;
    return { ...NOBODY, problem: { outcome: "set-aside", code: "no-patient", reason } };
  };
}

/** An observation's own subject and its report's must be one person. */
export function sameSubject(own: Subject, report: Subject | null): Subject {
  if (report === null || own === report) return own;
  if (own.key === null && own.problem === null) return report;
  if (own.key === null || report.key === null || own.key === report.key) return own;
  const reason = `The value is about patient ${own.key}, its report about ${report.key}.`;
  return { ...own, problem: { outcome: "set-aside", code: "identity-conflict", reason } };
}
