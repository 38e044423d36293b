import Link from "next/link";
import type { ReactNode } from "react";
import { Identifier } from "@/components/ui/identifier";
import type { StatusAnswer } from "@/lib/contract/disease-status";
import type { CourseAnswer, PatientAnswer, PatientRecordAnswer } from "@/lib/contract/patient";
import type { DiagnosisLine } from "@/lib/contract/record-answers";
import {
  protocolDayOf,
  showAge,
  showDate,
  showDay,
  showName,
  showPhase,
  showSex,
  showStart,
} from "@/lib/display";
import { diagnosisFacts, showWbc } from "@/lib/record-display";
import { presentCourse } from "./present-course";

function Fact({
  label,
  title,
  children,
}: {
  readonly label: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div title={title} className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-xs text-muted max-md:sr-only">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CourseFact({
  courses,
  today,
}: {
  readonly courses: readonly CourseAnswer[];
  readonly today: string;
}) {
  const course = presentCourse(courses, today);
  if (course === null) return <Fact label="days are not counted yet">No course</Fact>;
  const begun = course.start <= today;
  const over = course.end !== null && course.end < today;
  return (
    <Fact
      label={
        over
          ? `ended ${showDate(course.end ?? "")}`
          : `${begun ? "since" : "begins"} ${showDate(course.start)}`
      }
      title={course.protocol ?? undefined}
    >
      {showPhase(course.phase)}
      {begun && !over ? ` · ${showDay(protocolDayOf(course.start, today))}` : ""}
    </Fact>
  );
}

/** Nothing is said of a diagnosis that is not recorded: the record's own page asks for it. */
function DiagnosisFact({ line }: { readonly line: DiagnosisLine }) {
  const facts = diagnosisFacts(line);
  const wbc = showWbc(line.wbc);
  if (facts.length === 0 && line.on === null) return null;
  const under = [line.on === null ? "diagnosis" : showDate(line.on), wbc === "" ? "" : `WBC ${wbc}`];
  return (
    <Fact label={under.filter(Boolean).join(" · ")} title="Diagnosis; WBC is the highest before treatment">
      {facts.length === 0 ? "Diagnosis" : facts.join(" · ")}
    </Fact>
  );
}

/** Who this is, on every screen of a patient and always in sight: two identifiers, birth date, age, sex, course and day. */
export function PatientBanner({
  patient,
  courses,
  diagnosis,
  status,
  today,
  heading,
  notice,
  children,
}: {
  readonly patient: PatientAnswer & Partial<Pick<PatientRecordAnswer, "includes">>;
  /** Left out on screens that do not read them. */
  readonly courses?: readonly CourseAnswer[];
  readonly diagnosis?: DiagnosisLine;
  /** Set by a clinician; null where none was, left out on screens that do not read it. */
  readonly status?: StatusAnswer | null;
  readonly today: string;
  /** "h1" on the patient's own page; elsewhere the page has its own heading. */
  readonly heading: "h1" | "link";
  /** What must stay in sight with the name. */
  readonly notice?: ReactNode;
  /** Actions at the right. */
  readonly children?: ReactNode;
}) {
  const name = <Identifier>{showName(patient)}</Identifier>;
  return (
    <section
      aria-label="Patient"
      data-paper={heading === "h1" ? "head" : undefined}
      className="sticky top-0 z-20 border-b border-line bg-surface px-4 py-2 wrap-anywhere md:px-6 print:static"
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        {heading === "h1" ? (
          <h1 className="text-xl font-bold tracking-tight">{name}</h1>
        ) : (
          <Link href={`/patients/${patient.id}`} className="text-xl font-bold tracking-tight hover:underline">
            {name}
          </Link>
        )}
        <dl className="flex flex-wrap gap-x-4 gap-y-0.5 md:gap-x-6">
          <Fact label={patient.studyCode ? `study code ${patient.studyCode}` : "record number"}>
            MRN <Identifier>{patient.mrn}</Identifier>
          </Fact>
          <Fact label="born">
            <Identifier>{showDate(patient.birthDate)}</Identifier> · {showAge(patient.birthDate, today)} ·{" "}
            {showSex(patient.sex)}
          </Fact>
          {diagnosis ? <DiagnosisFact line={diagnosis} /> : null}
          {courses ? <CourseFact courses={courses} today={today} /> : null}
          {status === undefined ? null : status === null ? (
            <Fact label="disease status">Status not set</Fact>
          ) : (
            <Fact label={`since ${showDate(status.since)}, ${status.icd}`}>{showStart(status.label)}</Fact>
          )}
        </dl>
        {children ? (
          <div data-commands className="ml-auto flex flex-wrap items-center gap-2 print:hidden">
            {children}
          </div>
        ) : null}
      </div>
      {patient.includes?.map(({ id, mrn }) => (
        <p key={id} className="text-sm text-muted">
          Includes record MRN <Identifier>{mrn}</Identifier> ·{" "}
          <Link
            href={`/patients/${patient.id}/merge`}
            aria-label={`Undo the merge of MRN ${mrn}`}
            className="hover:text-ink hover:underline print:hidden"
          >
            Undo
          </Link>
        </p>
      ))}
      {notice}
    </section>
  );
}
