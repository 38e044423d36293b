import "server-only";
import { v7 as newId } from "uuid";
import { z } from "zod";
import type { Sex } from "@/lib/clinical/record";
import {
  type IncludedRecord,
  type PatientAnswer,
  type PatientInput,
  type PatientRecordAnswer,
  patientEdit,
  patientInput,
} from "@/lib/contract/patient";
import { AppError } from "@/lib/errors";
import { today } from "@/lib/server/clock";
import type { Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { nameKey } from "./name-key";
import { refreshSummary } from "./patient-summary";

interface PatientRow {
  id: string;
  version: number;
  mrn: string;
  studyCode: string | null;
  familyName: string;
  givenName: string;
  birthDate: string;
  sex: string;
}

export const patientAnswer = (row: PatientRow): PatientAnswer => ({
  id: row.id,
  version: row.version,
  mrn: row.mrn,
  studyCode: row.studyCode,
  familyName: row.familyName,
  givenName: row.givenName,
  birthDate: row.birthDate,
  sex: row.sex as Sex,
});

export const patientRecordAnswer = (
  row: PatientRow & { mergedInto: string | null; absorbed: readonly IncludedRecord[] },
): PatientRecordAnswer => ({
  ...patientAnswer(row),
  mergedInto: row.mergedInto,
  includes: row.absorbed.map(({ id, mrn, mergedAt }) => ({ id, mrn, mergedAt })),
});

export const readPatient = operation({
  name: "patient.read",
  kind: "read",
  permission: "patient:read",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ db, id }) => {
    const row = await db.patient.findUniqueOrThrow({
      where: { id },
      include: { absorbed: { select: { id: true, mrn: true, mergedAt: true }, orderBy: { id: "asc" } } },
    });
    const absorbed = row.absorbed.map((one) => ({ ...one, mergedAt: one.mergedAt ?? "" }));
    return { answer: patientRecordAnswer({ ...row, absorbed }), audit: {} };
  },
});

export const createPatient = operation({
  name: "patient.create",
  kind: "write",
  versioned: false,
  permission: "patient:write",
  subject: null,
  input: patientInput,
  run: async ({ tx, input, actor, now }) => {
    refuseFutureBirth(input, today(now, actor.site.timeZone));
    const row = await insertPatient(tx, input, { siteId: actor.site.id, author: actor.userId, now });
    return {
      answer: patientAnswer(row),
      audit: {
        objectKind: "patient",
        objectId: row.id,
        objectVersion: 1,
        patientId: row.id,
        detail: { after: input },
      },
    };
  },
});

/** A new patient with an empty summary; an MRN that the site already has is refused. */
export async function insertPatient(
  tx: Tx,
  input: PatientInput,
  by: { siteId: string; author: string; now: string },
): Promise<PatientRow> {
  await refuseTakenMrn(tx, by.siteId, input.mrn, null);
  const row = await tx.patient.create({
    data: {
      ...input,
      id: newId(),
      siteId: by.siteId,
      nameKey: nameKey(input.familyName, input.givenName),
      createdAt: by.now,
      createdBy: by.author,
    },
  });
  await refreshSummary(tx, row.id, by.now);
  return row;
}

export const editPatient = operation({
  name: "patient.edit",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "patient",
  input: patientEdit,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const before = await tx.patient.findUniqueOrThrow({ where: { id } });
    if (before.version !== ifMatch) throw changedMeanwhile(patientAnswer(before));
    const after = { ...patientAnswer(before), ...input };
    refuseFutureBirth(after, today(now, actor.site.timeZone));
    await refuseTakenMrn(tx, actor.site.id, after.mrn, id);
    const first = await tx.report.findFirst({
      where: { patient: { OR: [{ id }, { mergedInto: id }] } },
      orderBy: { collectedOn: "asc" },
    });
    if (first !== null && first.collectedOn < after.birthDate) {
      throw field(
        "birthDate",
        "after-first-report",
        `There is a report of ${first.collectedOn}, before this birth date.`,
      );
    }
    const { id: _, version: __, ...columns } = after;
    const { count } = await tx.patient.updateMany({
      where: { id, version: ifMatch },
      data: { ...columns, nameKey: nameKey(after.familyName, after.givenName), version: ifMatch + 1 },
    });
    if (count === 0)
      throw changedMeanwhile(patientAnswer(await tx.patient.findUniqueOrThrow({ where: { id } })));
    await refreshSummary(tx, id, now);
    const answer = { ...after, version: ifMatch + 1 };
    return {
      answer,
      audit: { objectVersion: answer.version, detail: { before: patientAnswer(before), after: input } },
    };
  },
});

export const changedMeanwhile = (current: unknown) =>
  new AppError(
    "conflict",
    "Somebody changed this meanwhile; nothing of yours was saved. Compare and try again.",
    { current },
  );

export const field = (path: string, code: string, message: string) =>
  new AppError("invalid", "Some of this cannot be accepted; nothing was saved.", {
    fields: [{ path, code, message }],
  });

function refuseFutureBirth(input: { birthDate: string }, todayHere: string): void {
  if (input.birthDate > todayHere)
    throw field("birthDate", "future-date", "The birth date is in the future.");
}

async function refuseTakenMrn(tx: Tx, siteId: string, mrn: string, except: string | null): Promise<void> {
  const taken = await tx.patient.findUnique({ where: { siteId_mrn: { siteId, mrn } }, select: { id: true } });
  if (taken !== null && taken.id !== except) {
    throw new AppError(
      "already-exists",
      "This MRN belongs to another patient of this site; nothing was saved.",
      {
        fields: [
          { path: "mrn", code: "taken", message: "This MRN belongs to another patient of this site." },
        ],
      },
    );
  }
}
