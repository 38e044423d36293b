import "server-only";
import { z } from "zod";
import type { PersonName } from "@/lib/contract/live";
import { operation } from "@/lib/server/door/operation";

/** More than one hospital has; whoever is not among them is called a colleague. */
const MOST = 2_000;

/** The people and programs of the site by their names: events speak of them by id. */
export const listPeople = operation({
  name: "people.list",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const siteId = actor.site.id;
    const [users, tokens] = await Promise.all([
      db.user.findMany({
        where: { memberships: { some: { siteId } } },
        select: { id: true, name: true },
        orderBy: { id: "asc" },
        take: MOST,
      }),
      db.serviceToken.findMany({
        where: { siteId },
        select: { id: true, name: true },
        orderBy: { id: "asc" },
        take: MOST,
      }),
    ]);
    const programs = tokens.map(({ id, name }) => ({ id: `token:${id}`, name }));
    const items: PersonName[] = [...users, ...programs];
    return {
      answer: { items, next: null, total: items.length },
      audit: { objectKind: "site", objectId: siteId },
    };
  },
});
