import type { PatientReport } from "./patient-report";

/** One way to write a report down. A new one is a file with such a value and its line in the registry. */
export interface ExportFormat {
  readonly id: string;
  readonly mediaType: string;
  readonly extension: string;
  /** As a button says it. */
  readonly label: string;
  /** The same report gives the same bytes. */
  readonly render: (report: PatientReport) => Promise<Uint8Array>;
}
