import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PolicyHistory } from "@/components/policy/policy-history";
import { PolicyRules } from "@/components/policy/policy-rules";
import { SiteIntervals } from "@/components/policy/site-intervals";
import { IntervalSources, IntervalTables } from "@/components/results/interval-tables";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { showCount, showInstant } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { policyOf, readPolicy } from "@/lib/server/patients/policy";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage() {
  const asker = await askerOfPage();
  const { items, total } = await readPolicy(asker);
  const [inForce] = items;
  if (inForce === undefined) notFound();
  const policy = policyOf(inForce);
  const { roles, site } = asker.actor;
  const since =
    inForce.inForceFrom === null ? "" : `, in force since ${showInstant(inForce.inForceFrom, site.timeZone)}`;
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold">Rules of {site.name}</h1>
        <span className="ml-auto flex gap-2">
          {mayDo(roles, "policy:review") ? (
            <LinkButton href="/rules/what-if" size="small">
              What if they were others?
            </LinkButton>
          ) : null}
          {mayDo(roles, "policy:change") ? (
            <LinkButton href="/admin/policy" size="small">
              Change the policy
            </LinkButton>
          ) : null}
        </span>
      </div>
      <Notice className="max-w-prose">
        Every verdict is made with these numbers and prints the policy it was made with. A hospital approves
        its own policy before it relies on any of them.
      </Notice>
      <Panel title={policy.name} aside={`policy ${policy.id} ${policy.version}${since}`}>
        <PolicyRules policy={policy} />
      </Panel>
      <Panel title="Versions of the policy" aside={showCount(total, "version")}>
        <PolicyHistory versions={items} timeZone={site.timeZone} />
      </Panel>
      <Panel
        title="Normal intervals of this site"
        aside="used where neither the patient nor the laboratory has an interval of its own; both limits are inside"
      >
        {policy.siteIntervals.length === 0 ? (
          <p className="px-3.5 py-3 text-muted">This site has none of its own: the table below is used.</p>
        ) : (
          <SiteIntervals intervals={policy.siteIntervals} />
        )}
      </Panel>
      <Panel
        title="Normal intervals"
        aside="used where neither the patient, the laboratory nor the site has an interval of its own; both limits are inside"
      >
        <IntervalTables />
      </Panel>
      <Panel title="Sources of the intervals">
        <IntervalSources />
      </Panel>
    </main>
  );
}
