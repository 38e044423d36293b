import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EntryWays } from "@/components/entry/entry-ways";
import { judgingFacts } from "@/components/entry/judging-facts";
import { ReportForm } from "@/components/entry/report/report-form";
import { REPORT_KINDS } from "@/components/entry/report/report-save";
import { PatientBanner } from "@/components/patients/patient-banner";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";
import { standingRecord } from "../standing-record";

export const metadata: Metadata = { title: "Enter results" };

export default async function EnterResultsPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
  readonly searchParams: Promise<{ readonly report?: string | string[] }>;
}) {
  const { patientId } = await params;
  const { report } = await searchParams;
  const asker = await askerOfPage();
  const page = await foundOr404(readPatientPage(asker, { id: patientId }));
  if (!page.mayWrite) notFound();
  standingRecord(patientId, page.patient);
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
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-lg font-semibold">Enter results</h1>
          <EntryWays patientId={patientId} way="form" />
        </div>
        <ReportForm
          patientId={patientId}
          facts={judgingFacts(page, asker.now)}
          startWith={REPORT_KINDS.find((kind) => kind === report) ?? "blood"}
        />
      </main>
    </>
  );
}
