import type { Policy } from "@/lib/clinical/policy";
import type { PatientRecord, Sex } from "@/lib/clinical/record";
import type { ReportAnswer } from "./report";

export interface EntryPatient {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly sex: Sex;
}

/** One patient of the ward's grid: who it is, what a new value is read against, and the reports of today. */
export interface EntrySheet {
  readonly patient: EntryPatient;
  /** The last weeks only: nothing older is read against a value of today. */
  readonly record: PatientRecord;
  readonly reports: readonly ReportAnswer[];
}

export interface WardSheet {
  readonly sheets: readonly EntrySheet[];
  /** How many belong on the page; `sheets` holds the first of them by name. */
  readonly total: number;
  readonly policy: Policy;
  readonly today: string;
}
