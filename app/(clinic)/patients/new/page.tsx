import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PatientForm } from "@/components/patients/patient-form";
import { Panel } from "@/components/ui/panel";
import { mayDo } from "@/lib/permissions";
import { askerOfPage } from "@/lib/server/session/session";

export const metadata: Metadata = { title: "New patient" };

export default async function NewPatientPage() {
  const { actor } = await askerOfPage();
  if (!mayDo(actor.roles, "patient:write")) notFound();
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-4 md:px-6">
      <h1 className="text-xl font-semibold">New patient</h1>
      <Panel title="Identity" aside={`a patient of ${actor.site.name}`}>
        <div className="px-3.5 py-3.5">
          <PatientForm patient={null} />
        </div>
      </Panel>
    </main>
  );
}
