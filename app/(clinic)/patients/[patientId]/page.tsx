import type { Metadata } from "next";
import Link from "next/link";
import { PackedCourseChart } from "@/components/charts/course-chart";
import { judgingFacts } from "@/components/entry/judging-facts";
import { LiveBar } from "@/components/live/live-bar";
import { paperZoom } from "@/components/paper/paper-zoom";
import { PatientSheet } from "@/components/paper/patient-sheet";
import { PrintButton } from "@/components/paper/print-button";
import { AsOfDialog } from "@/components/patients/as-of-dialog";
import { AsOfNotice } from "@/components/patients/as-of-notice";
import { courseHref, openingRange, readCourseView } from "@/components/patients/course-view";
import { DownloadDialog } from "@/components/patients/download-dialog";
import { MergedRecord } from "@/components/patients/merge/merged-record";
import { PatientBanner } from "@/components/patients/patient-banner";
import { TreatmentPanel } from "@/components/patients/treatment-panel";
import { RecordPanel } from "@/components/record/record-panel";
import { DefinitionsPanel } from "@/components/response/definitions-panel";
import { KineticsPanel } from "@/components/response/kinetics-panel";
import { MilestonePanel } from "@/components/response/milestone-panel";
import { RemissionPanel } from "@/components/response/remission-panel";
import { StatusPanel } from "@/components/response/status-panel";
import { FlowsheetPanel } from "@/components/results/flowsheet-panel";
import { LinkButton } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { PatientSigns } from "@/components/worklist/patient-signs";
import { showPhase } from "@/lib/display";
import { courseFigure } from "@/lib/figures/course-figure";
import { packFigure } from "@/lib/figures/figure-wire";
import { openingPanels } from "@/lib/figures/panel-catalogue";
import { rangeText } from "@/lib/figures/range-text";
import { livePosition } from "@/lib/server/live/live";
import { firstInduction } from "@/lib/server/patients/patient-page";
import { readPatient } from "@/lib/server/patients/patients";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../found-or-404";
import { pageAsOf } from "./page-as-of";

// The name stays out of the title: titles stand in the browser's history and on shared screens.
export const metadata: Metadata = { title: "Patient" };

export default async function PatientPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { patientId } = await params;
  const asker = await askerOfPage();
  // Before anything is read: what changes from here on is heard of.
  const since = livePosition();
  const asked = readCourseView(await searchParams);
  const { page, asOf, refused } = await pageAsOf(asker, patientId, asked.asOf);
  if (page.patient.id !== patientId) {
    const record = await foundOr404(readPatient(asker, { id: patientId }));
    return <MergedRecord record={record} survivor={page.patient} mayWrite={page.mayWrite} />;
  }
  const view = { ...asked, asOf };
  const { timeZone } = asker.actor.site;
  const { assessment, courses, today, mayWrite, statuses } = page;
  const dayZero = firstInduction(assessment);
  // The course the milestone speaks of; without an induction the one that began first.
  const kinetics = page.kinetics.find(({ start }) => start === dayZero) ?? page.kinetics[0];
  const range =
    view.range ??
    openingRange(
      assessment.milestone.closes,
      page.reports.map(({ report }) => report.collected.date),
    );
  const figure = courseFigure(
    { ...page, procedures: page.whole.procedures, annotations: page.whole.annotations },
    { axis: view.axis, range, panels: view.panels ?? openingPanels(page.reports), scales: view.scales },
  );
  return (
    <>
      <PatientBanner
        patient={page.patient}
        courses={courses}
        diagnosis={page.whole.line}
        status={statuses[0] ?? null}
        today={today}
        heading="h1"
        notice={
          asOf === null ? null : (
            <AsOfNotice
              asOf={asOf}
              assessment={assessment}
              timeZone={timeZone}
              back={courseHref(patientId, view, { asOf: null })}
            />
          )
        }
      >
        {mayWrite ? (
          <Link
            href={`/patients/${patientId}/edit`}
            aria-label="Edit patient"
            className="text-muted hover:text-ink hover:underline"
          >
            Edit
          </Link>
        ) : null}
        <Link href={`/patients/${patientId}/history`} className="text-muted hover:text-ink hover:underline">
          History
        </Link>
        <AsOfDialog patientId={patientId} view={view} />
        <PrintButton />
        <DownloadDialog patientId={patientId} axis={view.axis} range={rangeText(range)} asOf={asOf} />
        {mayWrite ? (
          <LinkButton
            look="primary"
            href={`/patients/${patientId}/results`}
            data-shortcut="e"
            data-shortcut-label="Enter results"
          >
            Enter results <Kbd>E</Kbd>
          </LinkButton>
        ) : null}
      </PatientBanner>
      {refused === null ? null : (
        <Notice tone="warning" className="mx-4 mt-4 md:mx-6" title="Shown as it is known now">
          The moment in this link cannot be replayed: {refused}
        </Notice>
      )}
      <PatientSigns patientId={patientId} page={page} timeZone={timeZone} />
      <main
        data-paper="body"
        className="grid gap-4 px-4 py-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_20rem] xl:grid-rows-[auto_auto_1fr]"
      >
        <div
          data-paper="figure"
          style={paperZoom(figure)}
          className="min-w-0 rounded-md border border-line bg-surface px-3.5 py-2.5"
        >
          <PackedCourseChart
            packed={packFigure(figure)}
            address={{ patientId, view }}
            range={range}
            annotations={mayWrite ? page.whole.annotations : null}
          />
        </div>
        <div className="grid content-start items-start gap-3 max-xl:md:grid-cols-2 xl:col-start-2 xl:row-span-3 xl:row-start-1">
          <StatusPanel
            patientId={patientId}
            statuses={statuses}
            proposal={page.proposal}
            timeZone={timeZone}
            maySet={page.maySetStatus}
            replay={page.replay}
          />
          <RemissionPanel assessment={assessment} />
          <MilestonePanel assessment={assessment} dayZero={dayZero} />
          <DefinitionsPanel assessment={assessment} />
          {kinetics === undefined ? null : (
            <KineticsPanel
              kinetics={kinetics}
              name={showPhase(
                courses.find(({ id }) => id === kinetics.courseId)?.phase ?? null,
              ).toLowerCase()}
            />
          )}
        </div>
        <FlowsheetPanel
          patientId={patientId}
          input={{ ...page, dayZero, allRows: view.allRows }}
          newest={page.newest}
          asOf={asOf}
          rowsHref={courseHref(patientId, view, { allRows: !view.allRows })}
          changed={page.review?.reports ?? []}
          editing={{ timeZone, facts: mayWrite ? judgingFacts(page, asker.now) : null }}
        />
        <div className="grid min-w-0 gap-4 self-start">
          <TreatmentPanel
            patientId={patientId}
            courses={courses}
            support={page.support}
            extramedullary={page.extramedullary}
            dayZero={dayZero}
            mayWrite={mayWrite}
          />
          <RecordPanel
            patientId={patientId}
            whole={page.whole}
            dayZero={dayZero}
            today={today}
            timeZone={timeZone}
            mayWrite={mayWrite}
          />
        </div>
        <PatientSheet
          input={{
            ...page,
            procedures: page.whole.procedures,
            identity: "identified",
            subject: page.patient,
            kinetics: kinetics ?? null,
          }}
          figure={figure}
          courses={courses}
          support={page.support}
          dayZero={dayZero}
        />
      </main>
      {asOf === null ? <LiveBar since={since} timeZone={timeZone} patientId={patientId} /> : null}
    </>
  );
}
