import { assess } from "../clinical/assess";
import type { AsOf } from "../clinical/assessment";
import { judgeReport, judgeReports } from "../clinical/judge";
import type { Policy } from "../clinical/policy";
import type { PatientRecord } from "../clinical/record";
import type { CourseFigureInput } from "./course-model";

/** What a figure is drawn from, for a record as it was known at a moment. */
export function courseFigureInput(record: PatientRecord, asOf: AsOf, policy: Policy): CourseFigureInput {
  const reports = judgeReports(record, asOf, policy);
  const newest = new Map(reports.map(({ report }) => [report.reportId, report.version]));
  const earlier = record.reports.filter(
    ({ reportId, version, receivedAt }) =>
      receivedAt <= asOf.instant && version < (newest.get(reportId) ?? Number.NEGATIVE_INFINITY),
  );
  return {
    record,
    reports,
    superseded: earlier.map((version) => judgeReport(version, record, policy)),
    assessment: assess(record, asOf, policy),
    policy,
  };
}
