import "server-only";
import type { CnsClass, Lineage } from "@/lib/clinical/whole-record/record-entries";
import type {
  DiagnosisFields,
  FollowUpInput,
  MarkerInput,
  NoteInput,
  ProcedureInput,
  TrialInput,
} from "@/lib/contract/record";
import type {
  DiagnosisAnswer,
  FollowUpAnswer,
  MarkerAnswer,
  TrialAnswer,
} from "@/lib/contract/record-answers";
import type { Db, Tx } from "@/lib/server/database/db";
import type { Prisma } from "@/prisma/generated/sqlite/client";

const rows = {
  diagnosis: true,
  procedures: { where: { withdrawnAt: null }, orderBy: [{ on: "asc" }, { id: "asc" }] },
  markers: { where: { withdrawnAt: null }, orderBy: [{ on: "asc" }, { id: "asc" }] },
  followUps: { where: { withdrawnAt: null }, orderBy: [{ due: "asc" }, { id: "asc" }] },
  notes: { where: { withdrawnAt: null }, orderBy: { id: "asc" } },
  annotations: { where: { withdrawnAt: null }, orderBy: [{ on: "asc" }, { id: "asc" }] },
  trials: { where: { withdrawnAt: null }, orderBy: { id: "asc" } },
} as const satisfies Prisma.PatientSelect;

export type RecordRows = Prisma.PatientGetPayload<{ select: typeof rows }>;

/** Of a person's merged records all, each row by its own record; the diagnosis is the surviving record's, if it has one. */
export async function recordRows(tx: Db | Tx, patientId: string): Promise<RecordRows> {
  const found = await tx.patient.findUniqueOrThrow({
    where: { id: patientId },
    select: { ...rows, absorbed: { select: rows, orderBy: { id: "asc" } } },
  });
  const { absorbed, ...own } = found;
  if (absorbed.length === 0) return own;
  const all = [own, ...absorbed];
  return {
    diagnosis: all.find(({ diagnosis }) => diagnosis !== null)?.diagnosis ?? null,
    procedures: all.flatMap((one) => one.procedures).sort(byDate),
    markers: all.flatMap((one) => one.markers).sort(byDate),
    followUps: all.flatMap((one) => one.followUps).sort((a, b) => compare(a.due, b.due)),
    notes: all.flatMap((one) => one.notes),
    annotations: all.flatMap((one) => one.annotations).sort(byDate),
    trials: all.flatMap((one) => one.trials),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const byDate = (a: { on: string | null }, b: { on: string | null }) => compare(a.on ?? "", b.on ?? "");

interface Stored {
  readonly id: string;
  readonly version: number;
}

type Row<Table extends Exclude<keyof RecordRows, "diagnosis">> = RecordRows[Table][number];

export const diagnosisAnswer = (row: RecordRows["diagnosis"]): DiagnosisAnswer => ({
  version: row?.version ?? 0,
  on: row?.on ?? null,
  lineage: (row?.lineage ?? null) as Lineage | null,
  cns: (row?.cns ?? null) as CnsClass | null,
  wbc: row?.wbc ?? null,
  riskFactors: JSON.parse(row?.riskFactors ?? "[]") as DiagnosisFields["riskFactors"],
  otherRisk: row?.otherRisk ?? null,
});

/** The detail is what the contract accepted, less the columns beside it. */
export const procedureInputOf = (row: Row<"procedures">): ProcedureInput & Stored =>
  ({
    ...(JSON.parse(row.detail) as object),
    kind: row.kind,
    on: row.on,
    ...(row.kind === "marrow" || row.kind === "lumbar-puncture" ? { reportId: row.reportKey } : {}),
    id: row.id,
    version: row.version,
  }) as ProcedureInput & Stored;

export const markerAnswer = (row: Row<"markers">): MarkerAnswer => ({
  id: row.id,
  version: row.version,
  test: row.test as MarkerInput["test"],
  on: row.on,
  result: row.result as MarkerInput["result"],
  text: row.text,
});

export const followUpAnswer = (row: Row<"followUps">): FollowUpAnswer & FollowUpInput => ({
  id: row.id,
  version: row.version,
  test: row.test,
  due: row.due,
  doneOn: row.doneOn,
  note: row.note,
});

/** Without its author's name, which is read apart. */
export const noteFields = (row: Row<"notes">) => ({
  id: row.id,
  version: row.version,
  kind: row.kind as NoteInput["kind"],
  text: row.text,
  writtenAt: row.createdAt,
  changedAt: row.updatedAt === row.createdAt ? null : row.updatedAt,
});

/** Without its author's name, which is read apart. */
export const annotationFields = (row: Row<"annotations">) => ({
  id: row.id,
  version: row.version,
  on: row.on,
  text: row.text,
});

export const trialAnswer = (row: Row<"trials">): TrialAnswer & TrialInput => ({
  id: row.id,
  version: row.version,
  nct: row.nct,
  arm: row.arm,
  on: row.on,
});
