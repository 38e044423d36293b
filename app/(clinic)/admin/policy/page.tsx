import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PolicyEditor } from "@/components/policy/policy-editor";
import { PolicyHistory } from "@/components/policy/policy-history";
import { Panel } from "@/components/ui/panel";
import { showCount, showInstant } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { readPolicy } from "@/lib/server/patients/policy";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "policy:change")) notFound();
  const { items, total } = await readPolicy(asker);
  const [inForce] = items;
  if (inForce === undefined) notFound();
  const { site } = asker.actor;
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Policy of {site.name}</h1>
      <p className="max-w-prose text-muted">
        Version {inForce.version} is in force
        {inForce.inForceFrom === null ? "" : ` since ${showInstant(inForce.inForceFrom, site.timeZone)}`}. A
        change is a new version: every verdict made from then on prints it, and what was known before keeps
        the rules of its day.
      </p>
      <PolicyEditor settings={inForce.settings} version={inForce.version} purpose="change" />
      <Panel title="Versions" aside={showCount(total, "version")}>
        <PolicyHistory versions={items} timeZone={site.timeZone} />
      </Panel>
    </main>
  );
}
