import "server-only";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "./actor";

/** Which patients an actor's queries may touch; every query on patient data is combined with it. */
export const patientsOf = (actor: Actor) => ({ siteId: actor.site.id });

export const SUBJECTS = [
  "patient",
  "report",
  "course",
  "support",
  "extramedullary",
  "procedure",
  "marker",
  "followUp",
  "note",
  "annotation",
  "trial",
  "import",
  "token",
] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

/** The patient (null for an import or a token) behind an id the actor may see; null where there is none or it is not theirs. */
export async function visibleSubject(
  tx: Db | Tx,
  actor: Actor,
  kind: SubjectKind,
  id: string,
): Promise<{ patientId: string | null } | null> {
  switch (kind) {
    case "patient": {
      const row = await tx.patient.findFirst({
        where: { AND: [{ id }, patientsOf(actor)] },
        select: { id: true },
      });
      return row && { patientId: row.id };
    }
    case "report": {
      const row = await tx.report.findFirst({
        where: { AND: [{ reportKey: id }, { patient: patientsOf(actor) }] },
        orderBy: { version: "desc" },
        select: { patientId: true },
      });
      return row;
    }
    case "course":
      return await tx.course.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "support":
      return await tx.support.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "extramedullary":
      return await tx.extramedullary.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "procedure":
      return await tx.procedure.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "marker":
      return await tx.marker.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "followUp":
      return await tx.followUp.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "note":
      return await tx.note.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "annotation":
      return await tx.annotation.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "trial":
      return await tx.trial.findFirst({
        where: { id, patient: patientsOf(actor) },
        select: { patientId: true },
      });
    case "import": {
      const row = await tx.import.findFirst({
        where: { AND: [{ id }, patientsOf(actor)] },
        select: { id: true },
      });
      return row && { patientId: null };
    }
    case "token": {
      const row = await tx.serviceToken.findFirst({ where: { id, siteId: actor.site.id } });
      return row && { patientId: null };
    }
  }
}
