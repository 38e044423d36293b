import "server-only";
import { diagnosisEdit } from "@/lib/contract/record";
import type { DiagnosisAnswer } from "@/lib/contract/record-answers";
import { today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { refuseDate } from "@/lib/server/patients/treatment";
import { diagnosisAnswer } from "./record-rows";

/** One diagnosis a patient: the first change makes it, and names version 0. */
export const editDiagnosis = operation({
  name: "diagnosis.edit",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "patient",
  input: diagnosisEdit,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    await refuseDate(tx, id, "on", input.on ?? null, today(now, actor.site.timeZone));
    const row = await tx.diagnosis.findUnique({ where: { patientId: id } });
    const before = diagnosisAnswer(row);
    if (before.version !== ifMatch) throw changedMeanwhile(before);
    const answer: DiagnosisAnswer = { ...before, ...input, version: ifMatch + 1 };
    const data = { ...answer, riskFactors: JSON.stringify(answer.riskFactors), updatedAt: now };
    if (row === null) {
      await tx.diagnosis.create({
        data: { ...data, patientId: id, createdAt: now, createdBy: actor.userId },
      });
    } else {
      const { count } = await tx.diagnosis.updateMany({ where: { patientId: id, version: ifMatch }, data });
      if (count === 0)
        throw changedMeanwhile(diagnosisAnswer(await tx.diagnosis.findUnique({ where: { patientId: id } })));
    }
    await refreshSummary(tx, id, now);
    return {
      answer,
      audit: {
        objectKind: "diagnosis",
        objectVersion: answer.version,
        detail: { before: row === null ? null : before, after: input },
      },
    };
  },
});
