import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { LiveBar } from "@/components/live/live-bar";
import { PatientSearch } from "@/components/patients/patient-search";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { REASON_WORDS } from "@/components/worklist/reason-words";
import { SavedViews } from "@/components/worklist/saved-views";
import type { WorklistEntry } from "@/components/worklist/worklist-columns";
import { WorklistFilters } from "@/components/worklist/worklist-filters";
import { countWords, rangeWords, WorklistPager } from "@/components/worklist/worklist-pager";
import { WorklistReviews } from "@/components/worklist/worklist-reviews";
import { WorklistSkeleton } from "@/components/worklist/worklist-skeleton";
import { WorklistTable } from "@/components/worklist/worklist-table";
import {
  BY_REASON,
  isFilteredView,
  nextSort,
  readWorklistView,
  type SearchParams,
  sortOf,
  viewQuery,
  type WorklistView,
  worklistHref,
} from "@/components/worklist/worklist-url";
import {
  WORKLIST_SORTS,
  type WorklistReason,
  type WorklistRow,
  type WorklistSort,
} from "@/lib/contract/worklist";
import { showAge, showDayMonth, showInstant } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { today } from "@/lib/server/clock";
import type { Asker } from "@/lib/server/door/actor";
import { livePosition } from "@/lib/server/live/live";
import { askerOfPage } from "@/lib/server/session/session";
import { listViews } from "@/lib/server/worklist/saved-views";
import { listGroups, listPatients } from "@/lib/server/worklist/worklist";

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
  const { items: views } = await listViews(asker);
  const first = view.bare ? views.find(({ opens, query }) => opens && query !== "") : undefined;
  if (first !== undefined) redirect(`/?${first.query}`);
  return (
    <main className="flex flex-col gap-3 px-4 py-4 md:px-6">
      <h1 className="sr-only">Worklist</h1>
      <LiveBar since={since} timeZone={asker.actor.site.timeZone} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PatientSearch />
        <WorklistFilters input={view.input} />
        <SavedViews views={views} query={viewQuery(view.input)} />
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
  const { input, page, grouped } = view;
  const [list, groups] = await Promise.all([
    listPatients(asker, { input }),
    grouped ? listGroups(asker) : { items: [] },
  ]);
  if (list.items.length === 0) return <NothingFound filtered={isFilteredView(input)} />;
  const { timeZone } = asker.actor.site;
  const here = today(asker.now, timeZone);
  const hrefs = WORKLIST_SORTS.map((field) => [field, worklistHref(input, { sort: nextSort(input, field) })]);
  const entry = (row: WorklistRow, group: WorklistReason | null): WorklistEntry => ({
    ...row,
    group,
    age: showAge(row.birthDate, here),
    changed: showDayMonth(today(row.changedAt, timeZone)),
    reviewed: row.review === null ? null : showDayMonth(today(row.review.at, timeZone)),
    due: row.nextDue === null ? null : { on: showDayMonth(row.nextDue), overdue: row.nextDue < here },
  });
  const shown = groups.items.filter(({ items }) => items.length > 0);
  const quiet = groups.items.filter(({ items }) => items.length === 0);
  const range = rangeWords(page, input.limit, list.items.length, list);
  const query = viewQuery(input);
  return (
    <WorklistReviews>
      <section aria-label="Patients" className="overflow-x-auto rounded-md border border-line bg-surface">
        <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-2.5 py-1.5 text-sm text-muted">
          <p>
            {input.reason === null ? "" : `${REASON_WORDS[input.reason].title}: `}
            {range} · as of {showInstant(asker.now, timeZone)}
          </p>
          <a
            href={`/api/v1/patients/export${query === "" ? "" : `?${query}`}`}
            download
            className="ml-auto underline hover:text-ink"
          >
            This list as CSV
          </a>
        </div>
        {quiet.length > 0 && grouped ? (
          <p className="border-b border-line px-2.5 py-1 text-xs text-muted">
            Nobody under: {quiet.map(({ reason }) => REASON_WORDS[reason].title.toLowerCase()).join(" · ")}
          </p>
        ) : null}
        <WorklistTable
          rows={[
            ...shown.flatMap(({ reason, items }) => items.map((row) => entry(row, reason))),
            ...list.items.map((row) => entry(row, null)),
          ]}
          groups={shown.map((group) => ({
            reason: group.reason,
            ...REASON_WORDS[group.reason],
            count: countWords(group),
            href: group.total > group.items.length ? worklistHref(input, { reason: group.reason }) : null,
          }))}
          {...(shown.length > 0 ? { all: `All patients · ${countWords(list)}` } : {})}
          sort={sortOf(input)}
          sortHrefs={Object.fromEntries(hrefs) as Record<WorklistSort, string>}
        />
        <WorklistPager input={input} page={page} next={list.next} />
      </section>
    </WorklistReviews>
  );
}

function NothingFound({ filtered }: { readonly filtered: boolean }) {
  return (
    <section className="rounded-md border border-line bg-surface">
      {filtered ? (
        <EmptyState
          title="No patient matches this filter"
          action={<LinkButton href={BY_REASON}>Show all</LinkButton>}
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
