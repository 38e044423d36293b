import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SpecimenLinks } from "@/components/entry/grid/specimen-links";
import { WardGrid } from "@/components/entry/grid/ward-grid";
import { recordReadAgainst } from "@/components/entry/judging-facts";
import { EmptyState } from "@/components/ui/empty-state";
import { SPECIMENS } from "@/lib/clinical/record";
import { showCount, showDate } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { readDraft } from "@/lib/server/entry/drafts";
import { readWard } from "@/lib/server/entry/entry-sheets";
import { livePosition } from "@/lib/server/live/live";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "Entry" };

export default async function WardEntryPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly specimen?: string | string[] }>;
}) {
  const asker = await askerOfPage();
  const since = livePosition();
  if (!mayDo(asker.actor.roles, "report:write")) notFound();
  const asked = (await searchParams).specimen;
  const specimen = SPECIMENS.find((one) => one === asked) ?? "blood";
  const draft = await readDraft(asker, { id: `ward-${specimen}` });
  const also = [...new Set(draft.body.rows.map(({ patientId }) => patientId))];
  const { sheets, total, policy, today } = await readWard(asker, { input: { also } });
  const { now } = asker;
  const slim = sheets.map((sheet) => ({
    ...sheet,
    record: recordReadAgainst(sheet.record),
  }));
  return (
    <main className="flex w-full min-w-0 flex-col gap-3 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 className="text-xl font-semibold">Entry</h1>
        <p className="text-muted">
          {showDate(today)} · patients with an active course or a result in the last 14 days
          {total > sheets.length
            ? ` · the first ${sheets.length} of ${showCount(total, "patient")} by name`
            : ""}
        </p>
      </div>
      {sheets.length === 0 ? (
        <EmptyState title="Nobody has an active course or a recent result.">
          Add a patient beneath to type for them.
        </EmptyState>
      ) : null}
      <WardGrid
        key={draft.key}
        source={{
          specimen,
          sheets: slim,
          draft,
          policy,
          today,
          now,
          patientId: null,
          since,
          timeZone: asker.actor.site.timeZone,
        }}
        tools={<SpecimenLinks address="/entry" specimen={specimen} />}
      />
    </main>
  );
}
