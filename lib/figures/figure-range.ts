import type { LocalDate } from "../branded";
import type { Assessment, JudgedReport } from "../clinical/assessment";
import { dayNumber } from "../clinical/calendar";
import type { PatientRecord } from "../clinical/record";
import type { CourseFigureInput, DateRange, RangePreset } from "./course-model";
import { collectedDay } from "./day-axis";

/** Days before treatment that still belong to its first picture: the diagnostic work-up. */
const WORK_UP = 14;
/** Days shown after the marrow window closes, so that the answer is seen with what followed it. */
const AFTER_WINDOW = 14;

export interface Anchors {
  /** Absolute day of x = 0. */
  readonly origin: number;
  readonly originIs: "treatment" | "first-result";
  /** Absolute, fractional; null where there is no result at all. */
  readonly firstResult: number | null;
  readonly lastResult: number | null;
}

/** Day one of the clock is the assessment's first induction; without treatment it is the first result. */
export function anchors(
  record: PatientRecord,
  assessment: Assessment,
  resultDays: readonly number[],
): Anchors {
  const first = assessment.courses.find((course) => course.part === "induction" && !course.reinduction);
  const starts = record.courses.map((course) => dayNumber(course.start));
  const treatment = first ? dayNumber(first.start) : starts.length > 0 ? Math.min(...starts) : null;
  const sorted = resultDays.toSorted((a, b) => a - b);
  const firstResult = sorted[0] ?? null;
  const lastResult = sorted.at(-1) ?? null;
  if (treatment !== null) return { origin: treatment, originIs: "treatment", firstResult, lastResult };
  const origin = firstResult === null ? dayNumber(assessment.asOf.date) : Math.floor(firstResult);
  return { origin, originIs: "first-result", firstResult, lastResult };
}

/** From the start of the first day shown to the end of the last, absolute days. Anchored to the data, never to today. */
export function figureRange(
  range: DateRange | RangePreset,
  at: Anchors,
  input: Pick<CourseFigureInput, "record" | "assessment" | "policy" | "procedures">,
): readonly [number, number] {
  if (typeof range === "object") {
    const from = dayNumber(range.from);
    return [from, Math.max(dayNumber(range.to), from) + 1];
  }
  if (range === "14d") {
    const last = Math.floor(at.lastResult ?? at.origin);
    return [last - 13, last + 1];
  }
  return range === "induction" && at.originIs === "treatment"
    ? inductionRange(at, input)
    : wholeRange(at, input);
}

function inductionRange(
  at: Anchors,
  { record, assessment, policy }: Pick<CourseFigureInput, "record" | "assessment" | "policy">,
): [number, number] {
  const from = Math.max(Math.floor(at.firstResult ?? at.origin), at.origin - WORK_UP);
  const course = record.courses.find((each) => dayNumber(each.start) === at.origin);
  const { marrowCollected } = assessment.milestone;
  const closes = at.origin + policy.window.value.closes + 1;
  const ends = [
    closes + AFTER_WINDOW,
    course?.end ? dayNumber(course.end) + 1 : at.origin,
    marrowCollected ? dayNumber(marrowCollected.date) + 1 : at.origin,
  ];
  return padded(Math.min(from, at.origin), Math.max(...ends));
}

function wholeRange(
  at: Anchors,
  { record, assessment, procedures = [] }: Pick<CourseFigureInput, "record" | "assessment" | "procedures">,
): [number, number] {
  const days = [
    ...record.courses.flatMap((course) => [course.start, course.end ?? course.start]).map(dayNumber),
    ...record.support.map((event) => dayNumber(event.on)),
    ...procedures.map(({ on }) => dayNumber(on as LocalDate)),
    Math.floor(at.firstResult ?? at.origin),
    Math.floor(at.lastResult ?? at.origin),
    assessment.milestone.closes ? dayNumber(assessment.milestone.closes) : at.origin,
  ];
  const [from, to] = days.reduce(
    ([low, high], day) => [Math.min(low, day), Math.max(high, day)],
    [at.origin, at.origin],
  );
  return padded(from, Math.max(to + 1, from + 14));
}

/** Room for the markers of the first and last value. */
function padded(from: number, to: number): [number, number] {
  const pad = Math.max(1, Math.round((to - from) * 0.015));
  return [from - pad, to + pad];
}

/** Days that may stretch the axis: a report dated before birth or in the future is shown only where it falls inside. */
export function resultDays(reports: readonly JudgedReport[]): number[] {
  return reports
    .filter(({ usable, report }) => usable || report.status === "preliminary" || !report.adequate)
    .map(({ report }) => collectedDay(report.collected));
}
