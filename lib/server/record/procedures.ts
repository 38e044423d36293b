import "server-only";
import { v7 as newId } from "uuid";
import { type ProcedureInput, procedureInput } from "@/lib/contract/record";
import { today } from "@/lib/server/clock";
import type { Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { field } from "@/lib/server/patients/patients";
import { refuseDate } from "@/lib/server/patients/treatment";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { procedureInputOf } from "./record-rows";

const SPECIMEN = { marrow: "marrow", "lumbar-puncture": "csf" } as const;

export const addProcedure = operation({
  name: "procedure.add",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: procedureInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    await refuseForeignReport(tx, id, input);
    const { kind, on, ...rest } = input;
    const { reportId = null, ...detail } = { reportId: null, ...rest };
    const row = await tx.procedure.create({
      data: {
        id: newId(),
        patientId: id,
        kind,
        on,
        reportKey: reportId,
        detail: JSON.stringify(detail),
        createdAt: now,
        createdBy: actor.userId,
      },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: procedureInputOf(row),
      audit: { objectKind: "procedure", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const withdrawProcedure = withdrawal("procedure", "report:write");

/** A report of somebody else, of another specimen, or none at all cannot be the sample's. */
async function refuseForeignReport(tx: Tx, patientId: string, input: ProcedureInput): Promise<void> {
  if (!("reportId" in input) || input.reportId === null) return;
  const newest = await tx.report.findFirst({
    where: { reportKey: input.reportId },
    orderBy: { version: "desc" },
    select: { patientId: true, specimen: true },
  });
  if (newest?.patientId !== patientId || newest.specimen !== SPECIMEN[input.kind]) {
    throw field("reportId", "no-such-report", "This patient has no such report of this specimen.");
  }
}
