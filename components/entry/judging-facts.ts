import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { Policy } from "@/lib/clinical/policy";
import type { PatientRecord } from "@/lib/clinical/record";
import type { JudgingFacts } from "./report/live-judgement";

/** Earlier values that a new one is read against: a rise of the blasts, a jump of the MCV, blasts for the first time. */
const READ_AGAINST: ReadonlySet<AnalyteCode> = new Set<AnalyteCode>([
  "WBC",
  "HGB",
  "PLT",
  "ANC",
  "MCV",
  "BLAST_PCT",
  "BLAST_ABS",
  "MARROW_BLAST",
  "MARROW_CELLS",
  "MRD",
]);

/** What the browser needs of a record to judge as the server does, and no more of the patient than that. */
export function recordReadAgainst(record: PatientRecord): PatientRecord {
  const reports = record.reports.map((report) => ({
    ...report,
    results: report.results.filter(({ analyte }) => READ_AGAINST.has(analyte)),
  }));
  return { ...record, reports };
}

export function judgingFacts(
  page: {
    readonly record: PatientRecord;
    readonly policy: Policy;
    readonly today: string;
    readonly whole: { readonly diagnosis: { readonly on: string | null } };
  },
  now: string,
): JudgingFacts {
  const { record, policy, today, whole } = page;
  return { record: recordReadAgainst(record), policy, today, now, diagnosedOn: whole.diagnosis.on };
}
