import "server-only";
import { z } from "zod";
import { type SiteAnswer, siteEdit } from "@/lib/contract/site";
import { operation } from "@/lib/server/door/operation";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import type { Prisma } from "@/prisma/generated/sqlite/client";

const answerOf = ({
  id,
  version,
  name,
  timeZone,
  decimalMark,
}: Prisma.SiteGetPayload<object>): SiteAnswer => ({
  id,
  version,
  name,
  timeZone,
  decimalMark: decimalMark === "," ? "," : ".",
});

export const readSite = operation({
  name: "site.read",
  kind: "read",
  permission: "sites:manage",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const answer = answerOf(await db.site.findUniqueOrThrow({ where: { id: actor.site.id } }));
    return { answer, audit: { objectKind: "site", objectId: answer.id } };
  },
});

export const editSite = operation({
  name: "site.edit",
  kind: "write",
  versioned: true,
  permission: "sites:manage",
  subject: null,
  input: siteEdit,
  run: async ({ tx, input, ifMatch, actor }) => {
    const { id } = actor.site;
    const before = await tx.site.findUniqueOrThrow({ where: { id } });
    // Counted by the database: of two at once the second finds another version.
    const { count } = await tx.site.updateMany({
      where: { id, version: ifMatch },
      data: { ...input, version: ifMatch + 1 },
    });
    const answer = answerOf(await tx.site.findUniqueOrThrow({ where: { id } }));
    if (count === 0) throw changedMeanwhile(answer);
    return {
      answer,
      audit: {
        objectKind: "site",
        objectId: id,
        objectVersion: answer.version,
        detail: { before: answerOf(before), after: input },
      },
    };
  },
});
