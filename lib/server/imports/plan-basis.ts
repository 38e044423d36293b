import "server-only";
import type { Db, Tx } from "@/lib/server/database/db";
import { presentVersion } from "@/lib/server/patients/policy-in-force";
import { rememberedOf } from "./import-memory";
import { matchPatients } from "./import-patients";
import type { ImportPlan } from "./plan-import";
import { sourceName } from "./read-import";

/** What a plan was made of, small enough to be looked at again inside the transaction that carries it out. */
export interface PlanBasis {
  /** Place of the last report version that was there before the plan began. */
  readonly reportSeq: number;
  readonly policyVersion: string;
  /** Of what is remembered of the source. */
  readonly stamp: string;
  /** The patients as they were matched, JSON. */
  readonly patients: string;
}

/** Asked before anything else is read: what comes later is seen as later. */
export async function planBasis(
  tx: Db | Tx,
  siteId: string,
): Promise<Pick<PlanBasis, "reportSeq" | "policyVersion">> {
  const head = await tx.chainHead.findUniqueOrThrow({ where: { chain: "report" } });
  return { reportSeq: head.seq, policyVersion: await presentVersion(tx, siteId) };
}

/** More versions than this since the plan are not looked through: it is made again. */
const LOOKED_THROUGH = 2_000;

/** Whether carrying out the plan now would do what it says. */
export async function planHolds(tx: Db | Tx, plan: ImportPlan): Promise<boolean> {
  const { basis, source, file } = plan;
  const { siteId } = source;
  if ((await presentVersion(tx, siteId)) !== basis.policyVersion) return false;
  const { stamp } = await rememberedOf(tx, siteId, sourceName(file.reading));
  if (stamp !== basis.stamp) return false;
  const patients = await matchPatients(tx, siteId, file.reading.patients, source.answers);
  if (JSON.stringify(patients) !== basis.patients) return false;
  const since = await tx.report.findMany({
    where: { seq: { gt: basis.reportSeq } },
    orderBy: { seq: "asc" },
    take: LOOKED_THROUGH + 1,
    select: { siteId: true, patientId: true, accession: true, patient: { select: { mergedInto: true } } },
  });
  if (since.length > LOOKED_THROUGH) return false;
  if (since.length === 0) return true;
  const concerned = new Set<string | null>(plan.patients.map(({ patientId }) => patientId));
  concerned.delete(null);
  const accessions = new Set(plan.reports.map(({ report }) => report.accession));
  return !since.some(
    (row) =>
      concerned.has(row.patientId) ||
      concerned.has(row.patient.mergedInto) ||
      (row.siteId === siteId && row.accession !== null && accessions.has(row.accession)),
  );
}
