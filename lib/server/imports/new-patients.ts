import "server-only";
import { v7 as newId } from "uuid";
import type { ImportPatientAnswer } from "@/lib/contract/import";
import type { Tx } from "@/lib/server/database/db";
import { type Columns, insertRows } from "@/lib/server/database/insert-rows";
import type { PatientRows } from "@/lib/server/patients/course-mapper";
import { nameKey } from "@/lib/server/patients/name-key";
import type { Prisma } from "@/prisma/generated/sqlite/client";

export type PatientRow = Prisma.PatientGetPayload<object>;

export interface NewPatient {
  /** As the file names them. */
  readonly key: string;
  readonly row: PatientRow;
}

/** The row of a patient a person asked to have created; null for the others. */
export function newPatientOf(
  patient: ImportPatientAnswer,
  siteId: string,
  by: { readonly author: string; readonly now: string },
): NewPatient | null {
  const { key, mrn, familyName, givenName, birthDate, sex } = patient;
  if (patient.state !== "to-create") return null;
  if (mrn === null || familyName === null || givenName === null || birthDate === null) return null;
  const row: PatientRow = {
    id: newId(),
    siteId,
    mrn,
    studyCode: null,
    familyName,
    givenName,
    nameKey: nameKey(familyName, givenName),
    birthDate,
    sex: sex ?? "unknown",
    intervals: "[]",
    version: 1,
    createdAt: by.now,
    createdBy: by.author,
    mergedInto: null,
    mergedAt: null,
  };
  return { key, row };
}

const COLUMNS: Columns<PatientRow> = {
  id: "text",
  siteId: "text",
  mrn: "text",
  studyCode: "text",
  familyName: "text",
  givenName: "text",
  nameKey: "text",
  birthDate: "text",
  sex: "text",
  intervals: "text",
  version: "integer",
  createdAt: "text",
  createdBy: "text",
  mergedInto: "text",
  mergedAt: "text",
};

/** Their rows of the worklist are written with everybody's. */
export const insertPatients = (tx: Tx, patients: readonly NewPatient[]): Promise<void> =>
  insertRows(
    tx,
    "Patient",
    COLUMNS,
    patients.map(({ row }) => row),
  );

/** A new patient as it would be read back. */
export const emptyRows = (row: PatientRow, site: PatientRows["site"]): PatientRows => ({
  ...row,
  site,
  courses: [],
  support: [],
  extramedullary: [],
  statuses: [],
  diagnosis: null,
  markers: [],
  followUps: [],
  criticalSeen: [],
  reports: [],
  absorbed: [],
});
