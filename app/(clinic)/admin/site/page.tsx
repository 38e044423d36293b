import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteForm } from "@/components/admin/site-form";
import { Panel } from "@/components/ui/panel";
import { mayDo } from "@/lib/permissions";
import { askerOfPage } from "@/lib/server/session/session";
import { readSite } from "@/lib/server/site/site";

export const metadata: Metadata = { title: "Site" };

export default async function SitePage() {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "sites:manage")) notFound();
  const site = await readSite(asker);
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Site {site.name}</h1>
      <Panel title="Settings" className="max-w-3xl">
        <SiteForm site={site} />
      </Panel>
    </main>
  );
}
