import "server-only";
import { z } from "zod";
import { DRAFT_LIMIT, type DraftAnswer, draftBody, NO_DRAFT, patientOfDraft } from "@/lib/contract/draft";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Actor } from "@/lib/server/door/actor";
import { operation } from "@/lib/server/door/operation";
import { visibleSubject } from "@/lib/server/door/visibility";

type Row = NonNullable<Awaited<ReturnType<Db["draft"]["findUnique"]>>>;

/** One person's own row at the site of the session: no other is ever asked for. */
const ownRow = (actor: Actor, key: string) => ({
  userId_siteId_key: { userId: actor.userId, siteId: actor.site.id, key },
});

/** The patient of the key, seen by the actor; a key that is none, or another site's patient, is not found. */
async function subjectOf(tx: Db | Tx, actor: Actor, key: string): Promise<string | null> {
  const patientId = patientOfDraft(key);
  const found =
    patientId === undefined
      ? null
      : patientId === null
        ? { patientId: null }
        : await visibleSubject(tx, actor, "patient", patientId);
  if (found === null) throw new AppError("not-found", "There is nothing here that you may see.");
  return found.patientId;
}

async function answerOf(tx: Db | Tx, actor: Actor, key: string, row: Row | null): Promise<DraftAnswer> {
  const site = await tx.site.findUniqueOrThrow({
    where: { id: actor.site.id },
    select: { decimalMark: true },
  });
  return {
    key,
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? null,
    body: row === null ? NO_DRAFT : draftBody.parse(JSON.parse(row.body)),
    decimalMark: site.decimalMark === "," ? "," : ".",
  };
}

export const readDraft = operation({
  name: "draft.read",
  kind: "read",
  permission: "drafts:own",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, id, actor }) => {
    const patientId = await subjectOf(db, actor, id);
    const row = await db.draft.findUnique({ where: ownRow(actor, id) });
    return {
      answer: await answerOf(db, actor, id, row),
      audit: {
        objectKind: "draft",
        ...(row === null ? {} : { objectVersion: row.version }),
        ...about(patientId),
      },
    };
  },
});

/** Keeps what was typed and is not saved. The audit says how much it is, never what. */
export const saveDraft = operation({
  name: "draft.save",
  kind: "write",
  tells: "nobody",
  versioned: true,
  permission: "drafts:own",
  subject: null,
  input: draftBody,
  run: async ({ tx, id, input, actor, now, ifMatch }) => {
    const patientId = await subjectOf(tx, actor, id);
    const body = JSON.stringify(input);
    if (Buffer.byteLength(body) > DRAFT_LIMIT) {
      throw new AppError(
        "body-too-large",
        `A draft holds at most ${DRAFT_LIMIT / 1024} KB; save some of its rows first.`,
      );
    }
    const before = await tx.draft.findUnique({ where: ownRow(actor, id) });
    if ((before?.version ?? 0) !== ifMatch) throw keptElsewhere(before);
    const version = ifMatch + 1;
    const kept = { body, version, updatedAt: now };
    const { userId, site } = actor;
    const row =
      before === null
        ? await tx.draft.create({ data: { userId, siteId: site.id, key: id, patientId, ...kept } })
        : await tx.draft.update({ where: ownRow(actor, id), data: kept });
    const cells = input.rows.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0);
    return {
      answer: { key: id, version: row.version, updatedAt: row.updatedAt },
      audit: {
        objectKind: "draft",
        objectVersion: version,
        ...about(patientId),
        detail: { rows: input.rows.length, cells },
      },
    };
  },
});

const about = (patientId: string | null) => (patientId === null ? {} : { patientId });

/** Only where it stands, not what it holds: a refusal stays small. */
const keptElsewhere = (row: Row | null) =>
  new AppError("conflict", "This draft was changed in another window meanwhile; nothing was kept.", {
    current: { version: row?.version ?? 0, updatedAt: row?.updatedAt ?? null },
  });
