import type { ProcedureFacts } from "@/components/record/procedure-draft";
import { bloodCells, csfCells } from "@/lib/clinical/whole-record/csf-report";
import { showCollected, showSpecimen } from "@/lib/display";
import type { PatientPage } from "@/lib/server/patients/patient-page";

/** What the browser needs to link a procedure to its report and to suggest a class, newest report first. */
export function procedureFacts({ reports, policy, whole }: PatientPage): ProcedureFacts {
  const samples = reports.flatMap((judged) => {
    const { reportId, specimen, collected, status } = judged.report;
    if (specimen === "blood" || status === "entered-in-error" || status === "cancelled") return [];
    return {
      reportId,
      specimen,
      on: collected.date,
      label: `${showSpecimen(specimen)} of ${showCollected(collected)}`,
      cells: specimen === "csf" ? csfCells(judged) : null,
    };
  });
  return {
    samples: samples.sort((a, b) => (a.on < b.on ? 1 : -1)),
    blood: bloodCells(reports),
    pairingDays: policy.pairingDays.value,
    diagnosedOn: whole.diagnosis.on,
  };
}
