import "server-only";
import type { ImportAnswers, ImportPatientAnswer } from "@/lib/contract/import";
import type { ImportPatient } from "@/lib/imports/import-format";
import type { Db, Tx } from "@/lib/server/database/db";
import { nameKey } from "@/lib/server/patients/name-key";
import { oneSlipApart } from "./one-slip-apart";

interface Candidate {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly nameKey: string;
  readonly birthDate: string;
  readonly mergedInto: string | null;
}

const CANDIDATE = {
  id: true,
  mrn: true,
  familyName: true,
  givenName: true,
  nameKey: true,
  birthDate: true,
  mergedInto: true,
} as const;

/** Values in one statement; engines take about 32,000. */
const SLICE = 5_000;
/** Near matches shown for one patient. */
const SHOWN = 5;

export type MatchingAnswers = Pick<ImportAnswers, "patients" | "unknownPatients">;

/**
 * Finds a file's patients at the site with a few queries for all of them. MRN and birth date together are a match; one
 * of the two alone, the name with the birth date, or the birth date with an MRN one slip apart is a near match and a
 * question for a person, never an answer.
 */
export async function matchPatients(
  tx: Db | Tx,
  siteId: string,
  sent: readonly ImportPatient[],
  answers: MatchingAnswers,
): Promise<ImportPatientAnswer[]> {
  const numbered = await sliced(
    sent.flatMap(({ mrn }) => (mrn === null ? [] : [mrn])),
    (mrn) => tx.patient.findMany({ where: { siteId, mrn: { in: mrn } }, select: CANDIDATE }),
  );
  const byMrn = new Map(numbered.map((one) => [one.mrn, one]));
  const open = sent.filter(({ mrn, birthDate }) => mrn === null || byMrn.get(mrn)?.birthDate !== birthDate);
  const sameDay = await sliced(
    open.flatMap(({ birthDate }) => (birthDate === null ? [] : [birthDate as string])),
    (birthDate) =>
      tx.patient.findMany({ where: { siteId, birthDate: { in: birthDate } }, select: CANDIDATE }),
  );
  const byBirth = new Map<string, Candidate[]>();
  for (const one of sameDay) byBirth.set(one.birthDate, [...(byBirth.get(one.birthDate) ?? []), one]);
  const chosen = await chosenPatients(tx, siteId, answers);
  return oncePerMrn(sent.map((one) => matched(one, byMrn, byBirth, chosen, answers)));
}

/** Two people under one MRN in one file: the first can be created, the other is a question. */
function oncePerMrn(patients: readonly ImportPatientAnswer[]): ImportPatientAnswer[] {
  const taken = new Set<string | null>();
  return patients.map((one) => {
    if (one.state !== "to-create") return one;
    if (taken.has(one.mrn)) return { ...one, state: one.candidates.length > 0 ? "near" : "unknown" };
    taken.add(one.mrn);
    return one;
  });
}

async function sliced<Row>(
  values: readonly string[],
  read: (slice: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const distinct = [...new Set(values)];
  const found: Row[] = [];
  for (let start = 0; start < distinct.length; start += SLICE) {
    found.push(...(await read(distinct.slice(start, start + SLICE))));
  }
  return found;
}

/** Ids that answers name and that are this site's; a record merged into another one stands for that one. */
async function chosenPatients(
  tx: Db | Tx,
  siteId: string,
  { patients }: MatchingAnswers,
): Promise<ReadonlyMap<string, string>> {
  const ids = Object.values(patients).flatMap((answer) => ("patientId" in answer ? [answer.patientId] : []));
  const found = await sliced(ids, (id) =>
    tx.patient.findMany({ where: { siteId, id: { in: id } }, select: { id: true, mergedInto: true } }),
  );
  return new Map(found.map((one) => [one.id, one.mergedInto ?? one.id]));
}

function matched(
  sent: ImportPatient,
  byMrn: ReadonlyMap<string, Candidate>,
  byBirth: ReadonlyMap<string, readonly Candidate[]>,
  chosen: ReadonlyMap<string, string>,
  answers: MatchingAnswers,
): ImportPatientAnswer {
  const { key, mrn, familyName, givenName, birthDate, sex } = sent;
  const base = { key, mrn, familyName, givenName, birthDate, sex };
  const numbered = mrn === null ? undefined : byMrn.get(mrn);
  const answered = Object.hasOwn(answers.patients, key) ? answers.patients[key] : undefined;
  const named =
    answered !== undefined && "patientId" in answered ? chosen.get(answered.patientId) : undefined;
  if (named === undefined && numbered !== undefined && numbered.birthDate === birthDate) {
    return { ...base, state: "matched", patientId: numbered.mergedInto ?? numbered.id, candidates: [] };
  }
  const near = [
    ...(numbered === undefined ? [] : [numbered]),
    ...(birthDate === null ? [] : (byBirth.get(birthDate) ?? [])).filter((one) => resembles(one, sent)),
  ];
  const candidates = [...new Map(near.map((one) => [one.id, one])).values()]
    .slice(0, SHOWN)
    .map((one) => candidateAnswer(one, sent));
  if (named !== undefined) return { ...base, state: "chosen", patientId: named, candidates };
  // An MRN that the site already has names that patient: another one cannot be made under it.
  const creatable = missingFor(sent).length === 0 && numbered === undefined;
  const asked = answered !== undefined && "create" in answered;
  const unknown = candidates.length === 0;
  if (creatable && (asked || (unknown && answers.unknownPatients === "create"))) {
    return { ...base, state: "to-create", patientId: null, candidates };
  }
  return { ...base, state: unknown ? "unknown" : "near", patientId: null, candidates };
}

/** What a new patient needs and the file does not say. */
export function missingFor(
  sent: Pick<ImportPatientAnswer, "mrn" | "familyName" | "givenName" | "birthDate">,
): string[] {
  return [
    sent.mrn === null ? "MRN" : null,
    sent.familyName === null ? "family name" : null,
    sent.givenName === null ? "given name" : null,
    sent.birthDate === null ? "birth date" : null,
  ].filter((missing) => missing !== null);
}

const sameName = (one: Candidate, { familyName, givenName }: ImportPatient) =>
  familyName !== null && one.nameKey === nameKey(familyName, givenName ?? "");

const resembles = (one: Candidate, sent: ImportPatient) =>
  sameName(one, sent) || (sent.mrn !== null && oneSlipApart(one.mrn, sent.mrn));

function candidateAnswer(one: Candidate, sent: ImportPatient): ImportPatientAnswer["candidates"][number] {
  return {
    patientId: one.mergedInto ?? one.id,
    name: `${one.familyName}, ${one.givenName}`,
    mrn: one.mrn,
    birthDate: one.birthDate,
    why: likeness(one, sent),
  };
}

function likeness(one: Candidate, sent: ImportPatient): string {
  if (one.mrn === sent.mrn && sent.birthDate === null) return "the same MRN; the file gives no birth date";
  if (one.mrn === sent.mrn) return `the same MRN, but born ${one.birthDate}`;
  if (sameName(one, sent)) return `the same name and birth date, but MRN ${one.mrn}`;
  return `the same birth date and an MRN that differs by one character: ${one.mrn}`;
}
