import { showInstant } from "../display";
import { dayLabel } from "../figures/day-axis";
import type { PatientReportInput } from "./patient-report";
import { plainText } from "./plain-text";

/** What a reader must know to trust the sheet: how old it is, what was not used, by which rules, and who is on it. */
export function reportFooter(input: PatientReportInput, deidentified: boolean): string {
  const { assessment, record, reports, policy } = input;
  const { elapsed, asOf } = assessment;
  const known = deidentified
    ? elapsed === null
      ? null
      : `Data as of ${dayLabel(elapsed)}`
    : `Data as of ${showInstant(asOf.instant, record.patient.timeZone)}`;
  const preliminary = reports.filter(({ report }) => report.status === "preliminary").length;
  const parts = [
    known,
    preliminary > 0 ? `${preliminary} preliminary, marked p and not used` : "nothing preliminary",
    `policy ${policy.id} ${policy.version}`,
    deidentified ? "de-identified" : "identified",
  ];
  return plainText(parts.filter((part) => part !== null).join(" · "));
}
