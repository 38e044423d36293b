import "server-only";
import type { ReportStatus, Specimen } from "@/lib/clinical/record";
import { showDate, showSpecimen } from "@/lib/display";
import type { Db, Tx } from "@/lib/server/database/db";

const LISTED = 12;

/** What was written about a person, and the records read as part of them, after a moment; in words, newest first. */
export async function changesSince(db: Db | Tx, patientId: string, seen: string) {
  const absorbed = await db.patient.findMany({ where: { mergedInto: patientId }, select: { id: true } });
  const where = { patientId: { in: [patientId, ...absorbed.map(({ id }) => id)] } };
  const added = { ...where, createdAt: { gt: seen } };
  const select = { reportKey: true, version: true, specimen: true, status: true, collectedOn: true } as const;
  const [reports, courses, support, statuses, withdrawn] = await Promise.all([
    db.report.findMany({ where: { ...where, receivedAt: { gt: seen } }, orderBy: { seq: "desc" }, select }),
    db.course.findMany({ where: added, select: { phase: true, start: true } }),
    db.support.count({ where: added }),
    db.diseaseStatus.count({ where: { ...where, at: { gt: seen } } }),
    db.course.count({ where: { ...where, withdrawnAt: { gt: seen } } }),
  ]);
  const newest = [...new Map(reports.toReversed().map((row) => [row.reportKey, row])).values()].toReversed();
  const words = [
    ...newest.map(
      ({ specimen, collectedOn, version, status }) =>
        `${showSpecimen(specimen as Specimen).toLowerCase()} of ${showDate(collectedOn)} ${happened(version, status as ReportStatus)}`,
    ),
    ...courses.map(({ phase, start }) => `${phase.replaceAll("-", " ")} from ${showDate(start)} added`),
    ...(withdrawn > 0 ? ["treatment withdrawn"] : []),
    ...(support > 0 ? ["transfusion or G-CSF added"] : []),
    ...(statuses > 0 ? ["disease status set"] : []),
  ];
  const shown = words.length > LISTED ? [...words.slice(0, LISTED), `${words.length - LISTED} more`] : words;
  return {
    changes: shown.length === 0 ? ["the record beside results"] : shown,
    reports: newest.map(({ reportKey }) => reportKey),
  };
}

function happened(version: number, status: ReportStatus): string {
  if (status === "entered-in-error") return "withdrawn";
  return version === 1 ? "new" : "corrected";
}
