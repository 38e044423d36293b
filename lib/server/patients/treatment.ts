import "server-only";
import { v7 as newId } from "uuid";
import type { CoursePhase, ExtramedullaryAnswer, SupportKind } from "@/lib/clinical/record";
import {
  type CourseAnswer,
  type CourseInput,
  courseInput,
  type ExtramedullaryAnswerRow,
  type ExtramedullaryInput,
  extramedullaryInput,
  type SupportAnswer,
  supportInput,
} from "@/lib/contract/patient";
import { today } from "@/lib/server/clock";
import type { Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import type { PatientRows } from "./course-mapper";
import { refreshSummary } from "./patient-summary";
import { field } from "./patients";
import { withdrawal } from "./withdrawal";

export const courseAnswer = (row: PatientRows["courses"][number]): CourseAnswer => ({
  id: row.id,
  version: row.version,
  phase: row.phase as CoursePhase,
  start: row.start,
  end: row.end,
  protocol: row.protocol,
  kinds: JSON.parse(row.kinds) as CourseInput["kinds"],
  agents: JSON.parse(row.agents) as string[],
  radiation: JSON.parse(row.radiation) as CourseInput["radiation"],
  transplantFrom: row.transplantFrom as CourseInput["transplantFrom"],
  transplantIntensity: row.transplantIntensity as CourseInput["transplantIntensity"],
});

export const supportAnswer = (row: PatientRows["support"][number]): SupportAnswer => ({
  id: row.id,
  version: row.version,
  kind: row.kind as SupportKind,
  on: row.on,
});

export const extramedullaryAnswer = (
  row: PatientRows["extramedullary"][number],
): ExtramedullaryAnswerRow => ({
  id: row.id,
  version: row.version,
  finding: row.finding as ExtramedullaryAnswer,
  on: row.on,
  sites: JSON.parse(row.sites) as ExtramedullaryInput["sites"],
});

/** A course may be planned ahead; what has been given or found cannot lie in the future. */
export async function refuseDate(
  tx: Tx,
  patientId: string,
  path: string,
  date: string | null,
  notAfter: string | null,
) {
  if (date === null) return;
  const { birthDate } = await tx.patient.findUniqueOrThrow({
    where: { id: patientId },
    select: { birthDate: true },
  });
  if (date < birthDate) throw field(path, "before-birth", `This is before the birth date, ${birthDate}.`);
  if (notAfter !== null && date > notAfter) throw field(path, "future-date", "This date is in the future.");
}

export const addCourse = operation({
  name: "course.add",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: courseInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "start", input.start, null);
    if (input.end !== null && input.end < input.start)
      throw field("end", "before-start", "The end is before the start.");
    const row = await tx.course.create({
      data: {
        ...input,
        kinds: JSON.stringify(input.kinds),
        agents: JSON.stringify(input.agents),
        radiation: JSON.stringify(input.radiation),
        id: newId(),
        patientId: id,
        createdAt: now,
        createdBy: actor.userId,
      },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: courseAnswer(row),
      audit: { objectKind: "course", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const addSupport = operation({
  name: "support.add",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: supportInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    const row = await tx.support.create({
      data: { ...input, id: newId(), patientId: id, createdAt: now, createdBy: actor.userId },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: supportAnswer(row),
      audit: { objectKind: "support", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const addExtramedullary = operation({
  name: "extramedullary.add",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: extramedullaryInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    const row = await tx.extramedullary.create({
      data: {
        ...input,
        sites: JSON.stringify(input.sites),
        id: newId(),
        patientId: id,
        createdAt: now,
        createdBy: actor.userId,
      },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: extramedullaryAnswer(row),
      audit: { objectKind: "extramedullary", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const withdrawCourse = withdrawal("course", "report:write");
export const withdrawSupport = withdrawal("support", "report:write");
export const withdrawExtramedullary = withdrawal("extramedullary", "report:write");
