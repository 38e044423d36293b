import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { v7 as newId } from "uuid";
import { AppError } from "@/lib/errors";
import { ROLES, type Role } from "@/lib/permissions";
import { db } from "@/lib/server/database/db";
import type { Asker } from "@/lib/server/door/actor";
import { env } from "@/lib/server/env";
import { sessionCookie } from "./session-cookie";

const IDLE_MS = 15 * 60_000;
const LONGEST_MS = 12 * 3600_000;
/** The row is touched at most this often, so that reading stays reading. */
const TOUCH_MS = 30_000;

/** What decides whether a session still holds. */
export interface SessionState {
  createdAt: string;
  lastSeenAt: string;
  revokedAt: string | null;
  sessionCredential: number;
  disabledAt: string | null;
  userCredential: number;
}

interface Standing extends SessionState {
  sessionId: string;
  userId: string;
  email: string;
  userName: string;
  siteId: string;
  siteName: string;
  timeZone: string;
  role: string;
}

/** A page that follows a colleague's change by itself says so: nobody has touched anything. */
const QUIET = /(?:^|;\s*)day29-quiet=1(?:;|$)/;

/**
 * Who asks, by the session row as it stands now; 401 when it is missing, over, idle or revoked. What the page does by
 * itself, in the background, does not keep the session alive.
 */
export async function askerOf(cookieHeader: string | null, background = false): Promise<Asker> {
  const nowMs = Date.now();
  const now = new Date(nowMs).toISOString();
  const sessionId = await sessionIdIn(cookieHeader);
  if (sessionId === null) throw signedOut();
  // The role rows of the session's own site: none left means no access there.
  const rows = await db().$queryRaw<Standing[]>`
    SELECT s."id" AS "sessionId", s."createdAt", s."lastSeenAt", s."revokedAt",
           s."credentialVersion" AS "sessionCredential",
           u."id" AS "userId", u."email", u."name" AS "userName", u."disabledAt",
           u."credentialVersion" AS "userCredential",
           t."id" AS "siteId", t."name" AS "siteName", t."timeZone", m."role"
    FROM "Session" s
    JOIN "User" u ON u."id" = s."userId"
    JOIN "Site" t ON t."id" = s."siteId"
    JOIN "Membership" m ON m."userId" = u."id" AND m."siteId" = t."id"
    WHERE s."id" = ${sessionId}`;
  const standing = rows[0];
  if (standing === undefined || !sessionHolds(standing, nowMs)) throw signedOut();
  const quiet = background || QUIET.test(cookieHeader ?? "");
  if (!quiet && nowMs - Date.parse(standing.lastSeenAt) > TOUCH_MS) {
    await touch(sessionId, now);
  }
  const roles = ROLES.filter((role: Role) => rows.some((row) => row.role === role));
  return {
    actor: {
      userId: standing.userId,
      sessionId,
      name: standing.userName,
      email: standing.email,
      roles,
      site: { id: standing.siteId, name: standing.siteName, timeZone: standing.timeZone },
    },
    requestId: newId(),
    now,
  };
}

export function sessionHolds(standing: SessionState, nowMs: number): boolean {
  return (
    standing.revokedAt === null &&
    standing.disabledAt === null &&
    Number(standing.sessionCredential) === Number(standing.userCredential) &&
    nowMs - Date.parse(standing.lastSeenAt) <= IDLE_MS &&
    nowMs - Date.parse(standing.createdAt) <= LONGEST_MS
  );
}

async function touch(sessionId: string, now: string): Promise<void> {
  const { transaction } = await import("@/lib/server/database/db");
  await transaction((tx) =>
    // Not `update`: the session may have been revoked since it was read, and a revoked one is not touched.
    tx.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: now } }),
  );
}

const signedOut = () => new AppError("not-signed-in", "You are not signed in, or your session has ended.");

/** The value of our cookie; null where there is none. */
export function sessionCookieIn(cookieHeader: string | null): string | null {
  const { name } = sessionCookie();
  const found = cookieHeader
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? null;
}

async function sessionIdIn(cookieHeader: string | null): Promise<string | null> {
  const found = sessionCookieIn(cookieHeader);
  if (found === null) return null;
  try {
    const token = await decode({
      token: decodeURIComponent(found),
      secret: env().secret,
    });
    return typeof token?.sessionId === "string" ? token.sessionId : null;
  } catch {
    // A cookie that does not decrypt is somebody else's or broken: signed out either way.
    return null;
  }
}

/** For pages: one look-up per request, and the sign-in page for whoever is not signed in. */
export const askerOfPage = cache(async (): Promise<Asker> => {
  try {
    return await askerOf((await headers()).get("cookie"));
  } catch (reason) {
    if (reason instanceof AppError && reason.code === "not-signed-in") redirect("/sign-in");
    throw reason;
  }
});
