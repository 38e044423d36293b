import "server-only";
import { v7 as newId } from "uuid";
import { followUpEdit, followUpInput } from "@/lib/contract/record";
import { today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { refuseDate } from "@/lib/server/patients/treatment";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { followUpAnswer } from "./record-rows";

export const addFollowUp = operation({
  name: "follow-up.add",
  kind: "write",
  versioned: false,
  permission: "patient:write",
  subject: "patient",
  input: followUpInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "due", input.due, null);
    const row = await tx.followUp.create({
      data: { ...input, id: newId(), patientId: id, createdAt: now, createdBy: actor.userId },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: followUpAnswer(row),
      audit: { objectKind: "follow-up", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

/** Moves a planned test, or says when it was done. */
export const editFollowUp = operation({
  name: "follow-up.edit",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "followUp",
  input: followUpEdit,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    const before = await tx.followUp.findUniqueOrThrow({ where: { id } });
    await refuseDate(tx, before.patientId, "due", input.due ?? null, null);
    await refuseDate(tx, before.patientId, "doneOn", input.doneOn ?? null, today(now, actor.site.timeZone));
    const { count } = await tx.followUp.updateMany({
      where: { id, version: ifMatch, withdrawnAt: null },
      data: { ...input, version: ifMatch + 1 },
    });
    if (count === 0) throw changedMeanwhile(followUpAnswer(before));
    await refreshSummary(tx, before.patientId, now);
    return {
      answer: { ...followUpAnswer(before), ...input, version: ifMatch + 1 },
      audit: {
        objectKind: "follow-up",
        objectVersion: ifMatch + 1,
        detail: { before: followUpAnswer(before), after: input },
      },
    };
  },
});

export const withdrawFollowUp = withdrawal("followUp", "patient:write");
