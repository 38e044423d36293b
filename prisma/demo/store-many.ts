import { v7 as newId } from "uuid";
import type { Tx } from "@/lib/server/database/db";
import { appendAudit } from "@/lib/server/door/audit";
import type { PatientRows, ReportRow } from "@/lib/server/patients/course-mapper";
import { nameKey } from "@/lib/server/patients/name-key";
import { summaryOf } from "@/lib/server/patients/patient-summary";
import { appendReports } from "@/lib/server/reports/report-writer";
import type { InventedPatient } from "./invented-patient";
import { courseRows, creation, findingRows, newVersions, supportRows, type Writer } from "./store-patient";

/** Writes many invented patients with a handful of statements; the caller has made sure that their MRNs are free. */
export async function storeMany(
  tx: Tx,
  patients: readonly { readonly invented: InventedPatient; readonly by: Writer }[],
): Promise<{ reports: number }> {
  const all = patients.map(({ invented, by }) => {
    const id = newId();
    return {
      invented,
      by,
      id,
      patient: patientRow(invented, id, by),
      courses: courseRows(invented, id, by),
      support: supportRows(invented, id, by),
      findings: findingRows(invented, id, by),
      versions: newVersions(invented, id, by),
    };
  });
  await tx.patient.createMany({ data: all.map((one) => one.patient) });
  await tx.course.createMany({ data: all.flatMap((one) => one.courses) });
  await tx.support.createMany({ data: all.flatMap((one) => one.support) });
  await tx.extramedullary.createMany({ data: all.flatMap((one) => one.findings) });
  const reports = await appendReports(
    tx,
    all.flatMap((one) => one.versions),
  );
  const byPatient = new Map<string, ReportRow[]>(all.map(({ id }) => [id, []]));
  for (const row of reports) byPatient.get(row.patientId)?.push(row);
  await tx.patientSummary.createMany({
    data: all.map((one) => summaryOf(rowsOf(one, byPatient.get(one.id) ?? []), one.by.now)),
  });
  await appendAudit(
    tx,
    all.map((one) => creation(one.invented, one.id, one.by)),
  );
  return { reports: reports.length };
}

const patientRow = ({ patient, intervals }: InventedPatient, id: string, by: Writer) => ({
  ...patient,
  id,
  siteId: by.siteId,
  nameKey: nameKey(patient.familyName, patient.givenName),
  intervals: JSON.stringify(intervals),
  version: 1,
  createdAt: by.now,
  createdBy: by.author,
  mergedInto: null,
  mergedAt: null,
});

interface Parts {
  readonly invented: InventedPatient;
  readonly patient: ReturnType<typeof patientRow>;
  readonly courses: ReturnType<typeof courseRows>;
  readonly support: ReturnType<typeof supportRows>;
  readonly findings: ReturnType<typeof findingRows>;
}

/** The rows as they would be read back: written a moment ago, they need not be. */
function rowsOf({ invented, patient, courses, support, findings }: Parts, reports: ReportRow[]): PatientRows {
  return {
    ...patient,
    site: { timeZone: invented.timeZone, policies: [] },
    courses: courses.sort((a, b) => (a.start < b.start ? -1 : 1)),
    support,
    extramedullary: findings,
    statuses: [],
    diagnosis: null,
    markers: [],
    followUps: [],
    criticalSeen: [],
    reports,
    absorbed: [],
  };
}
