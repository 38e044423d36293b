import "server-only";
import type { Instant } from "@/lib/branded";
import type { ImportCommit, ImportPatientAnswer, UnmappedCode } from "@/lib/contract/import";
import { AppError } from "@/lib/errors";
import type { Db, Tx } from "@/lib/server/database/db";
import { type PatientRows, patientRowsOf } from "@/lib/server/patients/course-mapper";
import { type SummaryRow, summaryOf } from "@/lib/server/patients/patient-summary";
import { policyAt, sitePolicies } from "@/lib/server/patients/policy-in-force";
import type { ReportContent } from "@/lib/server/reports/report-writer";
import type { CommittedImport } from "./committed-import";
import { changedAtOf } from "./hold-patients";
import { contentsFor } from "./import-contents";
import { unmappedCode } from "./import-questions";
import type { Progress } from "./import-work";
import { emptyRows, type NewPatient, newPatientOf } from "./new-patients";
import { countRows, type ImportPlan, type PlannedReport } from "./plan-import";
import { packRows } from "./row-pages";

export interface Batch {
  /** One for all writes of an import: what waited and was written later belongs to it. */
  readonly batchId: string;
  readonly author: string;
  readonly authorName: string;
  readonly now: string;
  /** Of the import, as this write leaves it. */
  readonly version: number;
  readonly commitsBefore: readonly ImportCommit[];
}

/** Everything that carrying out a plan writes, but for the places in the chain. */
export interface PreparedImport {
  readonly plan: ImportPlan;
  readonly batch: Batch;
  readonly newPatients: readonly NewPatient[];
  readonly contents: readonly ReportContent[];
  readonly summaries: readonly SummaryRow[];
  /** The patients already here, with when each was last changed as this was made. */
  readonly changedAt: ReadonlyMap<string, string>;
  readonly committed: CommittedImport;
  readonly rows: Uint8Array<ArrayBuffer>;
}

/** Patients read and judged at a time. */
const SLICE = 20;

/**
 * Judges what a plan would write and sums it up, before the transaction and beside everybody else's work. A refused row
 * stops the whole file unless a person accepted the good rows; what is set aside, the rows of a patient nobody has named
 * included, stays with the import and stops nothing.
 */
export async function prepareImport(
  tx: Db | Tx,
  plan: ImportPlan,
  batch: Batch,
  progress: Progress,
): Promise<PreparedImport> {
  refuseOpenQuestions(plan);
  refuseBadRows(plan);
  const { siteId, timeZone } = plan.source;
  const policies = await sitePolicies(tx, siteId);
  const newPatients = plan.patients.flatMap((patient) => newPatientOf(patient, siteId, batch) ?? []);
  const created = new Map(newPatients.map(({ key, row }) => [key, row]));
  const patients = plan.patients.map((patient): ImportPatientAnswer => {
    const row = created.get(patient.key);
    return row === undefined ? patient : { ...patient, patientId: row.id };
  });
  const idOf = new Map(patients.map((patient) => [patient.key, patient.patientId]));
  const written = writtenBy(plan, idOf);

  progress.stage("judging", plan.reports.length);
  const fresh = newPatients.map(({ row }) => row.id);
  const isFresh = new Set(fresh);
  const here = [...written.keys()].filter((id) => !isFresh.has(id));
  const changedAt = await changedAtOf(tx, here);
  const contents: ReportContent[] = [];
  const summaries: SummaryRow[] = [];
  const take = async (rows: PatientRows) => {
    const policy = policyAt(policies, Date.parse(batch.now) as Instant);
    const added = await contentsFor(rows, written.get(rows.id) ?? [], policy, plan.source, batch, progress);
    contents.push(...added);
    // Places in the chain are not read by the summary.
    const reports = added.map((content) => ({ ...content, seq: 0, prevHash: "", hash: "" }));
    summaries.push(summaryOf({ ...rows, reports: [...rows.reports, ...reports] }, batch.now));
    await progress.step(0);
  };
  for (const { row } of newPatients) await take(emptyRows(row, { timeZone, policies }));
  for (let start = 0; start < here.length; start += SLICE) {
    for (const rows of await patientRowsOf(tx, here.slice(start, start + SLICE))) await take(rows);
  }
  return {
    plan,
    batch,
    newPatients,
    contents,
    summaries,
    changedAt,
    ...(await outcomeOf(
      plan,
      batch,
      patients,
      { reports: contents.length, patients: newPatients.length },
      progress,
    )),
  };
}

