import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PatientBanner } from "@/components/patients/patient-banner";
import { DiagnosisForm } from "@/components/record/diagnosis-form";
import { FollowUpForm } from "@/components/record/follow-up-form";
import { MarkerForm } from "@/components/record/marker-form";
import { NoteForm } from "@/components/record/note-form";
import { NoteList } from "@/components/record/note-list";
import { ProcedureForm } from "@/components/record/procedure-form";
import { PrognosisList } from "@/components/record/prognosis-list";
import { FollowUpList, MarkerList, ProcedureList, TrialList } from "@/components/record/record-lists";
import { RecordWarnings } from "@/components/record/record-warnings";
import { TrialForm } from "@/components/record/trial-form";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import { showSpan } from "@/lib/record-display";
import { readPatientPage } from "@/lib/server/patients/patient-page";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";
import { procedureFacts } from "./procedure-facts";

export const metadata: Metadata = { title: "Record" };

export default async function RecordPage({
  params,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
}) {
  const { patientId } = await params;
  const asker = await askerOfPage();
  const page = await foundOr404(readPatientPage(asker, { id: patientId }));
  if (!page.mayWrite) notFound();
  const { whole, today } = page;
  const { endOfTherapy } = whole;
  return (
    <>
      <PatientBanner
        patient={page.patient}
        courses={page.courses}
        diagnosis={whole.line}
        today={today}
        heading="link"
      />
      <main className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">Record</h1>
        <RecordWarnings warnings={whole.warnings} />
        <Panel title="Diagnosis">
          <div className="border-b border-line px-3.5 py-3">
            <PrognosisList prognosis={whole.prognosis} />
          </div>
          <div className="px-3.5 py-3.5">
            <DiagnosisForm patientId={patientId} diagnosis={whole.diagnosis} />
          </div>
        </Panel>
        <Panel title="Procedures" aside={showCount(whole.procedures.length, "procedure")}>
          <ProcedureList patientId={patientId} procedures={whole.procedures} />
          <div className="px-3.5 py-3.5">
            <ProcedureForm patientId={patientId} facts={procedureFacts(page)} />
          </div>
        </Panel>
        <Panel title="Chromosomes and markers" aside={showCount(whole.markers.length, "finding")}>
          <MarkerList markers={whole.markers} />
          <div className="px-3.5 py-3.5">
            <MarkerForm patientId={patientId} />
          </div>
        </Panel>
        <Panel
          title="Follow-up"
          aside={
            endOfTherapy === null ? undefined : `${showSpan(endOfTherapy.days)} since the end of therapy`
          }
        >
          <FollowUpList plans={whole.followUps} today={today} />
          <div className="px-3.5 py-3.5">
            <FollowUpForm patientId={patientId} />
          </div>
        </Panel>
        <Panel title="Problems and notes" aside={showCount(whole.notes.length, "note")}>
          <NoteList notes={whole.notes} timeZone={asker.actor.site.timeZone} mayChange />
          <div className="px-3.5 py-3.5">
            <NoteForm patientId={patientId} />
          </div>
        </Panel>
        <Panel title="Clinical trial" aside={showCount(whole.trials.length, "trial")}>
          <TrialList trials={whole.trials} />
          <div className="px-3.5 py-3.5">
            <TrialForm patientId={patientId} />
          </div>
        </Panel>
      </main>
    </>
  );
}
