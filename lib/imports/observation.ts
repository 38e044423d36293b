import type { DecimalMark } from "@/lib/clinical/measurement";
import type { Collected, ReportStatus, Specimen } from "@/lib/clinical/record";
import type { ImportProblem, ReadingOutcome, RowCode } from "./import-format";
import type { TestName } from "./match-analyte";
import type { IntervalReading } from "./read-interval";
import type { ValueStatus } from "./report-status";

/** One value of a file in no format's words: what every format hands to `assembleReports`. */
export interface Observation {
  readonly at: string;
  readonly line: number;
  readonly column: number | null;
  /** Reports are put together inside one document (message, file) and never across: two may be two versions. */
  readonly document: number;
  readonly patientKey: string | null;
  readonly accession: string | null;
  readonly specimen: Specimen | "unstated" | "unknown";
  readonly subId: string | null;
  readonly collected: CollectionReading;
  readonly orderStatus: ReportStatus | null;
  readonly valueStatus: ValueStatus | null;
  readonly test: TestName;
  readonly text: string;
  readonly unit: string | null;
  readonly intervalText: string | null;
  /** Where the text cannot be read without knowing it; absent: a point, and a comma is not understood. */
  readonly decimalMark?: DecimalMark | null;
  /** The mark of the interval's numbers, where it is known. */
  readonly intervalMark?: DecimalMark | null;
  /** Where the format has limits of its own making and needs no text read. */
  readonly interval?: IntervalReading;
  /** The laboratory's flags (HL7 table 0078), upper case. */
  readonly flags?: readonly string[];
  /** What the format itself found wrong with it: no report holds such a value. */
  readonly problem: RowProblem | null;
  /** Why the value may not be used although it belongs to its report, which holds it set aside. */
  readonly doubt?: RowProblem | null;
  readonly notes?: readonly ImportProblem[];
  /** Said of the whole report; one list for all its values. */
  readonly reportNotes?: readonly ImportProblem[];
}

export interface RowProblem {
  readonly outcome: Exclude<ReadingOutcome, "value">;
  readonly code: RowCode;
  readonly reason: string;
}

export type CollectionReading =
  | {
      readonly kind: "read";
      readonly collected: Collected;
      readonly ambiguous: boolean;
      readonly future: boolean;
    }
  | { readonly kind: "absent" }
  /** Known to the month or year only. */
  | { readonly kind: "imprecise"; readonly text: string }
  | { readonly kind: "impossible"; readonly text: string }
  /** Day and month, or month and day: until a person says which. */
  | { readonly kind: "ambiguous"; readonly text: string }
  /** The site's clocks jumped over it. */
  | { readonly kind: "skipped"; readonly text: string };
