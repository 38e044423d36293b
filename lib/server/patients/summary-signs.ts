import "server-only";
import type { Instant, LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { AsOf, Assessment, JudgedReport } from "@/lib/clinical/assessment";
import { type CriticalAlarm, type SeenCritical, unseenAlarms } from "@/lib/clinical/critical-alarms";
import type { Policy } from "@/lib/clinical/policy";
import type { ReportVersion, TreatmentCourse } from "@/lib/clinical/record";
import { philadelphiaOf } from "@/lib/clinical/whole-record/record-entries";
import { showCount } from "@/lib/display";
import { newestVersions } from "@/lib/server/reports/reports";
import type { PatientRows } from "./course-mapper";

interface Facts {
  readonly rows: PatientRows;
  readonly assessment: Assessment;
  /** Judged reports of the last weeks, earliest first. */
  readonly looked: readonly JudgedReport[];
  readonly last: JudgedReport | undefined;
  readonly present: TreatmentCourse | undefined;
  readonly policy: Policy;
  readonly asOf: AsOf;
}

/** Why somebody is needed, as far as it depends neither on who asks nor on the day. */
export function summarySigns({ rows, assessment, looked, last, present, policy, asOf }: Facts) {
  const critical = criticalAlarms(rows, looked, policy);
  const { preliminary, unconfirmed } = unsettledIn(rows);
  const lineage = rows.diagnosis?.lineage ?? null;
  const philadelphia = philadelphiaOf(rows.markers);
  const lastOn = last?.report.collected.date ?? null;
  const over = present !== undefined && present.end !== null && present.end < asOf.date;
  const words = [
    ...(preliminary > 0 ? [showCount(preliminary, "preliminary report")] : []),
    ...(unconfirmed > 0 ? [showCount(unconfirmed, "unconfirmed value")] : []),
  ];
  return {
    columns: {
      lineagePh:
        lineage === null && philadelphia === null ? null : `${lineage ?? "?"} ${philadelphia ?? "unknown"}`,
      criticalOn: critical[0]?.on ?? null,
      criterionOn: criterionOn(assessment),
      silentSince: over ? null : (lastOn ?? present?.start ?? null),
      phaseEnd: present?.end ?? null,
      unsettled: preliminary + unconfirmed,
    },
    display: { critical, unsettled: words.length === 0 ? null : words.join(", ") },
  };
}

/** Of all rows of a person the alarms that wait; the server's own clock says when a version came in. */
export function criticalAlarms(
  rows: Pick<PatientRows, "reports" | "criticalSeen">,
  reports: readonly JudgedReport[],
  policy: Policy,
): CriticalAlarm[] {
  const keyOf = (report: { readonly reportId: string; readonly version: number }) =>
    `${report.reportId} ${report.version}`;
  const received = new Map(
    rows.reports.map((row) => [
      keyOf({ reportId: row.reportKey, version: row.version }),
      Date.parse(row.receivedAt) as Instant,
    ]),
  );
  const seen = rows.criticalSeen.map(
    (row): SeenCritical => ({
      analyte: row.analyte as AnalyteCode,
      flag: row.flag as SeenCritical["flag"],
      depth: row.depth,
      reportId: row.reportKey,
      at: Date.parse(row.at) as Instant,
    }),
  );
  const receivedAt = (report: ReportVersion) => received.get(keyOf(report)) ?? report.receivedAt;
  return unseenAlarms(reports, seen, policy, receivedAt);
}

/** The day of the sample that decided that the criterion is met, or the first sign that it was lost. */
function criterionOn({ remission }: Assessment): LocalDate | null {
  if (remission.verdict !== "met") return remission.lostOn;
  const marrow = remission.pairing?.marrowCollected.date ?? null;
  const count = remission.pairing?.countCollected?.date ?? null;
  return marrow !== null && count !== null && count > marrow ? count : marrow;
}

/** The stored state of a value is that of the day it came in; a confirmation is a new version. */
function unsettledIn({ reports }: Pick<PatientRows, "reports">) {
  const newest = newestVersions(reports).filter(
    ({ status }) => status !== "entered-in-error" && status !== "cancelled",
  );
  return {
    preliminary: newest.filter(({ status }) => status === "preliminary").length,
    unconfirmed: newest.reduce((sum, row) => sum + row.results.split('"s":"unconfirmed"').length - 1, 0),
  };
}
