import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FindOtherRecord } from "@/components/patients/merge/find-other-record";
import { MergeForm } from "@/components/patients/merge/merge-form";
import { RecordComparison } from "@/components/patients/merge/record-comparison";
import { UnmergeForm } from "@/components/patients/merge/unmerge-form";
import { PatientBanner } from "@/components/patients/patient-banner";
import { LinkButton } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import { Panel } from "@/components/ui/panel";
import { showInstant } from "@/lib/display";
import { mayDo } from "@/lib/permissions";
import { today } from "@/lib/server/clock";
import { readRecordFacts } from "@/lib/server/patients/record-facts";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";
import { standingRecord } from "../standing-record";

export const metadata: Metadata = { title: "Two records of one person" };

export default async function MergePage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
  readonly searchParams: Promise<{ readonly with?: string | string[] }>;
}) {
  const { patientId } = await params;
  const { with: other } = await searchParams;
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "patient:write")) notFound();
  const here = await foundOr404(readRecordFacts(asker, { id: patientId }));
  const patient = standingRecord(patientId, here.patient);
  const there =
    typeof other === "string" && other !== patientId
      ? await foundOr404(readRecordFacts(asker, { id: other }))
      : null;
  const { timeZone } = asker.actor.site;
  return (
    <>
      <PatientBanner patient={patient} today={today(asker.now, timeZone)} heading="link" />
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">Two records of one person</h1>
        {patient.includes.map((included) => (
          <Panel
            key={included.id}
            title={
              <>
                Includes MRN <Identifier>{included.mrn}</Identifier>
              </>
            }
            aside={`since ${showInstant(included.mergedAt, timeZone)}`}
          >
            <div className="px-3.5 py-3">
              <UnmergeForm recordId={included.id} mrn={included.mrn} />
            </div>
          </Panel>
        ))}
        {there === null ? (
          <Panel title="Find the other record">
            <div className="px-3.5 py-3">
              <FindOtherRecord patientId={patientId} />
            </div>
          </Panel>
        ) : (
          <Panel
            title="Side by side"
            tools={<LinkButton href={`/patients/${patientId}/merge`}>Another record</LinkButton>}
          >
            <RecordComparison one={here} other={there} timeZone={timeZone} />
            <div className="px-3.5 py-3">
              <MergeForm one={patient} other={there.patient} />
            </div>
          </Panel>
        )}
      </main>
    </>
  );
}
