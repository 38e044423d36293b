import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportForm } from "@/components/import/import-form";
import { RecentImports } from "@/components/import/recent-imports";
import { WaitingQueuePanel } from "@/components/import/waiting-queue";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { IMPORT_LIMITS } from "@/lib/imports/import-format";
import { mayDo } from "@/lib/permissions";
import { listImports } from "@/lib/server/imports/import-list";
import { readWaitingQueue } from "@/lib/server/imports/waiting-queue";
import { askerOfPage } from "@/lib/server/session/session";
import { offeredFormats } from "./offered-formats";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "report:write")) notFound();
  const formats = offeredFormats();
  const { items } = await listImports(asker, {});
  const queue = await readWaitingQueue(asker, {});
  return (
    <main className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-xl font-semibold">Import</h1>
      <Panel title="New import">
        <div className="px-3.5 py-3.5">
          <ImportForm formats={formats} largest={IMPORT_LIMITS.bytes} />
        </div>
      </Panel>
      {queue.rows > 0 ? (
        <Panel title="Waiting for a person" aside={`${showCount(queue.rows, "row")} set aside`}>
          <WaitingQueuePanel queue={queue} />
        </Panel>
      ) : null}
      <Panel title="Recent imports" aside={asker.actor.site.name}>
        <RecentImports items={items} formats={formats} timeZone={asker.actor.site.timeZone} />
      </Panel>
    </main>
  );
}
