import "server-only";
import { v7 as newId } from "uuid";
import { trialInput } from "@/lib/contract/record";
import { today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { refuseDate } from "@/lib/server/patients/treatment";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { trialAnswer } from "./record-rows";

export const addTrial = operation({
  name: "trial.add",
  kind: "write",
  versioned: false,
  permission: "patient:write",
  subject: "patient",
  input: trialInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    const row = await tx.trial.create({
      data: { ...input, id: newId(), patientId: id, createdAt: now, createdBy: actor.userId },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: trialAnswer(row),
      audit: { objectKind: "trial", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const withdrawTrial = withdrawal("trial", "patient:write");
