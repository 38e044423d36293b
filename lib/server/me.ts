import "server-only";
import { z } from "zod";
import { operation } from "./operation";

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
