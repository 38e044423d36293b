import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CorrectReport } from "@/components/entry/correct-report";
import { judgingFacts } from "@/components/entry/judging-facts";
import { LiveBar } from "@/components/live/live-bar";
import { PatientBanner } from "@/components/patients/patient-banner";
import { ReportVersions } from "@/components/results/report-versions";
import { showDate, showSpecimen } from "@/lib/display";
import { livePosition } from "@/lib/server/live/live";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { listReportVersions } from "@/lib/server/reports/report-list";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../../found-or-404";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({
  params,
}: {
  readonly params: Promise<{ readonly patientId: string; readonly reportId: string }>;
}) {
  const { patientId, reportId } = await params;
  const asker = await askerOfPage();
  const since = livePosition();
  const versions = await foundOr404(listReportVersions(asker, { id: reportId }));
  const [newest] = versions.items;
  if (newest === undefined || versions.patientId !== patientId) notFound();
  const page = await foundOr404(readPatientPage(asker, { id: patientId }));
  const { timeZone } = asker.actor.site;
  return (
    <>
      <PatientBanner
        patient={page.patient}
        courses={page.courses}
        diagnosis={page.whole.line}
        today={page.today}
        heading="link"
      />
      <main className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">
          {showSpecimen(newest.specimen)} report of {showDate(newest.collectedOn)}
        </h1>
        <ReportVersions versions={versions.items} timeZone={timeZone} />
        {page.mayWrite ? (
          <CorrectReport patientId={patientId} report={newest} facts={judgingFacts(page, asker.now)} />
        ) : null}
      </main>
      <LiveBar since={since} timeZone={timeZone} patientId={patientId} />
    </>
  );
}
