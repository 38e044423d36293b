import "server-only";
import { z } from "zod";
import { type MappingAnswer, type MappingKey, mappingChange, mappingKey } from "@/lib/contract/mapping";
import { AppError } from "@/lib/errors";
import type { Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { actorNames } from "@/lib/server/session/actor-names";
import type { Prisma } from "@/prisma/generated/sqlite/client";

type MappingRow = Prisma.SourceMappingGetPayload<object>;

const answerOf = (row: MappingRow, names: ReadonlyMap<string, string>): MappingAnswer => ({
  source: row.source,
  kind: row.kind === "table" ? "table" : "analyte",
  code: row.code,
  value: JSON.parse(row.value) as MappingAnswer["value"],
  version: row.version,
  author: names.get(row.author) ?? row.author,
  updatedAt: row.updatedAt,
});

/** What people once answered about the sources of this site, by source. */
export const listMappings = operation({
  name: "mappings.list",
  kind: "read",
  permission: "mappings:manage",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const rows = await db.sourceMapping.findMany({
      where: { siteId: actor.site.id },
      orderBy: [{ source: "asc" }, { kind: "desc" }, { code: "asc" }],
    });
    const names = await actorNames(
      db,
      rows.map((row) => row.author),
    );
    const items = rows.map((row) => answerOf(row, names));
    return { answer: { items, next: null, total: items.length }, audit: { objectKind: "mapping" } };
  },
});

/** From the next file on; what was imported by the old answer stays as it is. */
export const changeMapping = operation({
  name: "mapping.change",
  kind: "write",
  versioned: true,
  permission: "mappings:manage",
  subject: null,
  input: mappingChange,
  run: async ({ tx, input, ifMatch, actor, now }) => {
    const { value, ...key } = input;
    const before = await stored(tx, actor.site.id, key);
    const { count } = await tx.sourceMapping.updateMany({
      where: { siteId: actor.site.id, ...key, version: ifMatch },
      data: { value: JSON.stringify(value), version: ifMatch + 1, author: actor.userId, updatedAt: now },
    });
    const row = await stored(tx, actor.site.id, key);
    const answer = answerOf(row, await actorNames(tx, [row.author]));
    if (count === 0) throw changedMeanwhile(answer);
    return {
      answer,
      audit: {
        objectKind: "mapping",
        objectVersion: row.version,
        detail: { ...key, before: JSON.parse(before.value), after: value },
      },
    };
  },
});

/** The question is asked again with the next file. The audit keeps what was forgotten. */
export const forgetMapping = operation({
  name: "mapping.forget",
  kind: "write",
  versioned: true,
  permission: "mappings:manage",
  subject: null,
  input: mappingKey,
  run: async ({ tx, input, ifMatch, actor }) => {
    const before = await stored(tx, actor.site.id, input);
    const { count } = await tx.sourceMapping.deleteMany({
      where: { siteId: actor.site.id, ...input, version: ifMatch },
    });
    if (count === 0) throw changedMeanwhile(answerOf(before, await actorNames(tx, [before.author])));
    return {
      answer: { forgotten: true },
      audit: {
        objectKind: "mapping",
        objectVersion: before.version,
        detail: { ...input, before: JSON.parse(before.value) },
      },
    };
  },
});

async function stored(tx: Tx, siteId: string, { source, kind, code }: MappingKey): Promise<MappingRow> {
  const row = await tx.sourceMapping.findUnique({
    where: { siteId_source_kind_code: { siteId, source, kind, code } },
  });
  if (row === null) throw new AppError("not-found", "There is nothing here that you may see.");
  return row;
}
