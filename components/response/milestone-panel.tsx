import type { Assessment, CourseMilestone, MilestoneAssessment } from "@/lib/clinical/assessment";
import { protocolDayOf, showDate, showDay, showMilestone, showSentence } from "@/lib/display";
import { ClauseList } from "./clause-list";
import { NoteList } from "./note-list";
import { VerdictPanel } from "./verdict-panel";
import { VerdictWord } from "./verdict-word";

const WINDOW_ANSWERS = {
  met: "The window's own answer: met.",
  "not-met": "The window's own answer: not met.",
  indeterminate: "The window's own answer: indeterminate.",
  absent: "No marrow was taken in the window.",
} as const;

function windowWords(milestone: MilestoneAssessment, start: string | null): string | null {
  const { opens, closes } = milestone;
  if (opens === null || closes === null) return null;
  const days = start === null ? "" : `Day ${protocolDayOf(start, opens)}–${protocolDayOf(start, closes)}, `;
  return `${days}${showDate(opens)} to ${showDate(closes)}`;
}

/** No evidence of leukaemia four to five weeks into the first induction; later inductions have their own clock below. */
export function MilestonePanel({
  assessment,
  dayZero,
}: {
  readonly assessment: Assessment;
  readonly dayZero: string | null;
}) {
  const { milestone } = assessment;
  const { state, windowAnswer, basis, clauses, elapsed, reason, notes } = milestone;
  const window = windowWords(milestone, dayZero);
  const later = assessment.courses.filter(({ reinduction }) => reinduction);
  return (
    <VerdictPanel
      title="4–5 week milestone"
      aside={window}
      verdict={showMilestone(state)}
      detail={elapsed === null ? null : showDay(elapsed >= 0 ? elapsed + 1 : elapsed)}
    >
      {clauses.length > 0 ? <ClauseList clauses={clauses} /> : null}
      {reason === null ? null : <p className="mt-2 text-sm text-muted">{showSentence(reason)}</p>}
      {basis === null ? null : (
        <p className="mt-2 text-sm text-muted">
          Basis: {basis === "morphology" ? "morphology" : "morphology and residual disease"}
        </p>
      )}
      {windowAnswer !== null && windowAnswer !== state ? (
        <p className="mt-1 text-sm text-muted">{WINDOW_ANSWERS[windowAnswer]}</p>
      ) : null}
      <NoteList notes={notes} />
      {later.map((course) => (
        <Reinduction key={course.courseId} course={course} />
      ))}
    </VerdictPanel>
  );
}

function Reinduction({ course }: { readonly course: CourseMilestone }) {
  const window = windowWords(course.milestone, course.start);
  return (
    <div className="mt-2 border-t border-line pt-2 text-sm">
      <h3 className="text-muted">Re-induction response, from {showDate(course.start)}</h3>
      <p className="font-medium">
        <VerdictWord verdict={showMilestone(course.milestone.state)} />
      </p>
      {window === null ? null : <p className="text-muted">{window}</p>}
      {course.milestone.reason === null ? null : (
        <p className="text-muted">{showSentence(course.milestone.reason)}</p>
      )}
    </div>
  );
}
