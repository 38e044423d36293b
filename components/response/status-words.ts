import type { DiseaseStatus, DiseaseStatusName } from "@/lib/clinical/disease-status";

/** The same status from the same day on; why it was proposed may be worded differently since. */
export const sameProposal = (a: DiseaseStatus, b: DiseaseStatus): boolean =>
  a.status === b.status && a.remission === b.remission && a.since === b.since;

export const STATUS_CHOICES: Readonly<Record<DiseaseStatusName, string>> = {
  untreated: "Untreated",
  "in-treatment": "In treatment, not in remission",
  remission: "Remission",
  recurrent: "Recurrent",
};
