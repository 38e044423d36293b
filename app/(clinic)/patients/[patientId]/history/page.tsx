import type { Metadata } from "next";
import { HistoryTable } from "@/components/patients/history-table";
import { PatientBanner } from "@/components/patients/patient-banner";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { today } from "@/lib/server/clock";
import { readHistory } from "@/lib/server/patients/history";
import { readPatient } from "@/lib/server/patients/patients";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
  readonly searchParams: Promise<{ readonly before?: string | string[] }>;
}) {
  const { patientId } = await params;
  const { before } = await searchParams;
  const asker = await askerOfPage();
  const cursor = typeof before === "string" && /^[1-9]\d{0,12}$/.test(before) ? before : null;
  const patient = await foundOr404(readPatient(asker, { id: patientId }));
  const history = await foundOr404(readHistory(asker, { id: patientId, input: { cursor } }));
  const { timeZone } = asker.actor.site;
  return (
    <>
      <PatientBanner patient={patient} today={today(asker.now, timeZone)} heading="link" />
      <main className="flex flex-col gap-3 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">History</h1>
        <p className="max-w-prose text-muted">
          Who saw, entered, corrected or exported this record. Nothing is deleted: corrections are new
          versions.
        </p>
        <Panel title="Entries" aside={showCount(history.total, "entry", "entries")}>
          {history.items.length === 0 ? (
            <EmptyState title="Nothing older">
              The first entry of this patient is on the page before.
            </EmptyState>
          ) : (
            <HistoryTable items={history.items} timeZone={timeZone} patientId={patientId} />
          )}
        </Panel>
        <nav aria-label="Pages" className="flex gap-2">
          {cursor === null ? null : <LinkButton href={`/patients/${patientId}/history`}>Newest</LinkButton>}
          {history.next === null ? null : (
            <LinkButton href={`/patients/${patientId}/history?before=${history.next}`}>Older</LinkButton>
          )}
        </nav>
      </main>
    </>
  );
}
