import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ACK_WORDS } from "@/components/admin/ack-mark";
import { FeedSummary } from "@/components/admin/feed-summary";
import { FeedTable } from "@/components/admin/feed-table";
import { LinkButton } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented";
import { ACKS, type Ack } from "@/lib/contract/feed";
import { showCount } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { listFeed } from "@/lib/server/feed/feed-list";
import { summariseFeed } from "@/lib/server/feed/feed-summary";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Feed" };

function hrefOf(ack: Ack | null, before: string | null): string {
  const query = new URLSearchParams({
    ...(ack === null ? {} : { ack }),
    ...(before === null ? {} : { before }),
  });
  return query.size === 0 ? "/admin/feed" : `/admin/feed?${query}`;
}

export default async function FeedPage({
  searchParams,
}: {
  readonly searchParams: Promise<{
    readonly ack?: string | string[];
    readonly before?: string | string[];
  }>;
}) {
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "feed:watch")) notFound();
  const { ack: given, before } = await searchParams;
  const ack = ACKS.find((one) => one === given) ?? null;
  const cursor = typeof before === "string" && before.length <= 64 ? before : null;
  const summary = await summariseFeed(asker);
  const feed = await listFeed(asker, { input: { ack, cursor } });
  const { site } = asker.actor;
  const segments = [null, ...ACKS].map((one) => ({
    value: one ?? "all",
    label: one === null ? "All" : `${one} ${ACK_WORDS[one]}`,
    href: hrefOf(one, null),
  }));
  return (
    <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-lg font-semibold">Live feed of {site.name}</h1>
      <p className="max-w-prose text-muted">
        What laboratory systems sent and how each message was answered: AA once it was stored, AE where its
        content was refused, AR where it was not taken. A refused message is not kept.
      </p>
      <FeedSummary summary={summary} timeZone={site.timeZone} />
      <Panel
        title="Messages"
        aside={showCount(feed.total, "message")}
        tools={<SegmentedLinks label="Answer" segments={segments} value={ack ?? "all"} />}
      >
        <FeedTable items={feed.items} timeZone={site.timeZone} filtered={ack !== null} />
      </Panel>
      <nav aria-label="Pages" className="flex gap-2">
        {cursor === null ? null : <LinkButton href={hrefOf(ack, null)}>Newest</LinkButton>}
        {feed.next === null ? null : <LinkButton href={hrefOf(ack, feed.next)}>Older</LinkButton>}
      </nav>
    </main>
  );
}
