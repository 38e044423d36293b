import "server-only";
import { v7 as newId } from "uuid";
import { AppError } from "@/lib/errors";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/permissions";
import { db, transaction } from "@/lib/server/database/db";
import type { Asker } from "@/lib/server/door/actor";
import { appendAudit } from "@/lib/server/door/audit";
import { failedTriesWait, keepFailedTry } from "./failed-tries";
import { readServiceToken, sameHash } from "./service-token";

/** The row is touched at most this often. */
const TOUCH_MS = 60_000;
/** Wrong tokens from one address within the window before it waits; a right one is never held up by them. */
const ALLOWED = 60;
/** Compared with where there is no row, so that a token of an unknown id takes as long. */
const NO_HASH = "0".repeat(64);

/** What a token was given, in the order of the list; anything else in its row counts for nothing. */
export const scopesIn = (permissions: string): readonly TokenScope[] => {
  const given = JSON.parse(permissions) as readonly string[];
  return TOKEN_SCOPES.filter((scope) => given.includes(scope));
};

/** The program that bears a service token, as the token stands now; 401 where there is none or it was revoked. */
export async function askerOfToken(text: string, address: string): Promise<Asker> {
  const nowMs = Date.now();
  const now = new Date(nowMs).toISOString();
  const read = readServiceToken(text);
  const row =
    read === null
      ? null
      : await db().serviceToken.findUnique({ where: { id: read.id }, include: { site: true } });
  const fits = sameHash(read?.secretHash ?? "", row?.secretHash ?? NO_HASH);
  if (row === null || !fits || row.revokedAt !== null) {
    return await refuseToken(fits ? row : null, address, nowMs);
  }
  if (row.lastUsedAt === null || nowMs - Date.parse(row.lastUsedAt) > TOUCH_MS) {
    await transaction((tx) =>
      tx.serviceToken.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastUsedAt: now } }),
    );
  }
  const { id, name, timeZone } = row.site;
  return {
    actor: {
      userId: `token:${row.id}`,
      sessionId: `token:${row.id}`,
      name: row.name,
      email: "",
      roles: [],
      scopes: scopesIn(row.permissions),
      site: { id, name, timeZone },
    },
    requestId: newId(),
    now,
  };
}

/** Every refusal is kept and audited until the address has had too many; then it waits and costs nothing more. */
async function refuseToken(
  revoked: { id: string; name: string; siteId: string } | null,
  address: string,
  nowMs: number,
): Promise<never> {
  const subject = `token-address:${address.slice(0, 64)}`;
  const wait = await failedTriesWait(subject, ALLOWED, nowMs);
  if (wait > 0) {
    throw new AppError("too-many-tries", "Too many wrong tokens came from here; wait before the next.", {
      retryAfterSeconds: wait,
    });
  }
  await transaction(async (tx) => {
    await keepFailedTry(tx, [subject], nowMs);
    await appendAudit(tx, [
      {
        at: new Date(nowMs).toISOString(),
        actorId: revoked && `token:${revoked.id}`,
        actorName: revoked?.name ?? null,
        sessionId: null,
        siteId: revoked?.siteId ?? null,
        action: "token.use",
        outcome: "refused",
        objectKind: "token",
        objectId: revoked?.id ?? null,
        objectVersion: null,
        patientId: null,
        detail: null,
        reason: null,
        requestId: newId(),
      },
    ]);
  });
  throw new AppError("not-signed-in", "This service token is not valid: it is wrong, or it was revoked.");
}
