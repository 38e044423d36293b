import "server-only";
import { z } from "zod";
import type { Instant } from "@/lib/branded";
import { DEFAULT_POLICY, type Policy } from "@/lib/clinical/policy";
import { type PolicySettings, policyWith, settingsOf } from "@/lib/clinical/policy-settings";
import { type PolicyAnswer, policyChange } from "@/lib/contract/policy";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { changedMeanwhile } from "./patients";

export interface PolicyRow {
  readonly version: number;
  readonly settings: string;
  readonly inForceFrom: string;
}

/** The policy in force at a moment, from a site's changes: a replay judges by the rules of its day. */
export function policyAt(rows: readonly PolicyRow[], instant: Instant): Policy {
  const inForce = rows.filter((row) => Date.parse(row.inForceFrom) <= instant);
  const newest = inForce.reduce<PolicyRow | null>(
    (a, b) => (a === null || b.version > a.version ? b : a),
    null,
  );
  return newest === null
    ? DEFAULT_POLICY
    : policyWith(JSON.parse(newest.settings) as PolicySettings, newest.version);
}

export const sitePolicies = (tx: Db | Tx, siteId: string): Promise<PolicyRow[]> =>
  tx.sitePolicy.findMany({ where: { siteId }, orderBy: { version: "asc" } });

const noInput = z.strictObject({});

/** Every version of the site's policy, newest first; the last is the default. */
export const readPolicy = operation({
  name: "policy.read",
  kind: "read",
  permission: "own-session",
  subject: null,
  input: noInput,
  run: async ({ db, actor }) => {
    const rows = await db.sitePolicy.findMany({
      where: { siteId: actor.site.id },
      orderBy: { version: "desc" },
    });
    const users = await db.user.findMany({ where: { id: { in: rows.map((row) => row.author) } } });
    const names = new Map(users.map((user) => [user.id, user.name]));
    const changes = rows.map(
      (row): PolicyAnswer => ({
        version: row.version,
        settings: JSON.parse(row.settings) as PolicySettings,
        inForceFrom: row.inForceFrom,
        author: names.get(row.author) ?? row.author,
        reason: row.reason,
      }),
    );
    const standard: PolicyAnswer = {
      version: 1,
      settings: settingsOf(DEFAULT_POLICY),
      inForceFrom: null,
      author: null,
      reason: null,
    };
    return { answer: { items: [...changes, standard] }, audit: { objectKind: "policy" } };
  },
});

/** Puts a new version in force from now on; what was known before keeps the rules of its day. */
export const changePolicy = operation({
  name: "policy.change",
  kind: "write",
  versioned: false,
  permission: "policy:change",
  subject: null,
  input: policyChange,
  run: async ({ tx, input, actor, now }) => {
    const siteId = actor.site.id;
    await tx.$executeRaw`UPDATE "Site" SET "version" = "version" WHERE "id" = ${siteId}`;
    const rows = await sitePolicies(tx, siteId);
    const current = rows.at(-1);
    const version = current?.version ?? 1;
    if (version !== input.from) throw changedMeanwhile({ version });
    const before =
      current === undefined ? settingsOf(DEFAULT_POLICY) : (JSON.parse(current.settings) as PolicySettings);
    if (JSON.stringify(before) === JSON.stringify(input.settings)) {
      throw new AppError("invalid", "Nothing is different from the policy in force.");
    }
    const row = {
      siteId,
      version: version + 1,
      settings: JSON.stringify(input.settings),
      inForceFrom: now,
      author: actor.userId,
      reason: input.reason,
    };
    await tx.sitePolicy.create({ data: row });
    return {
      answer: { version: row.version, inForceFrom: now },
      audit: {
        objectKind: "policy",
        objectId: siteId,
        objectVersion: row.version,
        reason: input.reason,
        detail: { settings: { from: before, to: input.settings } },
      },
    };
  },
});
