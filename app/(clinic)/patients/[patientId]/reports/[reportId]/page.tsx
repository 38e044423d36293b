import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PatientBanner } from "@/components/patients/patient-banner";
import { ReportVersions } from "@/components/results/report-versions";
import { showDate, showSpecimen } from "@/lib/display";
import { today } from "@/lib/server/clock";
import { readPatient } from "@/lib/server/patients";
import { listReportVersions } from "@/lib/server/report-list";
import { askerOfPage } from "@/lib/server/session";
import { foundOr404 } from "../../../../found-or-404";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({
  params,
}: {
  readonly params: Promise<{ readonly patientId: string; readonly reportId: string }>;
}) {
  const { patientId, reportId } = await params;
  const asker = await askerOfPage();
  const versions = await foundOr404(listReportVersions(asker, { id: reportId }));
  const [newest] = versions.items;
  if (newest === undefined || versions.patientId !== patientId) notFound();
  const patient = await foundOr404(readPatient(asker, { id: patientId }));
  const { timeZone } = asker.actor.site;
  return (
    <>
      <PatientBanner patient={patient} today={today(asker.now, timeZone)} heading="link" />
      <main className="flex flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">
          {showSpecimen(newest.specimen)} report of {showDate(newest.collectedOn)}
        </h1>
        <ReportVersions versions={versions.items} timeZone={timeZone} />
      </main>
    </>
  );
}
