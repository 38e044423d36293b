import "server-only";
import { z } from "zod";
import { type OwnReview, type ReviewAnswer, reviewInput } from "@/lib/contract/review";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import { notFound, operation } from "@/lib/server/door/operation";
import { changesSince } from "./changes-since";

type ReviewRow = NonNullable<Awaited<ReturnType<Db["review"]["findUnique"]>>>;

const ownRow = (userId: string, patientId: string) => ({ userId_patientId: { userId, patientId } });

const answerOf = ({ patientId, at, version }: ReviewRow): ReviewAnswer => ({ patientId, at, version });

const before = ({ at, seen, remission }: Pick<ReviewRow, "at" | "seen" | "remission">) =>
  JSON.stringify({ at, seen, remission });

/** One person's own mark: this state of the record was looked at. Nobody else sees it. */
export const reviewPatient = operation({
  name: "patient.review",
  kind: "write",
  // What one person has looked at concerns no other.
  tells: "nobody",
  versioned: false,
  permission: "review:own",
  subject: "patient",
  input: reviewInput,
  run: async ({ tx, id, input, actor, now }) => {
    const summary = await tx.patientSummary.findUnique({
      where: { patientId: id },
      select: { changedAt: true, remission: true },
    });
    if (summary === null) throw notFound();
    if (input.seen > summary.changedAt)
      throw new AppError("invalid", "The record never stood like that; nothing was saved.", {
        fields: [{ path: "seen", code: "future-state", message: "This is later than the last change." }],
      });
    const last = await tx.review.findUnique({ where: ownRow(actor.userId, id) });
    // A verdict that came after what was seen has not been seen either.
    const remission =
      input.seen === summary.changedAt ? summary.remission : (last?.remission ?? "not-applicable");
    const kept = { at: now, seen: input.seen, remission };
    const row =
      last === null
        ? await tx.review.create({
            data: { userId: actor.userId, patientId: id, siteId: actor.site.id, ...kept, before: null },
          })
        : await tx.review.update({
            where: ownRow(actor.userId, id),
            data: { ...kept, siteId: actor.site.id, before: before(last), version: last.version + 1 },
          });
    return {
      answer: answerOf(row),
      audit: { objectKind: "review", objectVersion: row.version, detail: { seen: input.seen } },
    };
  },
});

/** Takes the last mark back: the one before it holds again. If-Match names the one that is undone. */
export const undoReview = operation({
  name: "patient.review-undo",
  kind: "write",
  // What one person has looked at concerns no other.
  tells: "nobody",
  versioned: true,
  permission: "review:own",
  subject: "patient",
  input: z.strictObject({}),
  run: async ({ tx, id, actor, ifMatch }) => {
    const last = await tx.review.findUnique({ where: ownRow(actor.userId, id) });
    if (last === null || last.version !== ifMatch || last.at === null)
      throw new AppError("conflict", "There is no such review of yours to undo; nothing was changed.", {
        current: last === null ? null : answerOf(last),
      });
    const earlier =
      last.before === null
        ? { at: null, seen: null, remission: null }
        : (JSON.parse(last.before) as Pick<ReviewRow, "at" | "seen" | "remission">);
    const row = await tx.review.update({
      where: ownRow(actor.userId, id),
      data: { ...earlier, before: null, version: last.version + 1 },
    });
    return { answer: answerOf(row), audit: { objectKind: "review", objectVersion: row.version } };
  },
});

/** The asker's own review of a patient, and what came after it. */
export async function ownReview(db: Db | Tx, userId: string, patientId: string): Promise<OwnReview | null> {
  const [row, summary] = await Promise.all([
    db.review.findUnique({ where: ownRow(userId, patientId) }),
    db.patientSummary.findUnique({ where: { patientId }, select: { changedAt: true } }),
  ]);
  if (summary === null) return null;
  const { changedAt } = summary;
  const at = row?.at ?? null;
  const seen = row?.seen ?? null;
  const changed = seen !== null && seen !== changedAt;
  const { changes, reports } =
    changed && seen !== null ? await changesSince(db, patientId, seen) : { changes: [], reports: [] };
  return { at, version: row?.version ?? 0, changed, changes, reports, changedAt };
}
