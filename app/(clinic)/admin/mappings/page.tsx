import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MappingTable } from "@/components/admin/mapping-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { askerOfPage } from "@/lib/server/session/session";
import { listMappings } from "@/lib/server/site/mappings";

export const metadata: Metadata = { title: "Mappings" };

export default async function MappingsPage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "mappings:manage")) notFound();
  const { items } = await listMappings(asker);
  const { site } = asker.actor;
  const sources = [...new Set(items.map(({ source }) => source))];
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Mappings of {site.name}</h1>
      <p className="max-w-prose text-muted">
        What people here answered once about each source of results: which analyte a code means, what a column
        holds. The next file or message of the source is read by it.
      </p>
      {sources.length === 0 ? (
        <Panel title="Sources">
          <EmptyState title="Nothing is remembered yet.">
            The first answers given to an import are kept here.
          </EmptyState>
        </Panel>
      ) : (
        sources.map((source) => {
          const mine = items.filter((item) => item.source === source);
          return (
            <Panel key={source} title={source} aside={showCount(mine.length, "answer")}>
              <MappingTable source={source} items={mine} timeZone={site.timeZone} />
            </Panel>
          );
        })
      )}
    </main>
  );
}
