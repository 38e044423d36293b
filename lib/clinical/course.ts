import type { LocalDate } from "../branded";
import { daysBetween } from "./calendar";
import type { Policy } from "./policy";
import type { TreatmentCourse } from "./record";

/** One induction and the day its milestone counts from. */
export interface InductionClock {
  readonly course: TreatmentCourse;
  /** Day 1; elapsed 0. */
  readonly dayOne: LocalDate;
  readonly reinduction: boolean;
}

/** Start of the first course of any part; null before treatment. A marrow up to this day is the baseline. */
export function firstCourseStart(courses: readonly TreatmentCourse[]): LocalDate | null {
  let first: LocalDate | null = null;
  for (const { start } of courses) if (first === null || start < first) first = start;
  return first;
}

/** The induction courses, each with its own clock; the first one's may start with the prephase (site setting). */
export function inductionClocks(
  courses: readonly TreatmentCourse[],
  policy: Policy,
): readonly InductionClock[] {
  const sorted = courses.filter(({ part }) => part === "induction").sort(byStart);
  const inductions = sorted.filter(({ phase }) => phase !== "prephase");
  const clocks = inductions
    .filter((course, index) => !continues(course, inductions.slice(0, index)))
    .map((course, index): InductionClock => ({ course, dayOne: course.start, reinduction: index > 0 }));
  if (policy.dayOne !== "prephase") return clocks;
  const prephase = sorted.find(({ phase }) => phase === "prephase");
  const [first, ...later] = clocks;
  if (!prephase) return clocks;
  if (!first) return [{ course: prephase, dayOne: prephase.start, reinduction: false }];
  return prephase.start < first.dayOne ? [{ ...first, dayOne: prephase.start }, ...later] : clocks;
}

/** Order of courses: the earlier start first, of one day by id. */
export function byStart(a: TreatmentCourse, b: TreatmentCourse): number {
  return daysBetween(b.start, a.start) || (a.id < b.id ? -1 : 1);
}

/** IA and IB of one protocol are one induction: IB does not start a clock. */
function continues(course: TreatmentCourse, before: readonly TreatmentCourse[]): boolean {
  const ends = (protocol: string | null, part: "A" | "B") =>
    protocol !== null && new RegExp(`(?:^|[^a-z])I\\s?${part}$`, "i").test(protocol.trim());
  return (
    course.phase === "induction" &&
    ends(course.protocol, "B") &&
    before.some(({ phase, protocol }) => phase === "induction" && ends(protocol, "A"))
  );
}
