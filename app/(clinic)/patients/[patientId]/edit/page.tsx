import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PatientBanner } from "@/components/patients/patient-banner";
import { PatientForm } from "@/components/patients/patient-form";
import { Panel } from "@/components/ui/panel";
import { mayDo } from "@/lib/permissions";
import { today } from "@/lib/server/clock";
import { readPatient } from "@/lib/server/patients/patients";
import { askerOfPage } from "@/lib/server/session/session";
import { foundOr404 } from "../../../found-or-404";
import { standingRecord } from "../standing-record";

export const metadata: Metadata = { title: "Edit patient" };

export default async function EditPatientPage({
  params,
}: {
  readonly params: Promise<{ readonly patientId: string }>;
}) {
  const { patientId } = await params;
  const asker = await askerOfPage();
  if (!mayDo(asker.actor.roles, "patient:write")) notFound();
  const patient = standingRecord(patientId, await foundOr404(readPatient(asker, { id: patientId })));
  return (
    <>
      <PatientBanner patient={patient} today={today(asker.now, asker.actor.site.timeZone)} heading="link" />
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-4 md:px-6">
        <h1 className="text-lg font-semibold">Edit patient</h1>
        <p className="text-muted">
          Registered twice?{" "}
          <Link href={`/patients/${patientId}/merge`} className="text-accent underline">
            Merge two records of one person
          </Link>
        </p>
        <Panel title="Identity">
          <div className="px-3.5 py-3.5">
            {/* The version a conflict is settled against is the one this page was made with. */}
            <PatientForm key={patient.version} patient={patient} />
          </div>
        </Panel>
      </main>
    </>
  );
}
