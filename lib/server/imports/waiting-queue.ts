import "server-only";
import { z } from "zod";
import type { LocalDate } from "@/lib/branded";
import type { Sex } from "@/lib/clinical/record";
import type { ImportPatientAnswer, WaitingCode, WaitingPatient, WaitingQueue } from "@/lib/contract/import";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import { nameKey } from "@/lib/server/patients/name-key";
import { committedOf } from "./committed-import";
import { matchPatients } from "./import-patients";

/** Imports looked through at once, the newest. */
const LOOKED_THROUGH = 1_000;

export interface WaitingImport {
  readonly id: string;
  readonly version: number;
  readonly source: string | null;
  readonly answers: string;
  readonly outcome: ReturnType<typeof committedOf>;
}

/** Committed imports of the site with rows that wait for a person, oldest first. */
export async function waitingImports(tx: Db | Tx, actor: Actor): Promise<WaitingImport[]> {
  const rows = await tx.import.findMany({
    where: { AND: [patientsOf(actor), { waiting: { gt: 0 }, revertedAt: null }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LOOKED_THROUGH,
    select: { id: true, version: true, source: true, answers: true, outcome: true },
  });
  return rows
    .flatMap((row) => (row.outcome === null ? [] : [{ ...row, outcome: committedOf(row.outcome) }]))
    .reverse();
}

export const isAnsweredImport = ({ version, outcome }: WaitingImport): boolean => version > outcome.version;

/** One person as files name them: the same number, birth date and name, without accents and case. */
export const personOf = ({ mrn, birthDate, familyName, givenName }: ImportPatientAnswer): string =>
  JSON.stringify([mrn, birthDate, nameKey(familyName ?? "", givenName ?? "")]);

export const readWaitingQueue = operation({
  name: "imports.waiting",
  kind: "read",
  permission: "report:write",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const imports = await waitingImports(db, actor);
    const answer: WaitingQueue = {
      patients: await waitingPatients(db, actor.site.id, imports),
      codes: waitingCodes(imports),
      answered: imports.filter(isAnsweredImport).length,
      rows: imports.reduce((rows, { outcome }) => rows + outcome.waiting.rows, 0),
    };
    return { answer, audit: { objectKind: "import", detail: { imports: imports.length } } };
  },
});

/** By person; who that is here is looked up now: somebody may have entered them since. */
async function waitingPatients(
  db: Db,
  siteId: string,
  imports: readonly WaitingImport[],
): Promise<WaitingPatient[]> {
  const found = new Map<string, WaitingPatient>();
  for (const { id, outcome } of imports) {
    const byKey = new Map(outcome.patients.map((patient) => [patient.key, patient]));
    for (const { key, rows } of outcome.waiting.patients) {
      const patient = byKey.get(key);
      if (patient === undefined) continue;
      const person = personOf(patient);
      const known = found.get(person);
      found.set(
        person,
        known === undefined
          ? { importId: id, patient, rows, imports: 1 }
          : { ...known, rows: known.rows + rows, imports: known.imports + 1 },
      );
    }
  }
  const waiting = [...found.values()];
  const sent = waiting.map(({ patient }, index) => ({
    key: String(index),
    mrn: patient.mrn,
    familyName: patient.familyName,
    givenName: patient.givenName,
    birthDate: patient.birthDate as LocalDate | null,
    sex: (patient.sex ?? "unknown") as Sex,
    problems: [],
  }));
  const present = await matchPatients(db, siteId, sent, { patients: {} });
  return waiting.map((one, index) => ({
    ...one,
    patient: { ...(present[index] as ImportPatientAnswer), key: one.patient.key },
  }));
}

function waitingCodes(imports: readonly WaitingImport[]): WaitingCode[] {
  const found = new Map<string, WaitingCode>();
  for (const { source, outcome } of imports) {
    if (source === null) continue;
    for (const code of outcome.waiting.codes) {
      const key = JSON.stringify([source, code.code]);
      const known = found.get(key);
      found.set(
        key,
        known === undefined
          ? { ...code, source, imports: 1 }
          : { ...known, rows: known.rows + code.rows, imports: known.imports + 1 },
      );
    }
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows);
}
