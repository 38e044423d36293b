import "server-only";
import { v7 as newId } from "uuid";
import { annotationEdit, annotationInput } from "@/lib/contract/record";
import { today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { refuseDate } from "@/lib/server/patients/treatment";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { annotationFields } from "./record-rows";

/** A line pinned to a day that has been; what is to come belongs to the follow-up plan. */
export const addAnnotation = operation({
  name: "annotation.add",
  kind: "write",
  versioned: false,
  permission: "patient:write",
  subject: "patient",
  input: annotationInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    const by = { createdAt: now, createdBy: actor.userId, updatedAt: now, updatedBy: actor.userId };
    const row = await tx.annotation.create({ data: { ...input, id: newId(), patientId: id, ...by } });
    await refreshSummary(tx, id, now);
    return {
      answer: { ...annotationFields(row), author: actor.name },
      audit: { objectKind: "annotation", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

/** Another version, in other words or on another day; the audit keeps what stood before. */
export const editAnnotation = operation({
  name: "annotation.edit",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "annotation",
  input: annotationEdit,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const before = await tx.annotation.findUniqueOrThrow({ where: { id } });
    await refuseDate(tx, before.patientId, "on", input.on ?? null, today(now, actor.site.timeZone));
    const { count } = await tx.annotation.updateMany({
      where: { id, version: ifMatch, withdrawnAt: null },
      data: { ...input, version: ifMatch + 1, updatedAt: now, updatedBy: actor.userId },
    });
    if (count === 0) throw changedMeanwhile(annotationFields(before));
    await refreshSummary(tx, before.patientId, now);
    const { on, text } = before;
    return {
      answer: { ...annotationFields(before), ...input, version: ifMatch + 1 },
      audit: { objectVersion: ifMatch + 1, detail: { before: { on, text }, after: input } },
    };
  },
});

export const withdrawAnnotation = withdrawal("annotation", "patient:write");
