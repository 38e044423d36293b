import { showDate, showName, showSex } from "../display";
import { ageShown } from "./de-identify";
import type { PatientReportInput } from "./patient-report";
import { plainText } from "./plain-text";

export interface ReportSubject {
  readonly familyName: string;
  readonly givenName: string;
  readonly mrn: string;
  readonly studyCode: string | null;
  /** The label on the header: its first line. De-identified only a study code can be one. */
  readonly label?: "name" | "initials" | "study-code";
  /** Coded facts only ("B-ALL", "Ph−"), so that they can be told without identifiers. */
  readonly diagnosis?: readonly string[];
}

export interface ReportHeader {
  readonly title: string;
  /** Under the title, in order. */
  readonly lines: readonly string[];
  readonly question: string | null;
}

export function reportHeader(input: PatientReportInput): ReportHeader {
  const { subject, record, assessment } = input;
  const deidentified = input.identity === "de-identified";
  const { date } = assessment.asOf;
  const { patient } = record;
  const age = ageShown(patient, date, deidentified);
  const facts = [
    deidentified ? null : `born ${showDate(patient.birthDate)}`,
    age,
    showSex(patient.sex),
    ...(subject.diagnosis ?? []),
    ...dayOfTreatment(input),
  ].filter((part) => part !== null);
  return {
    title: plainText(deidentified ? anonymousTitle(subject) : identifiedTitle(subject)),
    lines: [plainText(facts.join(" · "))],
    question: deidentified || !input.question ? null : plainText(input.question),
  };
}

function dayOfTreatment({ assessment }: PatientReportInput): string[] {
  const { elapsed } = assessment;
  return elapsed === null ? ["no treatment recorded"] : [`Day ${elapsed + 1} of treatment`];
}

function anonymousTitle(subject: ReportSubject): string {
  return subject.label === "study-code" && subject.studyCode
    ? `Study code ${subject.studyCode}`
    : "Patient, de-identified";
}

/** Two identifiers whatever the label: the record number is one, and the birth date follows in the next line. */
function identifiedTitle(subject: ReportSubject): string {
  const label = {
    name: showName(subject),
    initials: [subject.givenName, subject.familyName]
      .map((name) => `${[...name.trim()][0] ?? ""}.`)
      .join(" "),
    "study-code": subject.studyCode ? `Study code ${subject.studyCode}` : showName(subject),
  }[subject.label ?? "name"];
  return `${label} · MRN ${subject.mrn}`;
}
