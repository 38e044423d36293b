import type { LocalDate } from "../branded";
import type { AnalyteCode } from "./analytes";
import type { AsOf } from "./assessment";
import { daysBetween, protocolDay } from "./calendar";
import { byStart } from "./course";
import { type KnownRecord, knownRecord } from "./judging/known-record";
import type { ReadReport } from "./judging/read-report";
import type { Reading } from "./judging/reading";
import { above, atLeast, atMost, below, compareUpper } from "./judging/value-range";
import { isCount } from "./pairing";
import type { Policy } from "./policy";
import type { PatientRecord, TreatmentCourse } from "./record";
import { bloodBlasts, supportOf } from "./response/clauses";
import { byDate, governing, responseMarrows } from "./response/governing-marrow";
import { compareReports } from "./versions";

/** A day of a course on which something was reached. */
export interface CourseDay {
  readonly date: LocalDate;
  /** Day of the course, the first is Day 1. */
  readonly day: number;
  readonly reportId: string;
}

export interface Nadir extends CourseDay {
  readonly analyte: AnalyteCode;
  readonly value: number;
  readonly comparator: Reading["comparator"];
}

/** How the counts fell and came back in one course; null where it did not happen or cannot be said. */
export interface CourseKinetics {
  readonly courseId: string;
  readonly start: LocalDate;
  /** The first day of the next course (not included), or the as-of. */
  readonly until: LocalDate;
  readonly nadirs: readonly Nadir[];
  /** Calendar days with ANC below 0.5: each count holds until the next, at most a week. */
  readonly daysNeutropenic: number;
  /** After a lower count: first of two consecutive counts at or above the limit. */
  readonly neutrophilsHalf: CourseDay | null;
  readonly neutrophilsOne: CourseDay | null;
  /** After a lower count: first count at or above the limit without platelets in the look-back. */
  readonly platelets50: CourseDay | null;
  readonly platelets100: CourseDay | null;
  /** First count without blood blasts after one that showed them, with none later in the course. */
  readonly bloodBlastsCleared: CourseDay | null;
  /** First marrow of the course at or below the policy's limit. */
  readonly marrowCleared: CourseDay | null;
}

const NADIR_ANALYTES: readonly AnalyteCode[] = ["WBC", "ANC", "HGB", "PLT"];
const NEUTROPENIA = 0.5;
/** A count says nothing about the days beyond a week after it. */
const CARRIED_DAYS = 7;

/** Nadirs, recovery and clearance for every course that has started, in order. */
export function courseKinetics(record: PatientRecord, asOf: AsOf, policy: Policy): readonly CourseKinetics[] {
  const known = knownRecord(record, asOf, policy);
  const counts = known.bloods.map(known.read).filter(isCount);
  const courses = record.courses.filter(({ start }) => start <= asOf.date).sort(byStart);
  return courses.map((course, index) => kineticsOf(known, course, courses[index + 1], counts));
}

function kineticsOf(
  known: KnownRecord,
  course: TreatmentCourse,
  next: TreatmentCourse | undefined,
  counts: readonly ReadReport[],
): CourseKinetics {
  const inCourse = ({ report }: ReadReport) =>
    report.collected.date >= course.start && (!next || report.collected.date < next.start);
  const own = counts.filter(inCourse);
  const on = (report: ReadReport): CourseDay => ({
    date: report.report.collected.date,
    day: protocolDay(course.start, report.report.collected.date),
    reportId: report.report.reportId,
  });
  const neutrophils = series(own, "ANC");
  const platelets = series(own, "PLT");
  const marrow = byDate(responseMarrows(known).filter(inCourse))
    .map((group) => governing(known, group))
    .find((found) => found?.counting.every((each) => isClear(known, each)));
  return {
    courseId: course.id,
    start: course.start,
    until: next?.start ?? known.asOf.date,
    nadirs: NADIR_ANALYTES.flatMap((code) => nadirOf(series(own, code), code, on) ?? []),
    daysNeutropenic: daysBelow(neutrophils, NEUTROPENIA),
    neutrophilsHalf: recovery(neutrophils, 0.5, 2, on),
    neutrophilsOne: recovery(neutrophils, 1, 2, on),
    platelets50: recovery(unsupported(known, platelets), 50, 1, on, platelets),
    platelets100: recovery(unsupported(known, platelets), 100, 1, on, platelets),
    bloodBlastsCleared: clearance(own, on),
    marrowCleared: marrow ? on(marrow.deciding) : null,
  };
}

interface Point {
  readonly report: ReadReport;
  readonly reading: Reading;
  readonly range: NonNullable<Reading["range"]>;
}

function series(counts: readonly ReadReport[], code: AnalyteCode): readonly Point[] {
  return counts.flatMap((report) => {
    const reading = report.reading(code);
    return reading?.range ? [{ report, reading, range: reading.range }] : [];
  });
}

function unsupported(known: KnownRecord, points: readonly Point[]): readonly Point[] {
  return points.filter(({ report }) => supportOf(known, "PLT", report.report.collected.date) === null);
}

/** The lowest value, the first of equal ones. */
function nadirOf(
  points: readonly Point[],
  analyte: AnalyteCode,
  on: (report: ReadReport) => CourseDay,
): Nadir | null {
  let lowest: Point | null = null;
  for (const point of points) {
    if (lowest === null || compareUpper(point.range, lowest.range) < 0) lowest = point;
  }
  if (lowest === null) return null;
  const { value, comparator } = lowest.reading;
  return value === null ? null : { ...on(lowest.report), analyte, value, comparator };
}

function daysBelow(points: readonly Point[], limit: number): number {
  const days = new Set<number>();
  points.forEach(({ range, report }, index) => {
    if (below(range, limit) !== "met") return;
    const { date } = report.report.collected;
    const next = points[index + 1]?.report.report.collected.date;
    const held = next ? Math.min(daysBetween(date, next), CARRIED_DAYS) : 1;
    const first = daysBetween(points[0]?.report.report.collected.date ?? date, date);
    for (let day = 0; day < Math.max(held, 1); day++) days.add(first + day);
  });
  return days.size;
}

/** First of so many consecutive points at or above a limit, once one has been below it. */
function recovery(
  points: readonly Point[],
  limit: number,
  consecutive: number,
  on: (report: ReadReport) => CourseDay,
  fallen: readonly Point[] = points,
): CourseDay | null {
  const fell = fallen.find(({ range }) => below(range, limit) === "met");
  if (!fell) return null;
  const after = points.filter(({ report }) => compareReports(report.report, fell.report.report) > 0);
  for (let index = 0; index + consecutive <= after.length; index++) {
    const run = after.slice(index, index + consecutive);
    const [first] = run;
    if (first && run.every(({ range }) => atLeast(range, limit) === "met")) return on(first.report);
  }
  return null;
}

function clearance(counts: readonly ReadReport[], on: (report: ReadReport) => CourseDay): CourseDay | null {
  let seen = false;
  let cleared: ReadReport | null = null;
  for (const count of counts) {
    const { readings } = bloodBlasts(count);
    if (readings.length === 0) continue;
    const shows = readings.some(({ range }) => range !== null && above(range, 0) === "met");
    const clear = readings.every(({ range }) => range !== null && above(range, 0) === "not-met");
    if (shows) {
      seen = true;
      cleared = null;
    } else if (clear && seen && cleared === null) {
      cleared = count;
    }
  }
  return cleared ? on(cleared) : null;
}

function isClear(known: KnownRecord, marrow: ReadReport): boolean {
  const range = marrow.reading("MARROW_BLAST")?.range;
  return !!range && atMost(range, known.policy.marrowBlasts.value) === "met";
}
