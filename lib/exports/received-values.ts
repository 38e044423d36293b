import { dayNumber } from "../clinical/calendar";
import type { Specimen } from "../clinical/record";
import { showMinute } from "../display";
import { anchors, resultDays } from "../figures/figure-range";
import { presentReports } from "../figures/panel-points";
import { textTold, unitTold } from "./de-identify";
import type { PatientReportInput } from "./patient-report";

/** One value as it was received, with what it was read as. What is null in a de-identified export would tell who or when. */
export interface ReceivedValue {
  /** The report's key; de-identified, its place in the file. */
  readonly report: string;
  readonly version: number;
  readonly status: string;
  readonly specimen: Specimen;
  readonly accession: string | null;
  readonly collectedOn: string | null;
  readonly collectedTime: string | null;
  /** There is no day 0. */
  readonly day: number;
  readonly dayCountsFrom: "treatment" | "first-result";
  readonly analyte: string;
  readonly text: string;
  readonly unit: string | null;
  readonly comparator: string | null;
  readonly value: number | null;
  readonly canonicalUnit: string;
  readonly flag: string | null;
  readonly state: string;
  readonly source: string | null;
  readonly author: string | null;
}

/** Newest versions, oldest collection first. Withdrawn reports are not in it, nor is what was computed and not received. */
export function receivedValues(input: PatientReportInput): ReceivedValue[] {
  const deidentified = input.identity === "de-identified";
  const reports = presentReports(input.reports);
  const { origin, originIs } = anchors(input.record, input.assessment, resultDays(reports));
  return reports.flatMap(({ report, results }, index) => {
    const elapsed = dayNumber(report.collected.date) - origin;
    const { minute } = report.collected;
    const provenance = input.provenance?.[report.reportId];
    const told = {
      report: deidentified ? String(index + 1) : report.reportId,
      version: report.version,
      status: report.status,
      specimen: report.specimen,
      accession: deidentified ? null : report.accession,
      collectedOn: deidentified ? null : report.collected.date,
      collectedTime: deidentified || minute === null ? null : showMinute(minute),
      day: elapsed >= 0 ? elapsed + 1 : elapsed,
      dayCountsFrom: originIs,
      source: deidentified ? null : (provenance?.source ?? null),
      author: deidentified ? null : (provenance?.author ?? null),
    };
    return results
      .filter(({ derived }) => !derived)
      .map(({ analyte, text, unit, comparator, value, canonicalUnit, flag, state }) => ({
        ...told,
        analyte,
        text: deidentified ? textTold(text) : text,
        unit: deidentified ? unitTold(unit) : unit,
        comparator,
        value,
        canonicalUnit,
        flag,
        state,
      }));
  });
}
