import "server-only";
import { z } from "zod";
import type { Permission } from "@/lib/permissions";
import { operation } from "@/lib/server/door/operation";
import { refreshSummary } from "./patient-summary";
import { changedMeanwhile } from "./patients";

const noteOnly = z.strictObject({
  note: z.string().trim().min(3, { error: "Say why, in a few words." }).max(500),
});

/** Tables whose rows are taken back, never deleted; each is a subject of the door. */
type WithdrawnKind =
  | "course"
  | "support"
  | "extramedullary"
  | "procedure"
  | "marker"
  | "followUp"
  | "note"
  | "annotation"
  | "trial";

/** Takes back what was entered by mistake: the row stays with the moment it was withdrawn, the audit says why. */
export const withdrawal = (kind: WithdrawnKind, permission: Permission) =>
  operation({
    name: `${NAMES[kind]}.withdraw`,
    kind: "write",
    versioned: true,
    permission,
    subject: kind,
    input: noteOnly,
    run: async ({ tx, id, input, ifMatch, now }) => {
      const table = tx[kind] as unknown as WithdrawnTable;
      const row = await table.findUniqueOrThrow({ where: { id } });
      const { count } = await table.updateMany({
        where: { id, version: ifMatch, withdrawnAt: null },
        data: { withdrawnAt: now, version: ifMatch + 1 },
      });
      if (count === 0) throw changedMeanwhile({ id, version: row.version, withdrawnAt: row.withdrawnAt });
      await refreshSummary(tx, row.patientId, now);
      return {
        answer: { id, version: ifMatch + 1, withdrawnAt: now },
        audit: {
          objectKind: NAMES[kind],
          objectVersion: ifMatch + 1,
          reason: input.note,
          detail: { before: row },
        },
      };
    },
  });

/** As the audit says it. */
const NAMES: Readonly<Record<WithdrawnKind, string>> = {
  course: "course",
  support: "support",
  extramedullary: "extramedullary",
  procedure: "procedure",
  marker: "marker",
  followUp: "follow-up",
  note: "note",
  annotation: "annotation",
  trial: "trial",
};

/** What the tables have in common; Prisma's own types do not unite. */
interface WithdrawnTable {
  findUniqueOrThrow(query: {
    where: { id: string };
  }): Promise<{ patientId: string; version: number; withdrawnAt: string | null }>;
  updateMany(query: {
    where: { id: string; version: number; withdrawnAt: null };
    data: { withdrawnAt: string; version: number };
  }): Promise<{ count: number }>;
}
