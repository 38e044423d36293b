import type { LocalDate } from "../branded";
import type { Assessment, JudgedReport } from "../clinical/assessment";
import { dayNumber } from "../clinical/calendar";
import type { PatientRecord } from "../clinical/record";
import type { CourseFigureInput, DateRange, DayRange, RangePreset } from "./course-model";
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
  const sorted = resultDays.toSorted((a, b) => a - b);
  const firstResult = sorted[0] ?? null;
  const lastResult = sorted.at(-1) ?? null;
  const near = ({ start }: { start: LocalDate }) => dayNumber(start) <= horizon(assessment, lastResult);
  const first = assessment.courses
    .filter(near)
    .find((course) => course.part === "induction" && !course.reinduction);
  const starts = record.courses.filter(near).map((course) => dayNumber(course.start));
  const treatment = first ? dayNumber(first.start) : starts.length > 0 ? Math.min(...starts) : null;
  if (treatment !== null) return { origin: treatment, originIs: "treatment", firstResult, lastResult };
  const origin = firstResult === null ? dayNumber(assessment.asOf.date) : Math.floor(firstResult);
  return { origin, originIs: "first-result", firstResult, lastResult };
}

type RangeInput = Pick<CourseFigureInput, "record" | "assessment" | "policy" | "procedures" | "annotations">;

const LAST_DAYS = { "14d": 14, "30d": 30, "1y": 365 } as const;

/** From the start of the first day shown to the end of the last, absolute days. Anchored to the data, never to today. */
export function figureRange(
  range: DateRange | DayRange | RangePreset,
  at: Anchors,
  input: RangeInput,
): readonly [number, number] {
  if (typeof range === "object" && "from" in range) {
    const from = dayNumber(range.from);
    return [from, Math.max(dayNumber(range.to), from) + 1];
  }
  if (typeof range === "object") return chosenRange(range, at, input);
  if (range === "14d" || range === "30d" || range === "1y") {
    const last = Math.floor(at.lastResult ?? at.origin);
    return [last + 1 - LAST_DAYS[range], last + 1];
  }
  if (range === "course") return presentRange(at, input);
  return range === "induction" && at.originIs === "treatment"
    ? inductionRange(at, input)
    : wholeRange(at, input);
}

/** What was chosen, as far as the course reaches: beyond it there is nothing to see. */
function chosenRange({ first, last }: DayRange, at: Anchors, input: RangeInput): readonly [number, number] {
  const [low, high] = wholeRange(at, input);
  const from = Math.max(at.origin + Math.min(first, last), low);
  const to = Math.min(at.origin + Math.max(first, last) + 1, high);
  return to > from ? [from, to] : [low, high];
}

/** The course that began last by the day of the assessment, up to its end or the last result. */
function presentRange(at: Anchors, input: RangeInput): readonly [number, number] {
  const { courses } = input.record;
  const today = dayNumber(input.assessment.asOf.date);
  const begun = courses.filter(({ start }) => dayNumber(start) <= today);
  const present = begun.toSorted((a, b) => dayNumber(a.start) - dayNumber(b.start)).at(-1);
  if (present === undefined) return wholeRange(at, input);
  const from = dayNumber(present.start);
  const ends = present.end === null ? Math.floor(at.lastResult ?? from) : dayNumber(present.end);
  return padded(from, Math.max(ends + 1, from + 14));
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
  return padded(Math.min(from, at.origin, Math.floor(at.lastResult ?? at.origin)), Math.max(...ends));
}

/** Everything on record. */
export function wholeRange(at: Anchors, input: RangeInput): [number, number] {
  const { record, assessment, procedures = [], annotations = [] } = input;
  const { closes } = assessment.milestone;
  const known = horizon(assessment, at.lastResult);
  const treated = record.courses
    .flatMap((course) => [course.start, course.end ?? course.start])
    .map(dayNumber);
  const days = [
    ...treated.filter((day) => day <= known),
    ...record.support.map((event) => dayNumber(event.on)),
    ...procedures.map(({ on }) => dayNumber(on as LocalDate)),
    ...annotations.map(({ on }) => dayNumber(on as LocalDate)),
  ];
  const window = at.originIs === "treatment" && closes ? dayNumber(closes) : at.origin;
  const results = [at.firstResult, at.lastResult].map((day) => Math.floor(day ?? at.origin));
  const all = [at.origin, window, ...results, ...days];
  const from = Math.min(...all);
  return padded(from, Math.max(Math.max(...all) + 1, from + 14));
}

/** What is planned further ahead than this is no part of the picture yet: it would squeeze what has happened. */
const PLANNED_WITHIN = 28;

function horizon(assessment: Assessment, lastResult: number | null): number {
  return Math.max(dayNumber(assessment.asOf.date), Math.floor(lastResult ?? 0)) + PLANNED_WITHIN;
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
