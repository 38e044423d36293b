import "server-only";
import { v7 as newId } from "uuid";
import { markerInput } from "@/lib/contract/record";
import { today } from "@/lib/server/clock";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "@/lib/server/patients/patient-summary";
import { refuseDate } from "@/lib/server/patients/treatment";
import { withdrawal } from "@/lib/server/patients/withdrawal";
import { markerAnswer } from "./record-rows";

/** A later finding of the same test is another row: "pending" in March stays when "positive" comes in April. */
export const addMarker = operation({
  name: "marker.add",
  kind: "write",
  versioned: false,
  permission: "report:write",
  subject: "patient",
  input: markerInput,
  run: async ({ tx, id, input, actor, now }) => {
    await refuseDate(tx, id, "on", input.on, today(now, actor.site.timeZone));
    const row = await tx.marker.create({
      data: { ...input, id: newId(), patientId: id, createdAt: now, createdBy: actor.userId },
    });
    await refreshSummary(tx, id, now);
    return {
      answer: markerAnswer(row),
      audit: { objectKind: "marker", objectId: row.id, objectVersion: 1, detail: { after: input } },
    };
  },
});

export const withdrawMarker = withdrawal("marker", "report:write");
