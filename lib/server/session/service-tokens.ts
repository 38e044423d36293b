import "server-only";
import { v7 as newId } from "uuid";
import { z } from "zod";
import {
  type NewServiceTokenAnswer,
  type ServiceTokenAnswer,
  tokenRequest,
  tokenRevocation,
} from "@/lib/contract/service-token";
import { operation } from "@/lib/server/door/operation";
import { sessionChanged } from "@/lib/server/live/announce";
import { changedMeanwhile } from "@/lib/server/patients/patients";
import { actorNames } from "./actor-names";
import { newServiceToken } from "./service-token";
import { scopesIn } from "./token-asker";

type TokenRow = Omit<ServiceTokenAnswer, "permissions"> & { readonly permissions: string };

const answerOf = (row: TokenRow, names: ReadonlyMap<string, string>): ServiceTokenAnswer => ({
  id: row.id,
  version: row.version,
  name: row.name,
  permissions: scopesIn(row.permissions),
  createdAt: row.createdAt,
  createdBy: names.get(row.createdBy) ?? row.createdBy,
  lastUsedAt: row.lastUsedAt,
  revokedAt: row.revokedAt,
});

/** The programs that may, or might once, act at this site; newest first. */
export const listTokens = operation({
  name: "tokens.list",
  kind: "read",
  permission: "tokens:manage",
  subject: null,
  input: z.strictObject({}),
  run: async ({ db, actor }) => {
    const rows = await db.serviceToken.findMany({
      where: { siteId: actor.site.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    const names = await actorNames(
      db,
      rows.map((row) => row.createdBy),
    );
    const items = rows.map((row) => answerOf(row, names));
    return { answer: { items, next: null, total: items.length }, audit: { objectKind: "token" } };
  },
});

/** Makes a token for a program at this site. Its text is in this one answer and nowhere else. */
export const createToken = operation({
  name: "token.create",
  kind: "write",
  versioned: false,
  permission: "tokens:manage",
  subject: null,
  input: tokenRequest,
  kept: (answer: NewServiceTokenAnswer) => ({ ...answer, token: null }),
  run: async ({ tx, input, actor, now }) => {
    const id = newId();
    const { token, secretHash } = newServiceToken(id);
    const row = await tx.serviceToken.create({
      data: {
        id,
        siteId: actor.site.id,
        name: input.name,
        permissions: JSON.stringify(input.permissions),
        secretHash,
        createdAt: now,
        createdBy: actor.userId,
      },
    });
    return {
      answer: { ...answerOf(row, new Map([[actor.userId, actor.name]])), token },
      audit: { objectKind: "token", objectId: id, objectVersion: 1, detail: { after: input } },
    };
  },
});

/** From the very next request on the token opens nothing; revoked again it stays as it was. */
export const revokeToken = operation({
  name: "token.revoke",
  kind: "write",
  versioned: true,
  permission: "tokens:manage",
  subject: "token",
  input: tokenRevocation,
  afterwards: (_asker, id) => sessionChanged(`token:${id}`),
  run: async ({ tx, id, ifMatch, input, now }) => {
    // Counted by the database: of two at once the second finds another version.
    const { count } = await tx.serviceToken.updateMany({
      where: { id, version: ifMatch, revokedAt: null },
      data: { revokedAt: now, version: ifMatch + 1 },
    });
    const row = await tx.serviceToken.findUniqueOrThrow({ where: { id } });
    const answer = answerOf(row, await actorNames(tx, [row.createdBy]));
    if (count === 0 && row.version !== ifMatch) throw changedMeanwhile(answer);
    return { answer, audit: { objectVersion: row.version, reason: input.reason } };
  },
});
