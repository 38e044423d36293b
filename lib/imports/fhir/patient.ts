import { localDate } from "@/lib/clinical/calendar";
import { type SentPatient, usableNumber } from "../reading/patient-register";
import { child, children, concept, members, textOf } from "./element";
import type { JsonObject } from "./json-value";

/** What a Patient resource says. */
export function sentPatient(patient: JsonObject): SentPatient {
  const name = chosenName(patient);
  const born = textOf(patient, "birthDate");
  const gender = textOf(patient, "gender");
  const [given] = members(name, "given").filter((part) => typeof part === "string");
  return {
    ...recordNumber(children(patient, "identifier")),
    familyName: textOf(name, "family") || (given === undefined ? textOf(name, "text") : ""),
    // As in HL7, where further given names stand elsewhere: the same patient must not get two names.
    givenName: given ?? "",
    born,
    bornOn: localDate(born),
    sex: gender === "male" || gender === "female" ? gender : "unknown",
  };
}

/** What a reference says that names a patient by a number instead of a resource. */
export const numberedPatient = (identifier: JsonObject): SentPatient => ({
  ...recordNumber([identifier]),
  familyName: "",
  givenName: "",
  born: "",
  bornOn: null,
  sex: "unknown",
});

/** The medical record number (type MR), else the first identifier that is still in use. */
function recordNumber(identifiers: readonly JsonObject[]): { mrn: string | null; authority: string } {
  const usable = identifiers.filter((one) => usableNumber(textOf(one, "value")) !== null);
  const current = usable.filter((one) => textOf(one, "use") !== "old");
  const isRecordNumber = (one: JsonObject) =>
    concept(child(one, "type")).codings.some(({ code }) => code === "MR");
  const chosen = current.find(isRecordNumber) ?? usable.find(isRecordNumber) ?? current[0] ?? usable[0];
  if (chosen === undefined) return { mrn: null, authority: "" };
  const authority = textOf(chosen, "system") || textOf(child(chosen, "assigner"), "display");
  return { mrn: textOf(chosen, "value"), authority };
}

const FORMER = new Set(["old", "maiden", "nickname", "anonymous"]);

function chosenName(patient: JsonObject): JsonObject | null {
  const names = children(patient, "name");
  return (
    names.find((name) => textOf(name, "use") === "official") ??
    names.find((name) => !FORMER.has(textOf(name, "use"))) ??
    names[0] ??
    null
  );
}
