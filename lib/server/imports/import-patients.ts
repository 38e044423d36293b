import "server-only";
import type { ImportAnswers, ImportPatientAnswer } from "@/lib/contract/import";
import type { ImportPatient } from "@/lib/imports/import-format";
import type { Db, Tx } from "@/lib/server/database/db";
import { nameKey } from "@/lib/server/patients/name-key";

interface Candidate {
  id: string;
  mrn: string;
  familyName: string;
  givenName: string;
  birthDate: string;
}

/**
 * Finds a file's patient at the site. MRN and birth date together are a match; one of the two alone, or the name with
 * the birth date, is a near match and a question for a person, never an answer.
 */
export async function matchPatient(
  tx: Db | Tx,
  siteId: string,
  sent: ImportPatient,
  answers: ImportAnswers,
): Promise<ImportPatientAnswer> {
  const { key, mrn, familyName, givenName, birthDate, sex } = sent;
  const base = { key, mrn, familyName, givenName, birthDate, sex };
  const answered = answers.patients[key];
  const candidates = await candidatesFor(tx, siteId, sent);
  const described = candidates.map((one) => candidateAnswer(one, sent));
  if (answered !== undefined && "patientId" in answered) {
    const chosen = await tx.patient.findFirst({
      where: { id: answered.patientId, siteId },
      select: { id: true },
    });
    if (chosen !== null) return { ...base, state: "chosen", patientId: chosen.id, candidates: described };
  }
  const match = candidates.find((one) => one.mrn === mrn && one.birthDate === birthDate);
  if (match !== undefined) return { ...base, state: "matched", patientId: match.id, candidates: [] };
  if (answered !== undefined && "create" in answered && missingFor(sent).length === 0) {
    // An MRN that the site already has names that patient: another one cannot be made under it.
    if (!candidates.some((one) => one.mrn === mrn)) {
      return { ...base, state: "to-create", patientId: null, candidates: described };
    }
  }
  return {
    ...base,
    state: candidates.length > 0 ? "near" : "unknown",
    patientId: null,
    candidates: described,
  };
}

/** What a new patient needs and the file does not say. */
export function missingFor(sent: ImportPatient): string[] {
  return [
    sent.mrn === null ? "MRN" : null,
    sent.familyName === null ? "family name" : null,
    sent.givenName === null ? "given name" : null,
    sent.birthDate === null ? "birth date" : null,
  ].filter((missing) => missing !== null);
}

async function candidatesFor(tx: Db | Tx, siteId: string, sent: ImportPatient): Promise<Candidate[]> {
  const named =
    sent.familyName !== null && sent.birthDate !== null
      ? [{ nameKey: nameKey(sent.familyName, sent.givenName ?? ""), birthDate: sent.birthDate }]
      : [];
  const numbered = sent.mrn === null ? [] : [{ mrn: sent.mrn }];
  if (named.length + numbered.length === 0) return [];
  return await tx.patient.findMany({
    where: { siteId, OR: [...numbered, ...named] },
    orderBy: { id: "asc" },
    take: 5,
    select: { id: true, mrn: true, familyName: true, givenName: true, birthDate: true },
  });
}

function candidateAnswer(one: Candidate, sent: ImportPatient): ImportPatientAnswer["candidates"][number] {
  const why =
    one.mrn === sent.mrn
      ? `the same MRN, but born ${one.birthDate}`
      : `the same name and birth date, but MRN ${one.mrn}`;
  return {
    patientId: one.id,
    name: `${one.familyName}, ${one.givenName}`,
    mrn: one.mrn,
    birthDate: one.birthDate,
    why,
  };
}
