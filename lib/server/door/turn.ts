import "server-only";
import type { Tx } from "@/lib/server/database/db";

/** The record a patient is read as part of; itself where it was not merged. */
export async function survivorOf(tx: Tx, patientId: string): Promise<string> {
  const row = await tx.patient.findUnique({ where: { id: patientId }, select: { mergedInto: true } });
  return row?.mergedInto ?? patientId;
}

/**
 * Writers to one person take turns, so that what each reads is what the one before left. Answers whose turn it is:
 * the record this one is read as part of.
 */
export async function takeTurn(tx: Tx, patientId: string): Promise<string> {
  for (;;) {
    const turn = await survivorOf(tx, patientId);
    await tx.$executeRaw`UPDATE "PatientSummary" SET "changedAt" = "changedAt" WHERE "patientId" = ${turn}`;
    // Who was before may have merged the record, or undone that.
    if ((await survivorOf(tx, patientId)) === turn) return turn;
  }
}
