import "./paper.css";
import { treatmentWords } from "@/components/entry/treatment/treatment-lists";
import type { CourseAnswer, SupportAnswer } from "@/lib/contract/patient";
import { protocolDayOf, showCount, showDate, showDay, showFlag, showPhase, showSupport } from "@/lib/display";
import { type Flowsheet, flowsheet } from "@/lib/exports/flowsheet";
import type { PatientReportInput } from "@/lib/exports/patient-report";
import { reportFooter } from "@/lib/exports/report-footer";
import { type VerdictBox, type VerdictLine, verdictBoxes } from "@/lib/exports/verdict-boxes";
import type { CourseFigure } from "@/lib/figures/course-model";
import { sheetTreatment } from "./sheet-treatment";

const ANSWERS: Record<VerdictLine["mark"], string> = {
  "✓": "met",
  "✗": "not met",
  "?": "unknown",
  "": "",
};

/** Sentences under a verdict that one sheet has room for. */
const NOTES = 3;

/**
 * What stands beneath the course on paper: verdicts with their clauses, the decisive dates, treatment. Only in print;
 * what one sheet has no room for is counted, never dropped in silence.
 */
export function PatientSheet({
  input,
  figure,
  courses,
  support,
  dayZero,
}: {
  readonly input: PatientReportInput;
  readonly figure: CourseFigure;
  readonly courses: readonly CourseAnswer[];
  readonly support: readonly SupportAnswer[];
  /** First day of the first induction; null before there is one. */
  readonly dayZero: string | null;
}) {
  const sheet = flowsheet(input, false);
  const dates = new Set(input.reports.map(({ report }) => report.collected.date)).size;
  return (
    <section aria-label="Printed sheet" data-paper="part" className="d29-sheet">
      <div className="d29-sheet-verdicts">
        {verdictBoxes(input, figure, false).map((box) => (
          <Verdict key={box.title} box={box} />
        ))}
      </div>
      {sheet.columns.length === 0 ? null : <Decisive sheet={sheet} dates={dates} />}
      <Treatment courses={courses} support={support} dayZero={dayZero} />
      <p className="d29-sheet-foot">{reportFooter(input, false)} · Day 29: not medical advice.</p>
    </section>
  );
}

function Verdict({ box }: { readonly box: VerdictBox }) {
  const left = box.notes.length - NOTES;
  return (
    <div>
      <h2>{box.title}</h2>
      {box.answer === "" ? null : <p className="d29-sheet-answer">{box.answer}</p>}
      <dl>
        {box.lines.map((line) => (
          <div key={`${line.text} ${line.detail}`}>
            <dt>
              {line.mark === "" ? null : <b>{`${line.mark} ${ANSWERS[line.mark]} `}</b>}
              {line.text}
            </dt>
            <dd>{line.detail}</dd>
          </div>
        ))}
      </dl>
      {box.notes.slice(0, NOTES).map((note) => (
        <p key={note}>{note}</p>
      ))}
      {left > 0 ? <p>{showCount(left, "more remark")} on the screen.</p> : null}
    </div>
  );
}

function Decisive({ sheet, dates }: { readonly sheet: Flowsheet; readonly dates: number }) {
  return (
    <div>
      <h2>
        Decisive dates, newest right
        {dates > sheet.columns.length
          ? ` (${sheet.columns.length} of ${dates}; the others are on the screen)`
          : ""}
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Analyte</th>
            <th scope="col">Interval</th>
            {sheet.columns.map(({ label, sub }) => (
              <th key={`${label} ${sub}`} scope="col">
                {label}
                {sub === "" ? null : <span>{sub}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                {row.label} <span>{row.label.endsWith("%") ? "" : row.unit}</span>
              </th>
              <td>{row.interval}</td>
              {sheet.columns.map(({ label, sub }, at) => (
                <td key={`${label} ${sub}`}>{(row.cells[at] ?? []).map(cellWords).join(" / ")}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellWords({ text, flag, state }: Flowsheet["rows"][number]["cells"][number][number]): string {
  const shown = showFlag(flag);
  const used = state === "ok" ? "" : " (not used)";
  return `${text}${shown ? ` ${shown.arrow}${shown.letters}` : ""}${used}`;
}

function Treatment({
  courses,
  support,
  dayZero,
}: {
  readonly courses: readonly CourseAnswer[];
  readonly support: readonly SupportAnswer[];
  readonly dayZero: string | null;
}) {
  const shown = sheetTreatment(courses, support);
  return (
    <div>
      <h2>Treatment</h2>
      {shown.courses.length === 0 ? <p>No course is recorded.</p> : null}
      {shown.courses.map((course) => (
        <p key={course.id}>
          <b>{showPhase(course.phase)}</b> {course.protocol ?? ""} · {showDate(course.start)}
          {dayZero === null ? "" : ` (${showDay(protocolDayOf(dayZero, course.start))})`}
          {course.end === null ? ", goes on" : ` to ${showDate(course.end)}`}
          {treatmentWords(course) === "" ? "" : ` · ${treatmentWords(course)}`}
        </p>
      ))}
      {shown.olderCourses > 0 ? <p>{showCount(shown.olderCourses, "older course")} on the screen.</p> : null}
      {shown.support.map(({ kind, count, last }) => (
        <p key={kind}>
          {showSupport(kind)}: {showCount(count, "time")}
          {last === null ? "" : `, last ${showDate(last)}`}
        </p>
      ))}
    </div>
  );
}
