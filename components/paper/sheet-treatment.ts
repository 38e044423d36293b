import type { CourseAnswer, SupportAnswer } from "@/lib/contract/patient";

/** Courses one sheet has room for. */
const COURSES = 5;

/** The newest courses, and each kind of support counted with its last day. */
export function sheetTreatment(courses: readonly CourseAnswer[], support: readonly SupportAnswer[]) {
  const newest = [...courses].sort((a, b) => (a.start < b.start ? 1 : -1));
  const kinds = [...new Set(support.map(({ kind }) => kind))];
  return {
    courses: newest.slice(0, COURSES),
    olderCourses: Math.max(0, newest.length - COURSES),
    support: kinds.map((kind) => {
      const given = support.filter((one) => one.kind === kind);
      const days = given.flatMap(({ on }) => on ?? []).sort();
      return { kind, count: given.length, last: days.at(-1) ?? null };
    }),
  };
}
