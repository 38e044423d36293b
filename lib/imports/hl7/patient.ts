import type { Sex } from "@/lib/clinical/record";
import { type SentPatient, usableNumber } from "../reading/patient-register";
import type { Segment } from "./segments";
import { readDate } from "./time";

const SEX: Readonly<Record<string, Sex>> = { M: "male", F: "female" };

/** What a PID says. */
export function sentPatient(pid: Segment): SentPatient {
  const born = pid.component(7, 1);
  const sex = pid.component(8, 1).toUpperCase();
  return {
    ...identifier(pid),
    familyName: pid.subcomponent(5, 1, 1),
    givenName: pid.component(5, 2),
    born,
    bornOn: readDate(born),
    sex: (Object.hasOwn(SEX, sex) ? SEX[sex] : undefined) ?? "unknown",
  };
}

/** The medical record number of PID-3, else its first identifier, else PID-2. */
function identifier(pid: Segment): { mrn: string | null; authority: string } {
  const repetitions = Array.from({ length: pid.repetitions(3) }, (_, index) => index + 1);
  const filled = repetitions.filter((repetition) => usableNumber(pid.component(3, 1, repetition)) !== null);
  const chosen = filled.find((repetition) => pid.component(3, 5, repetition) === "MR") ?? filled[0];
  return chosen === undefined
    ? { mrn: usableNumber(pid.component(2, 1)), authority: pid.component(2, 4) }
    : { mrn: pid.component(3, 1, chosen), authority: pid.component(3, 4, chosen) };
}
