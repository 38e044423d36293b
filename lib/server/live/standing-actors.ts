import "server-only";
import { ROLES } from "@/lib/permissions";
import { db } from "@/lib/server/database/db";
import { type Actor, actorMay } from "@/lib/server/door/actor";
import { sessionHolds } from "@/lib/server/session/session";
import { scopesIn } from "@/lib/server/session/token-asker";
import { READS } from "./live-hub";

/**
 * Those who may still hear of the site that they opened their stream for, as their session rows and tokens stand now.
 * One look for all streams of this process, and it touches nothing: a stream keeps no session alive.
 */
export async function standingActors(actors: readonly Actor[]): Promise<ReadonlySet<Actor>> {
  const programs = actors.filter(({ scopes }) => scopes !== undefined);
  const people = actors.filter(({ scopes }) => scopes === undefined);
  const [sessions, tokens] = await Promise.all([
    people.length === 0 ? [] : sessionsOf([...new Set(people.map(({ sessionId }) => sessionId))]),
    programs.length === 0
      ? []
      : db().serviceToken.findMany({
          where: { id: { in: programs.map(({ userId }) => userId.slice("token:".length)) }, revokedAt: null },
          select: { id: true, siteId: true, permissions: true },
        }),
  ]);
  const nowMs = Date.now();
  const stands = new Set<Actor>();
  for (const actor of people) {
    const row = sessions.find(({ id }) => id === actor.sessionId);
    if (row === undefined || row.siteId !== actor.site.id || row.userId !== actor.userId) continue;
    const { user, credentialVersion } = row;
    const state = {
      ...row,
      disabledAt: user.disabledAt,
      sessionCredential: credentialVersion,
      userCredential: user.credentialVersion,
    };
    const roles = ROLES.filter((role) =>
      user.memberships.some((one) => one.siteId === row.siteId && one.role === role),
    );
    if (sessionHolds(state, nowMs) && actorMay({ ...actor, roles }, READS)) stands.add(actor);
  }
  for (const actor of programs) {
    const row = tokens.find(({ id }) => `token:${id}` === actor.userId);
    if (row === undefined || row.siteId !== actor.site.id) continue;
    if (actorMay({ ...actor, scopes: scopesIn(row.permissions) }, READS)) stands.add(actor);
  }
  return stands;
}

const sessionsOf = (ids: string[]) =>
  db().session.findMany({
    where: { id: { in: ids } },
    include: {
      user: {
        select: {
          disabledAt: true,
          credentialVersion: true,
          memberships: { select: { siteId: true, role: true } },
        },
      },
    },
  });
