import type { ReportStatus } from "@/lib/clinical/record";
import type { ValueStatus } from "../report-status";

/** Observation.status. "unknown" says that even the source does not know, which no status of ours does. */
const VALUE_STATUS: Readonly<Record<string, ValueStatus>> = {
  registered: "preliminary",
  preliminary: "preliminary",
  final: "final",
  amended: "amended",
  corrected: "corrected",
  cancelled: "absent",
  "entered-in-error": "entered-in-error",
};

/** DiagnosticReport.status; what is appended to a report leaves the rest as it was. */
const REPORT_STATUS: Readonly<Record<string, ReportStatus>> = {
  registered: "preliminary",
  partial: "preliminary",
  preliminary: "preliminary",
  final: "final",
  amended: "amended",
  appended: "amended",
  corrected: "corrected",
  cancelled: "cancelled",
  "entered-in-error": "entered-in-error",
};

export const valueStatus = (code: string): ValueStatus | null => own(VALUE_STATUS, code);

export const reportStatus = (code: string): ReportStatus | null => own(REPORT_STATUS, code);

function own<T>(table: Readonly<Record<string, T>>, code: string): T | null {
  return Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}
