import "server-only";
import { v7 as newId } from "uuid";
import { db, transaction } from "@/lib/server/database/db";
import type { AuditEvent } from "@/lib/server/door/audit";
import { appendAudit } from "@/lib/server/door/audit";
import { passwordFits } from "./password";

const WINDOW_MS = 15 * 60_000;
/** Failures within the window after which one waits; an address stands for a whole ward behind one gateway. */
const ALLOWED = { account: 8, address: 60 } as const;

const accountOf = (email: string) => `account:${email.trim().toLowerCase().slice(0, 254)}`;
const addressOf = (address: string) => `address:${address.slice(0, 64)}`;

/** Seconds to wait before another try, 0 where none is needed. Never a permanent lock: the window moves on. */
export async function signInWait(email: string, address: string, nowMs: number): Promise<number> {
  const since = new Date(nowMs - WINDOW_MS).toISOString();
  const waits = await Promise.all(
    (
      [
        [accountOf(email), ALLOWED.account],
        [addressOf(address), ALLOWED.address],
      ] as const
    ).map(async ([subject, allowed]) => {
      const failures = await db().signInFailure.findMany({
        where: { subject, at: { gt: since } },
        orderBy: { at: "desc" },
        take: allowed,
        select: { at: true },
      });
      const oldest = failures[allowed - 1];
      return oldest === undefined ? 0 : Math.ceil((Date.parse(oldest.at) + WINDOW_MS - nowMs) / 1000);
    }),
  );
  return Math.max(...waits, 0);
}

export interface SignedIn {
  readonly sessionId: string;
  readonly userId: string;
}

/** Checks the password and opens a session row; null for any refusal, without saying which. */
export async function signIn(
  email: string,
  password: string,
  from: { address: string; agent: string | null; nowMs: number },
): Promise<SignedIn | null> {
  const user = await db().user.findUnique({
    where: { email: email.trim().toLowerCase() },
    include: { memberships: { orderBy: [{ siteId: "asc" }, { role: "asc" }] } },
  });
  const fits = await passwordFits(user?.passwordHash ?? null, password);
  const home = user?.memberships[0];
  const at = new Date(from.nowMs).toISOString();
  if (user === null || !fits || user.disabledAt !== null || home === undefined) {
    await transaction(async (tx) => {
      await tx.signInFailure.deleteMany({
        where: { at: { lt: new Date(from.nowMs - WINDOW_MS).toISOString() } },
      });
      await tx.signInFailure.createMany({
        data: [accountOf(email), addressOf(from.address)].map((subject) => ({ id: newId(), subject, at })),
      });
      await appendAudit(tx, [entry("refused", at, user?.id ?? null, null, null)]);
    });
    return null;
  }
  const sessionId = newId();
  await transaction(async (tx) => {
    await tx.session.create({
      data: {
        id: sessionId,
        userId: user.id,
        siteId: home.siteId,
        credentialVersion: user.credentialVersion,
        createdAt: at,
        lastSeenAt: at,
        agent: from.agent?.slice(0, 200) ?? null,
      },
    });
    await tx.signInFailure.deleteMany({ where: { subject: accountOf(email) } });
    await appendAudit(tx, [{ ...entry("done", at, user.id, sessionId, home.siteId), actorName: user.name }]);
  });
  return { sessionId, userId: user.id };
}

/** Ends a session for every copy of its cookie. */
export async function revokeSession(sessionId: string, nowMs: number): Promise<void> {
  const at = new Date(nowMs).toISOString();
  await transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId }, include: { user: true } });
    if (session === null || session.revokedAt !== null) return;
    await tx.session.update({ where: { id: sessionId }, data: { revokedAt: at } });
    await appendAudit(tx, [
      {
        ...entry("done", at, session.userId, sessionId, session.siteId),
        actorName: session.user.name,
        action: "session.sign-out",
      },
    ]);
  });
}

function entry(
  outcome: AuditEvent["outcome"],
  at: string,
  actorId: string | null,
  sessionId: string | null,
  siteId: string | null,
): AuditEvent {
  return {
    at,
    actorId,
    actorName: null,
    sessionId,
    siteId,
    action: "session.sign-in",
    outcome,
    objectKind: "session",
    objectId: sessionId,
    objectVersion: null,
    patientId: null,
    detail: null,
    reason: null,
    requestId: newId(),
  };
}
