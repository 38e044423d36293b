import "server-only";
import { z } from "zod";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import { actorNames } from "@/lib/server/session/actor-names";
import { committedOf } from "./committed-import";

const LISTED = 20;

export const listImports = operation({
  name: "imports.list",
  kind: "read",
  permission: "report:write",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const rows = await db.import.findMany({
      where: patientsOf(actor),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: LISTED,
      // Not the payload: it is the whole file.
      select: {
        id: true,
        format: true,
        state: true,
        source: true,
        waiting: true,
        createdAt: true,
        createdBy: true,
        revertedAt: true,
        outcome: true,
      },
    });
    const names = await actorNames(
      db,
      rows.map((row) => row.createdBy),
    );
    const items = rows.map(({ outcome, revertedAt, ...row }) => ({
      ...row,
      state: revertedAt === null ? row.state : "reverted",
      createdBy: names.get(row.createdBy) ?? row.createdBy,
      counts: outcome === null ? null : committedOf(outcome).counts,
    }));
    return { answer: { items, next: null, total: items.length }, audit: { objectKind: "import" } };
  },
});
