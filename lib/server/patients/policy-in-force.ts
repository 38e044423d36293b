import "server-only";
import type { Instant } from "@/lib/branded";
import { DEFAULT_POLICY, type Policy } from "@/lib/clinical/policy";
import { type PolicySettings, policyWith } from "@/lib/clinical/policy-settings";
import type { Db, Tx } from "@/lib/server/database/db";

export interface PolicyRow {
  readonly version: number;
  readonly settings: string;
  readonly inForceFrom: string;
}

/** The policy in force at a moment, from a site's changes: a replay judges by the rules of its day. */
export function policyAt(rows: readonly PolicyRow[], instant: Instant): Policy {
  return presentPolicy(rows.filter((row) => Date.parse(row.inForceFrom) <= instant));
}

/** The policy in force now: the newest, also for a request whose clock was read a moment before the change. */
export function presentPolicy(rows: readonly PolicyRow[]): Policy {
  const newest = rows.reduce<PolicyRow | null>((a, b) => (a === null || b.version > a.version ? b : a), null);
  return newest === null
    ? DEFAULT_POLICY
    : policyWith(JSON.parse(newest.settings) as PolicySettings, newest.version);
}

/** One version of a site's policy, 1 being the default; null where the site never had it. */
export function policyOfVersion(rows: readonly PolicyRow[], version: number): Policy | null {
  const found = rows.filter((row) => row.version === version);
  return found.length > 0 || version === Number(DEFAULT_POLICY.version) ? presentPolicy(found) : null;
}

/** What `PatientSummary.policyVersion` says of rows that the policy in force made. */
export async function presentVersion(tx: Db | Tx, siteId: string): Promise<string> {
  const newest = await tx.sitePolicy.findFirst({
    where: { siteId },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  return newest === null ? DEFAULT_POLICY.version : String(newest.version);
}

export const sitePolicies = (tx: Db | Tx, siteId: string) =>
  tx.sitePolicy.findMany({ where: { siteId }, orderBy: { version: "asc" } });
