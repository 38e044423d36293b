import "server-only";
import { v7 as newId } from "uuid";
import type { Instant } from "@/lib/branded";
import { judgeReport } from "@/lib/clinical/judge";
import type { Policy } from "@/lib/clinical/policy";
import type { Collected, ReportVersion } from "@/lib/clinical/record";
import { isCalendarProblem, parseCollected } from "@/lib/clinical/zone";
import { reportIdentity } from "@/lib/imports/compare";
import { type PatientRows, recordOf } from "@/lib/server/patients/course-mapper";
import { type ReportContent, reportContentOf } from "@/lib/server/reports/report-writer";
import type { Progress } from "./import-work";
import type { PlannedReport } from "./plan-import";
import type { ImportSource } from "./read-import";

/** The versions one patient's reports in a file become, each judged against the patient's record. */
export async function contentsFor(
  rows: PatientRows,
  planned: readonly PlannedReport[],
  policy: Policy,
  source: ImportSource,
  batch: { readonly batchId: string; readonly author: string; readonly now: string },
  progress: Progress,
): Promise<ReportContent[]> {
  const record = recordOf(rows);
  const received = Date.parse(batch.now) as Instant;
  // A later message of the same file about one report is its next version.
  const inFile = new Map<string, { key: string; version: number }>();
  const contents: ReportContent[] = [];
  for (const { report, stored, comparison } of planned) {
    const identity = JSON.stringify(reportIdentity(report));
    const before = inFile.get(identity) ?? (stored && { key: stored.reportKey, version: stored.version });
    const place = { key: before?.key ?? newId(), version: (before?.version ?? 0) + 1 };
    inFile.set(identity, place);
    const corrects = before !== null && report.status === "final" && stored?.status !== "preliminary";
    const version: ReportVersion = {
      reportId: place.key,
      version: place.version,
      specimen: report.specimen,
      accession: report.accession,
      subId: report.subId,
      collected: report.collected,
      receivedAt: received,
      status: corrects ? "corrected" : report.status,
      adequate: stored === null || stored.adequate === 1,
      results: comparison.merged,
    };
    contents.push(
      reportContentOf({
        judged: judgeReport(version, record, policy),
        provenance: {
          // A report of a record that was merged into this one stays with that record.
          patientId: stored?.patientId ?? rows.id,
          siteId: source.siteId,
          source: source.format,
          collectedAt: instantOf(report.collected, source.timeZone),
          receivedAt: batch.now,
          author: batch.author,
          reason: before === null ? null : "lab-corrected",
          note: before === null ? null : "corrected by source",
          batchId: batch.batchId,
        },
      }),
    );
    await progress.step();
  }
  return contents;
}

function instantOf(collected: Collected, timeZone: string): string | null {
  if (collected.minute === null) return null;
  const two = (part: number) => String(part).padStart(2, "0");
  const time = `${two(Math.floor(collected.minute / 60))}:${two(collected.minute % 60)}`;
  const parsed = parseCollected(`${collected.date}T${time}`, timeZone);
  return isCalendarProblem(parsed) ? null : new Date(parsed.instant).toISOString();
}
