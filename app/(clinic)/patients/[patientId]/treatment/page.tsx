import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CourseForm } from "@/components/entry/treatment/course-form";
import { ExtramedullaryForm } from "@/components/entry/treatment/extramedullary-form";
import { SupportForm } from "@/components/entry/treatment/support-form";
import { CourseList, ExtramedullaryList, SupportList } from "@/components/entry/treatment/treatment-lists";
import { PatientBanner } from "@/components/patients/patient-banner";
import { RecordWarnings } from "@/components/record/record-warnings";
import { Panel } from "@/components/ui/panel";
import { inductionClocks } from "@/lib/clinical/course";
import { showCount } from "@/lib/display";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";
import { standingRecord } from "../standing-record";

export const metadata: Metadata = { title: "Treatment" };

export default async function TreatmentPage({
  params,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
}) {
  const { patientId } = await params;
  const asker = await askerOfPage();
  const page = await foundOr404(readPatientPage(asker, { id: patientId }));
  if (!page.mayWrite) notFound();
  standingRecord(patientId, page.patient);
  const { courses, support, extramedullary, record, policy } = page;
  const dayOne = inductionClocks(record.courses, policy)[0]?.dayOne ?? null;
  return (
    <>
      <PatientBanner
        patient={page.patient}
        courses={courses}
        diagnosis={page.whole.line}
        today={page.today}
        heading="link"
      />
      <main className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">Treatment</h1>
        <RecordWarnings warnings={page.whole.warnings} />
        <Panel title="Courses" aside={showCount(courses.length, "course")}>
          <CourseList courses={courses} />
          <div className="px-3.5 py-3.5">
            <CourseForm
              patientId={patientId}
              birthDate={page.patient.birthDate}
              philadelphia={page.whole.line.philadelphia}
              diagnosedOn={page.whole.diagnosis.on}
            />
          </div>
        </Panel>
        <Panel title="Support" aside={showCount(support.length, "event")}>
          <SupportList support={support} dayOne={dayOne} />
          <div className="px-3.5 py-3.5">
            <SupportForm patientId={patientId} />
          </div>
        </Panel>
        <Panel title="Extramedullary disease" aside={showCount(extramedullary.length, "finding")}>
          <ExtramedullaryList findings={extramedullary} />
          <div className="px-3.5 py-3.5">
            <ExtramedullaryForm patientId={patientId} />
          </div>
        </Panel>
      </main>
    </>
  );
}
