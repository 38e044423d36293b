import "server-only";
import { v7 as newId } from "uuid";
import { db, transaction } from "@/lib/server/database/db";
import type { AuditEvent } from "@/lib/server/door/audit";
import { appendAudit } from "@/lib/server/door/audit";
import { sessionChanged } from "@/lib/server/live/announce";
import { failedTriesWait, keepFailedTry } from "./failed-tries";
import { passwordFits } from "./password";

/** Failures within the window after which one waits; an address stands for a whole ward behind one gateway. */
const ALLOWED = { account: 8, address: 60 } as const;

const accountOf = (email: string) => `account:${email.trim().toLowerCase().slice(0, 254)}`;
const addressOf = (address: string) => `address:${address.slice(0, 64)}`;

/** Seconds to wait before another try, 0 where none is needed. Never a permanent lock: the window moves on. */
export async function signInWait(email: string, address: string, nowMs: number): Promise<number> {
  const waits = await Promise.all([
    failedTriesWait(accountOf(email), ALLOWED.account, nowMs),
    failedTriesWait(addressOf(address), ALLOWED.address, nowMs),
  ]);
  return Math.max(...waits);
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
      await keepFailedTry(tx, [accountOf(email), addressOf(from.address)], from.nowMs);
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
  sessionChanged(sessionId);
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
