import "server-only";
import type { Tx } from "@/lib/server/database/db";
import { type SummaryRow, writeSummaries } from "@/lib/server/patients/patient-summary";
import { appendContents, type ReportContent } from "@/lib/server/reports/report-writer";

/** Report versions in one statement; between two of them others may read. */
const SLICE = 500;

/** Versions that were made ready before the transaction, with the summaries of their patients. */
export async function writeVersions(
  tx: Tx,
  contents: readonly ReportContent[],
  summaries: readonly SummaryRow[],
): Promise<void> {
  for (let start = 0; start < contents.length; start += SLICE) {
    await appendContents(tx, contents.slice(start, start + SLICE));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writeSummaries(tx, summaries);
}
