import type { Metadata } from "next";
import { Suspense } from "react";
import { LiveBar } from "@/components/live/live-bar";
import { PatientSearch } from "@/components/patients/patient-search";
import { WorklistFilters } from "@/components/patients/worklist-filters";
import { rangeWords, WorklistPager } from "@/components/patients/worklist-pager";
import { WorklistSkeleton } from "@/components/patients/worklist-skeleton";
import { WorklistTable } from "@/components/patients/worklist-table";
import {
  nextSort,
  readWorklistView,
  type SearchParams,
  sortOf,
  type WorklistView,
  worklistHref,
} from "@/components/patients/worklist-url";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { WORKLIST_SORTS, type WorklistSort } from "@/lib/contract/worklist";
import { showAge, showDayMonth, showInstant } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { today } from "@/lib/server/clock";
import type { Asker } from "@/lib/server/door/actor";
import { livePosition } from "@/lib/server/live/live";
import { askerOfPage } from "@/lib/server/session/session";
import { listPatients } from "@/lib/server/worklist/worklist";

export const metadata: Metadata = { title: "Worklist" };

export default async function WorklistPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const asker = await askerOfPage();
  // Before anything is read: what changes from here on is heard of.
  const since = livePosition();
  const view = readWorklistView(await searchParams);
  if (!mayDo(asker.actor.roles, "patient:read")) return <NoPatients />;
  return (
    <main className="flex flex-col gap-3 px-4 py-4 md:px-6">
      <h1 className="sr-only">Worklist</h1>
      <LiveBar since={since} timeZone={asker.actor.site.timeZone} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PatientSearch />
        <WorklistFilters input={view.input} />
      </div>
      {view.ignored.length > 0 ? (
        <Notice tone="warning">
          Part of this link was not understood and is left out: {view.ignored.join(", ").slice(0, 200)}.
        </Notice>
      ) : null}
      <Suspense key={worklistHref(view.input, { cursor: view.input.cursor })} fallback={<WorklistSkeleton />}>
        <Rows asker={asker} view={view} />
      </Suspense>
    </main>
  );
}

async function Rows({ asker, view }: { readonly asker: Asker; readonly view: WorklistView }) {
  const { input, page } = view;
  const { items, next, total } = await listPatients(asker, { input });
  if (items.length === 0)
    return (
      <NothingFound
        filtered={input.remission !== null || input.milestone !== null || input.recurrence !== null}
      />
    );
  const { timeZone } = asker.actor.site;
  const here = today(asker.now, timeZone);
  const hrefs = WORKLIST_SORTS.map((field) => [field, worklistHref(input, { sort: nextSort(input, field) })]);
  return (
    <section aria-label="Patients" className="rounded-md border border-line bg-surface">
      <p className="border-b border-line px-2.5 py-1.5 text-sm text-muted">
        {rangeWords(page, input.limit, items.length, total)} · as of {showInstant(asker.now, timeZone)}
      </p>
      <WorklistTable
        rows={items.map((row) => ({
          ...row,
          age: showAge(row.birthDate, here),
          changed: showDayMonth(today(row.changedAt, timeZone)),
        }))}
        sort={sortOf(input)}
        sortHrefs={Object.fromEntries(hrefs) as Record<WorklistSort, string>}
      />
      <WorklistPager input={input} page={page} next={next} />
    </section>
  );
}

function NothingFound({ filtered }: { readonly filtered: boolean }) {
  return (
    <section className="rounded-md border border-line bg-surface">
      {filtered ? (
        <EmptyState
          title="No patient matches this filter"
          action={<LinkButton href="/">Show all</LinkButton>}
        >
          The list shows patients of this site only.
        </EmptyState>
      ) : (
        <EmptyState
          title="No patients yet"
          action={
            <LinkButton href="/patients/new" look="primary">
              New patient
            </LinkButton>
          }
        >
          Enter the first patient, or import a laboratory file: patients it names can be created in its
          preview.
        </EmptyState>
      )}
    </section>
  );
}

function NoPatients() {
  return (
    <main className="px-4 py-4 md:px-6">
      <h1 className="text-xl font-semibold">Worklist</h1>
      <Notice className="mt-3 max-w-prose" title="Your role sees no patients">
        An administrator looks after users, sites and policy. Patients are seen by oncologists and nurses of
        their site.
      </Notice>
    </main>
  );
}
