import type { Metadata } from "next";
import { PolicyRules } from "@/components/response/policy-rules";
import { IntervalSources, IntervalTables } from "@/components/results/interval-tables";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage() {
  await askerOfPage();
  const { name, id, version } = DEFAULT_POLICY;
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Rules</h1>
      <Notice className="max-w-prose">
        Every verdict is made with these numbers and prints the policy it was made with. A hospital approves
        its own policy before it relies on any of them.
      </Notice>
      <Panel title={name} aside={`policy ${id}, version ${version}`}>
        <PolicyRules policy={DEFAULT_POLICY} />
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
