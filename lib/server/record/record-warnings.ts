import "server-only";
import type { JudgedReport } from "@/lib/clinical/assessment";
import type { CoursePhase, PatientRecord } from "@/lib/clinical/record";
import type { Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import {
  beforeDiagnosis,
  type DatedEvent,
  type RecordWarning,
  treatmentWarnings,
} from "@/lib/clinical/whole-record/record-warnings";
import type { DiagnosisAnswer, MarkerAnswer, ProcedureAnswer } from "@/lib/contract/record-answers";
import { showPhase, showSpecimen } from "@/lib/display";
import { showMarkerTest, showProcedure } from "@/lib/record-display";
import type { PatientRows } from "@/lib/server/patients/course-mapper";

interface Dated {
  readonly record: PatientRecord;
  readonly reports: readonly JudgedReport[];
  readonly treatment: Pick<PatientRows, "courses">;
  readonly procedures: readonly ProcedureAnswer[];
  readonly markers: readonly MarkerAnswer[];
  readonly diagnosis: DiagnosisAnswer;
  readonly philadelphia: Philadelphia;
}

/** What to look at again in a record as it stands. */
export function recordWarnings(known: Dated): readonly RecordWarning[] {
  const { record, treatment, diagnosis, philadelphia } = known;
  const courses = treatment.courses.flatMap(({ id, start, kinds, agents }) =>
    treatmentWarnings(
      { id, start, kinds: JSON.parse(kinds) as string[], agents: JSON.parse(agents) as string[] },
      record.patient,
      philadelphia,
    ),
  );
  return [...courses, ...beforeDiagnosis(eventsOf(known), diagnosis.on)];
}

/** All that follows a diagnosis. Blood counts, images and transfusions may come first: they lead to it. */
function eventsOf({ reports, treatment, procedures, markers }: Dated): DatedEvent[] {
  return [
    ...reports
      .filter(({ report }) => report.specimen !== "blood" && report.status !== "entered-in-error")
      .map(({ report }) => ({
        id: report.reportId,
        what: `${showSpecimen(report.specimen)} report`,
        on: report.collected.date,
      })),
    ...treatment.courses.map(({ id, phase, start }) => ({
      id,
      what: `${showPhase(phase as CoursePhase)} course`,
      on: start,
    })),
    // Where there is a report, it is named above.
    ...procedures
      .filter((one) => "reportId" in one && one.reportId === null)
      .map(({ id, kind, on }) => ({ id, what: showProcedure(kind), on })),
    ...markers.map(({ id, test, on }) => ({ id, what: showMarkerTest(test), on })),
  ];
}
