import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EntryWays } from "@/components/entry/entry-ways";
import { GridScreen } from "@/components/entry/grid/grid-screen";
import { SpecimenLinks } from "@/components/entry/grid/specimen-links";
import { judgingFacts } from "@/components/entry/judging-facts";
import { PatientBanner } from "@/components/patients/patient-banner";
import { inductionClocks } from "@/lib/clinical/course";
import { SPECIMENS } from "@/lib/clinical/record";
import { readDraft } from "@/lib/server/entry/drafts";
import { livePosition } from "@/lib/server/live/live";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { listReports } from "@/lib/server/reports/report-list";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";

export const metadata: Metadata = { title: "Grid" };

export default async function PatientGridPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
  readonly searchParams: Promise<{ readonly specimen?: string | string[] }>;
}) {
  const { patientId } = await params;
  const asked = (await searchParams).specimen;
  const specimen = SPECIMENS.find((one) => one === asked) ?? "blood";
  const asker = await askerOfPage();
  const since = livePosition();
  const page = await foundOr404(readPatientPage(asker, { id: patientId }));
  if (!page.mayWrite) notFound();
  const { items } = await foundOr404(listReports(asker, { id: patientId }));
  const draft = await foundOr404(readDraft(asker, { id: `patient-${patientId}-${specimen}` }));
  const facts = judgingFacts(page, asker.now);
  const { policy, today, now } = facts;
  const sheet = { patient: page.patient, record: facts.record, reports: items };
  return (
    <>
      <PatientBanner patient={page.patient} courses={page.courses} today={page.today} heading="link" />
      <main className="flex w-full min-w-0 flex-col gap-3 px-4 py-4 md:px-6">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-lg font-semibold">Enter results</h1>
          <EntryWays patientId={patientId} way="grid" />
        </div>
        <GridScreen
          key={draft.key}
          source={{
            specimen,
            sheets: [sheet],
            draft,
            policy,
            today,
            now,
            patientId,
            since,
            timeZone: asker.actor.site.timeZone,
          }}
          title="Reports by analytes"
          tools={<SpecimenLinks address={`/patients/${patientId}/grid`} specimen={specimen} />}
          dayOne={inductionClocks(page.record.courses, policy)[0]?.dayOne ?? null}
        />
      </main>
    </>
  );
}
