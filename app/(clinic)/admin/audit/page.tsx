import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HistoryTable } from "@/components/patients/history-table";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { checkAudit, listAudit } from "@/lib/server/patients/history";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({
  searchParams,
}: {
  readonly searchParams: Promise<{
    readonly before?: string | string[];
    readonly verify?: string | string[];
  }>;
}) {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "audit:list")) notFound();
  const { before, verify } = await searchParams;
  const cursor = typeof before === "string" && /^[1-9]\d{0,8}$/.test(before) ? before : null;
  const found = verify === "1" ? await checkAudit(asker) : null;
  const audit = await listAudit(asker, { input: { cursor } });
  return (
    <main className="flex flex-col gap-3 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Audit</h1>
      <p className="max-w-prose text-muted">
        Who did what at {asker.actor.site.name}: people, actions and objects, no clinical values. Each entry
        is sealed to the one before it.
      </p>
      {found === null ? null : (
        <Notice tone={found.ok ? "done" : "error"}>
          {found.ok
            ? `All ${found.checked} entries hold.`
            : `Entry ${found.firstBad} does not hold: it was changed, removed or put in from outside.`}
        </Notice>
      )}
      <Panel title="Entries" aside={showCount(audit.total, "entry", "entries")}>
        <HistoryTable items={audit.items} timeZone={asker.actor.site.timeZone} />
      </Panel>
      <nav aria-label="Pages" className="flex gap-2">
        <LinkButton href="/admin/audit?verify=1">Verify the chain</LinkButton>
        {cursor === null ? null : <LinkButton href="/admin/audit">Newest</LinkButton>}
        {audit.next === null ? null : (
          <LinkButton href={`/admin/audit?before=${audit.next}`}>Older</LinkButton>
        )}
      </nav>
    </main>
  );
}
