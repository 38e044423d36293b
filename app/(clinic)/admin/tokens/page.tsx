import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TokenForm } from "@/components/admin/token-form";
import { TokenTable } from "@/components/admin/token-table";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { listTokens } from "@/lib/server/session/service-tokens";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Tokens" };

export default async function TokensPage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "tokens:manage")) notFound();
  const { items, total } = await listTokens(asker);
  const { site } = asker.actor;
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Tokens of {site.name}</h1>
      <p className="max-w-prose text-muted">
        A token lets a program act at this site, such as the laboratory’s feed. It may what is ticked and
        nothing else; what it does stands in the audit under its own name.
      </p>
      <Panel title="New token">
        <TokenForm siteName={site.name} />
      </Panel>
      <Panel title="Programs" aside={showCount(total, "token")}>
        <TokenTable items={items} timeZone={site.timeZone} />
      </Panel>
    </main>
  );
}
