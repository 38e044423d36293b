import "server-only";
import { v7 as newId } from "uuid";
import { type Tx, transaction } from "@/lib/server/database/db";
import { type AuditEvent, appendAudit } from "@/lib/server/door/audit";
import { type PatientRows, pageOfPatientRows, patientRowsOf } from "./course-mapper";
import { type SummaryRow, summaryOf, writeSummaries } from "./patient-summary";
import { presentVersion } from "./policy-in-force";

/** A patient whose stored summary was not what the record says; fields by name, never a value. */
export interface SummaryDifference {
  readonly patientId: string;
  readonly siteId: string;
  readonly fields: readonly string[];
}

export interface ReassessedPage {
  readonly checked: number;
  readonly differences: readonly SummaryDifference[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** Rebuilds the summaries of the next patients and writes those that differ, each with an audit entry, all or none. */
export function reassessPage(after: string | null, now: string, limit = 100): Promise<ReassessedPage> {
  return transaction(async (tx) => {
    const ids = await tx.patient.findMany({
      where: { mergedInto: null, ...(after === null ? {} : { id: { gt: after } }) },
      orderBy: { id: "asc" },
      take: limit,
      select: { id: true },
    });
    const last = ids.at(-1)?.id;
    if (last === undefined) return { checked: 0, differences: [], next: null };
    await holdWriters(tx, after ?? "", last);
    const patients = await pageOfPatientRows(tx, after, ids.length);
    const differences = await rebuild(tx, patients, now, "npm run reassess");
    return { checked: patients.length, differences, next: ids.length === limit ? last : null };
  });
}

/** The same for those patients of a site whose summaries another policy made than the one in force. */
export function reassessOutdated(
  siteId: string,
  after: string | null,
  now: string,
  limit = 50,
): Promise<ReassessedPage> {
  return transaction(async (tx) => {
    const version = await presentVersion(tx, siteId);
    const outdated = await tx.patientSummary.findMany({
      where: {
        siteId,
        NOT: { policyVersion: version },
        ...(after === null ? {} : { patientId: { gt: after } }),
      },
      orderBy: { patientId: "asc" },
      take: limit,
      select: { patientId: true },
    });
    const ids = outdated.map(({ patientId }) => patientId);
    const last = ids.at(-1);
    if (last === undefined) return { checked: 0, differences: [], next: null };
    await holdWriters(tx, after ?? "", last);
    const patients = await patientRowsOf(tx, ids);
    const differences = await rebuild(tx, patients, now, `policy version ${version}`);
    return { checked: ids.length, differences, next: ids.length === limit ? last : null };
  });
}

/** A writer to one of these patients waits, and then finds what is written here. */
async function holdWriters(tx: Tx, after: string, last: string): Promise<void> {
  await tx.$executeRaw`UPDATE "PatientSummary" SET "changedAt" = "changedAt"
    WHERE "patientId" > ${after} AND "patientId" <= ${last}`;
}

/** Under which policy a row was made is noted in it, but is no change of the patient. */
const OF_THE_PATIENT = (field: string) => field !== "policyVersion";

async function rebuild(
  tx: Tx,
  patients: readonly PatientRows[],
  now: string,
  by: string,
): Promise<SummaryDifference[]> {
  const stored = await tx.patientSummary.findMany({
    where: { patientId: { in: patients.map(({ id }) => id) } },
  });
  const storedOf = new Map(stored.map((row) => [row.patientId, row]));
  const differences: SummaryDifference[] = [];
  const written: SummaryRow[] = [];
  for (const rows of patients) {
    const before = storedOf.get(rows.id) ?? null;
    const rebuilt = summaryOf(rows, now);
    const differing = differingFields(before, rebuilt);
    if (differing.length === 0) continue;
    const fields = differing.filter(OF_THE_PATIENT);
    const data =
      fields.length === 0 && before !== null ? { ...rebuilt, changedAt: before.changedAt } : rebuilt;
    if (fields.length > 0) differences.push({ patientId: rows.id, siteId: rows.siteId, fields });
    written.push(data);
  }
  await writeSummaries(tx, written);
  await appendAudit(
    tx,
    differences.map((one) => entry(one, now, by)),
  );
  return differences;
}

/** Names of the columns that differ; of the display document its parts. When it was last changed is not compared. */
export function differingFields(stored: SummaryRow | null, data: SummaryRow): string[] {
  if (stored === null) return ["missing"];
  return (Object.keys(stored) as (keyof SummaryRow)[]).flatMap((field) => {
    if (field === "changedAt" || stored[field] === data[field]) return [];
    return field === "display" ? differingParts(stored.display, data.display) : [field];
  });
}

function differingParts(stored: string, rebuilt: string): string[] {
  const before = JSON.parse(stored) as Record<string, unknown>;
  const after = JSON.parse(rebuilt) as Record<string, unknown>;
  const parts = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...parts]
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    .map((part) => `display.${part}`);
}

const entry = ({ patientId, siteId, fields }: SummaryDifference, now: string, by: string): AuditEvent => ({
  at: now,
  actorId: null,
  actorName: by,
  sessionId: null,
  siteId,
  action: "summary.reassess",
  outcome: "done",
  objectKind: "patient",
  objectId: patientId,
  objectVersion: null,
  patientId,
  detail: JSON.stringify({ fields }),
  reason: null,
  requestId: newId(),
});
