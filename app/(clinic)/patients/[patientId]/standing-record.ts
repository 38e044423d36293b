import { redirect } from "next/navigation";
import type { PatientRecordAnswer } from "@/lib/contract/patient";

/** A merged record has one page, which says where it went; nothing is entered in it. */
export function standingRecord(patientId: string, patient: PatientRecordAnswer): PatientRecordAnswer {
  if (patient.id !== patientId || patient.mergedInto !== null) redirect(`/patients/${patientId}`);
  return patient;
}
