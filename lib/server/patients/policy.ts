import "server-only";
import { z } from "zod";
import { DEFAULT_POLICY, type Policy } from "@/lib/clinical/policy";
import { type PolicySettings, policyWith, settingsOf } from "@/lib/clinical/policy-settings";
import { type PolicyAnswer, type PolicyHistoryAnswer, policyChange } from "@/lib/contract/policy";
import { AppError } from "@/lib/errors";
import { operation } from "@/lib/server/door/operation";
import { changedMeanwhile } from "./patients";
import { sitePolicies } from "./policy-in-force";
import { startReassessment } from "./reassess-site";

/** A version of a site's policy as the rules read it. */
export const policyOf = ({ version, settings }: PolicyAnswer): Policy =>
  version === 1 ? DEFAULT_POLICY : policyWith(settings, version);

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
    const items = [...changes, standard];
    const answer: PolicyHistoryAnswer = { items, next: null, total: items.length };
    return { answer, audit: { objectKind: "policy" } };
  },
});

/** As text with the keys in one order: how a client arranges them is no difference. */
const sorted = (settings: PolicySettings) =>
  JSON.stringify(settings, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** Puts a new version in force from now on; what was known before keeps the rules of its day. */
export const changePolicy = operation({
  name: "policy.change",
  kind: "write",
  tells: "site",
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
    if (sorted(before) === sorted(input.settings)) {
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
  afterwards: ({ actor }) => startReassessment(actor.site.id),
});
