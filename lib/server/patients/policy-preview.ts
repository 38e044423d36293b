import "server-only";
import { assess } from "@/lib/clinical/assess";
import type { PolicySettings } from "@/lib/clinical/policy-settings";
import { policyWith } from "@/lib/clinical/policy-settings";
import { type PolicyPreviewAnswer, policyPreview } from "@/lib/contract/policy";
import { asOfNow } from "@/lib/server/clock";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { pageOfPatientRows, recordOf } from "./course-mapper";
import { presentPolicy } from "./policy-in-force";

/** Patients held in memory at once while everybody is assessed twice. */
const PAGE = 100;

/** Everybody of a site under the policy in force and under another: what would change, page by page. */
async function compare(
  db: Db,
  siteId: string,
  settings: PolicySettings,
  now: string,
  named: boolean,
): Promise<PolicyPreviewAnswer> {
  type Whose = { id: string; familyName: string; givenName: string }[];
  const changes = new Map<
    string,
    { what: "remission" | "milestone"; from: string; to: string; whose: Whose }
  >();
  const changed = new Set<string>();
  let patients = 0;
  let after: string | null = null;
  for (;;) {
    const page = await pageOfPatientRows(db, after, PAGE, siteId);
    for (const rows of page) {
      patients += 1;
      const record = recordOf(rows);
      const asOf = asOfNow(now, rows.site.timeZone);
      const present = presentPolicy(rows.site.policies);
      const version = (rows.site.policies.at(-1)?.version ?? 1) + 1;
      const before = assess(record, asOf, present);
      const then = assess(record, asOf, policyWith(settings, version));
      const verdicts = [
        ["remission", before.remission.verdict, then.remission.verdict],
        ["milestone", before.milestone.state, then.milestone.state],
      ] as const;
      for (const [what, from, to] of verdicts) {
        if (from === to) continue;
        changed.add(rows.id);
        const key = `${what} ${from} ${to}`;
        const entry = changes.get(key) ?? { what, from, to, whose: [] };
        entry.whose.push({ id: rows.id, familyName: rows.familyName, givenName: rows.givenName });
        changes.set(key, entry);
      }
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE || after === null) break;
    // Others are answered between two pages.
    await new Promise(setImmediate);
  }
  return {
    patients,
    changed: changed.size,
    changes: [...changes.values()]
      .map(({ whose, ...change }) => ({ ...change, count: whose.length, whose: named ? whose : null }))
      .sort((a, b) => b.count - a.count),
  };
}

const preview = (name: string, permission: "policy:change" | "policy:review", named: boolean) =>
  operation({
    name,
    kind: "read",
    permission,
    subject: null,
    input: policyPreview,
    run: async ({ db, input, actor, now }) => {
      const answer = await compare(db, actor.site.id, input.settings, now, named);
      const { patients, changed, changes } = answer;
      const ids = new Set(changes.flatMap(({ whose }) => whose ?? []).map((one) => one.id));
      return { answer, audit: { objectKind: "policy", detail: { patients, changed, ids: [...ids] } } };
    },
  });

/** For the administrator: how many verdicts would change, not whose. */
export const previewPolicy = preview("policy.preview", "policy:change", false);

/** For the oncologist: which. */
export const reviewPolicy = preview("policy.review", "policy:review", true);
