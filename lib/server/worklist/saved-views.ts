import "server-only";
import { v7 as newId } from "uuid";
import { z } from "zod";
import { type SavedViewAnswer, savedViewEdit, savedViewInput } from "@/lib/contract/saved-view";
import { worklistExportInput } from "@/lib/contract/worklist";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { notFound, operation } from "@/lib/server/door/operation";
import { changedMeanwhile, field } from "@/lib/server/patients/patients";

type Row = NonNullable<Awaited<ReturnType<Db["savedView"]["findFirst"]>>>;

/** One person's own at the site of the session: no other is ever asked for. */
const own = (actor: Actor) => ({ userId: actor.userId, siteId: actor.site.id, withdrawnAt: null });

const MOST = 30;

const answerOf = ({ id, version, name, query, opens }: Row): SavedViewAnswer => ({
  id,
  version,
  name,
  query,
  opens: opens === 1,
});

export const listViews = operation({
  name: "views.list",
  kind: "read",
  permission: "views:own",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const rows = await db.savedView.findMany({
      where: own(actor),
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    const answer = { items: rows.map(answerOf), next: null, total: rows.length };
    return { answer, audit: { objectKind: "saved-view" } };
  },
});

export const createView = operation({
  name: "view.create",
  kind: "write",
  tells: "nobody",
  versioned: false,
  permission: "views:own",
  subject: null,
  input: savedViewInput,
  run: async ({ tx, input, actor, now }) => {
    const known = worklistExportInput.safeParse(Object.fromEntries(new URLSearchParams(input.query)));
    if (!known.success)
      throw field(
        "query",
        "unknown-filter",
        "This view has a filter or a sort that the worklist does not know.",
      );
    const rows = await tx.savedView.findMany({ where: own(actor) });
    refuseSameName(rows, input.name);
    if (rows.length >= MOST)
      throw field("name", "too-many", `There are ${MOST} views already; remove one first.`);
    if (input.opens) await opensNoMore(tx, actor, now);
    const row = await tx.savedView.create({
      data: {
        id: newId(),
        userId: actor.userId,
        siteId: actor.site.id,
        name: input.name,
        query: input.query,
        opens: input.opens ? 1 : 0,
        createdAt: now,
        updatedAt: now,
      },
    });
    return { answer: answerOf(row), audit: noted(row) };
  },
});

export const editView = operation({
  name: "view.edit",
  kind: "write",
  tells: "nobody",
  versioned: true,
  permission: "views:own",
  subject: null,
  input: savedViewEdit,
  run: async ({ tx, id, input, actor, ifMatch, now }) => {
    const before = await versionOf(tx, actor, id, ifMatch);
    const others = await tx.savedView.findMany({ where: { ...own(actor), NOT: { id } } });
    refuseSameName(others, input.name);
    if (input.opens) await opensNoMore(tx, actor, now);
    const row = await tx.savedView.update({
      where: { id },
      data: { name: input.name, opens: input.opens ? 1 : 0, version: before.version + 1, updatedAt: now },
    });
    return { answer: answerOf(row), audit: noted(row) };
  },
});

export const withdrawView = operation({
  name: "view.withdraw",
  kind: "write",
  tells: "nobody",
  versioned: true,
  permission: "views:own",
  subject: null,
  input: z.strictObject({}),
  run: async ({ tx, id, actor, ifMatch, now }) => {
    const before = await versionOf(tx, actor, id, ifMatch);
    const row = await tx.savedView.update({
      where: { id },
      data: { withdrawnAt: now, opens: 0, version: before.version + 1, updatedAt: now },
    });
    return { answer: answerOf(row), audit: noted(row) };
  },
});

async function versionOf(tx: Tx, actor: Actor, id: string, ifMatch: number): Promise<Row> {
  const row = await tx.savedView.findFirst({ where: { ...own(actor), id } });
  if (row === null) throw notFound();
  if (row.version !== ifMatch) throw changedMeanwhile(answerOf(row));
  return row;
}

function refuseSameName(rows: readonly Row[], name: string): void {
  if (rows.some((row) => row.name === name))
    throw new AppError("already-exists", "You have a view of this name already; nothing was saved.", {
      fields: [{ path: "name", code: "already-exists", message: "Choose another name." }],
    });
}

/** The worklist opens with one view at most. */
async function opensNoMore(tx: Tx, actor: Actor, now: string): Promise<void> {
  await tx.savedView.updateMany({ where: { ...own(actor), opens: 1 }, data: { opens: 0, updatedAt: now } });
}

const noted = ({ id, version, query, opens }: Row) => ({
  objectKind: "saved-view",
  objectId: id,
  objectVersion: version,
  detail: { query, opens: opens === 1 },
});
