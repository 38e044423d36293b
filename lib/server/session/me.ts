import "server-only";
import { z } from "zod";
import { NEWEST, type Newest, preferencesInput } from "@/lib/contract/preferences";
import { AppError } from "@/lib/errors";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { sessionChanged } from "@/lib/server/live/announce";

/** Who is signed in, for the screen's header and for programs. */
export const readMe = operation({
  name: "me.read",
  kind: "read",
  permission: "own-session",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const memberships = await db.membership.findMany({
      where: { userId: actor.userId },
      include: { site: { select: { id: true, name: true, timeZone: true } } },
      orderBy: [{ siteId: "asc" }, { role: "asc" }],
    });
    const sites = [...new Map(memberships.map(({ site }) => [site.id, site])).values()];
    const { userId: id, email, name, roles, site } = actor;
    return { answer: { id, email, name, roles, site, sites }, audit: { objectKind: "session" } };
  },
});

/** Turns the session to another site of the same person. */
export const switchSite = operation({
  name: "me.site",
  kind: "write",
  versioned: false,
  permission: "own-session",
  subject: null,
  afterwards: ({ actor }) => sessionChanged(actor.sessionId),
  input: z.strictObject({ siteId: z.string().max(64) }),
  run: async ({ tx, actor, input }) => {
    const membership = await tx.membership.findFirst({
      where: { userId: actor.userId, siteId: input.siteId },
      include: { site: { select: { id: true, name: true, timeZone: true } } },
    });
    if (membership === null) throw new AppError("not-found", "There is nothing here that you may see.");
    await tx.session.update({ where: { id: actor.sessionId }, data: { siteId: membership.siteId } });
    return {
      answer: { site: membership.site },
      audit: { objectKind: "session", detail: { from: actor.site.id, to: membership.siteId } },
    };
  },
});

/** What a person chose for their own screens, wherever they sign in. */
export const changePreferences = operation({
  name: "me.preferences",
  kind: "write",
  versioned: false,
  permission: "own-session",
  subject: null,
  input: preferencesInput,
  run: async ({ tx, actor, input }) => {
    await tx.user.updateMany({ where: { id: actor.userId }, data: input });
    return { answer: input, audit: { objectKind: "session", detail: input } };
  },
});

/** A program has no preferences: the newest column is at the right. */
export async function newestOf(db: Db, userId: string): Promise<Newest> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { newest: true } });
  return NEWEST.find((side) => side === user?.newest) ?? "right";
}
