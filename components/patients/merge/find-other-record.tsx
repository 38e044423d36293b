"use client";

import { useRouter } from "next/navigation";
import { PatientFinder } from "../patient-finder";

/** The other record is named in the address by its id, never by what was typed to find it. */
export function FindOtherRecord({ patientId }: { readonly patientId: string }) {
  const router = useRouter();
  return (
    <PatientFinder
      busy={false}
      label="The other record: name, MRN or study code"
      action="Compare the two"
      except={patientId}
      onChoose={(other) => router.push(`/patients/${patientId}/merge?with=${other}`)}
    />
  );
}