/** What is ambiguous about the file itself is never guessed; who its patients are may stay open. */
function refuseOpenQuestions({ file }: ImportPlan): void {
  const { questions } = file.reading;
  if (questions.length === 0) return;
  throw new AppError("import-refused", "Say first how the file is to be read; nothing was written.", {
    fields: questions.map(({ code, about, message }) => ({ path: about, code, message })),
  });
}

function refuseBadRows({ counts, rows, source }: ImportPlan): void {
  if (counts.refused === 0 || source.answers.accept === "good-rows") return;
  const bad = rows.filter((row) => row.outcome === "refused");
  throw new AppError(
    "import-refused",
    "Some rows cannot be read; nothing was written. Accept the good rows, or mend the file.",
    {
      fields: bad.map((row) => ({
        path: row.at,
        code: row.code ?? "refused",
        message: `Line ${row.line}${row.column === null ? "" : `, column ${row.column}`}: ${row.reason ?? "cannot be read"}`,
      })),
    },
  );
}

/** The reports that bring something, by the patient they belong to. */
function writtenBy(
  { reports }: ImportPlan,
  idOf: ReadonlyMap<string, string | null>,
): Map<string, PlannedReport[]> {
  const byPatient = new Map<string, PlannedReport[]>();
  for (const planned of reports) {
    const { elsewhere, comparison, report } = planned;
    const patientId = idOf.get(report.patientKey) ?? null;
    if (elsewhere || comparison.problem !== null || comparison.outcome === "same" || patientId === null)
      continue;
    const known = byPatient.get(patientId);
    if (known === undefined) byPatient.set(patientId, [planned]);
    else known.push(planned);
  }
  return byPatient;
}

/** What is kept of it: the reconciliation, who waits for what, and every row with its outcome. */
async function outcomeOf(
  plan: ImportPlan,
  batch: Batch,
  patients: readonly ImportPatientAnswer[],
  wrote: Pick<ImportCommit, "reports" | "patients">,
  progress: Progress,
): Promise<Pick<PreparedImport, "committed" | "rows">> {
  const idOf = new Map(patients.map((patient) => [patient.key, patient.patientId]));
  const waitingFor = new Map<string, number>();
  let waiting = 0;
  const rows = plan.rows.map((row, index) => {
    const read = plan.file.reading.rows[index];
    const key = read?.patientKey ?? null;
    if (read !== undefined && unmappedCode(read) !== null) waiting += 1;
    const wouldWrite = row.outcome === "new" || row.outcome === "changed" || row.outcome === "same";
    if (!wouldWrite || (key !== null && idOf.get(key) != null)) return row;
    waiting += 1;
    if (key !== null) waitingFor.set(key, (waitingFor.get(key) ?? 0) + 1);
    const reason = "Nobody has said whose result this is.";
    return { ...row, outcome: "set-aside" as const, code: "unknown-patient", reason };
  });
  const counts = countRows(rows);
  const codes: readonly UnmappedCode[] = plan.unmapped;
  const { pages, bytes } = await packRows(rows, (count) => progress.step(count));
  const commit: ImportCommit = { at: batch.now, by: batch.authorName, counts, ...wrote };
  const committed: CommittedImport = {
    version: batch.version,
    counts,
    patients,
    pages,
    commits: [...batch.commitsBefore, commit],
    waiting: {
      rows: waiting,
      patients: [...waitingFor].map(([key, count]) => ({ key, rows: count })),
      codes,
    },
    reverted: null,
  };
  return { committed, rows: bytes };
}
