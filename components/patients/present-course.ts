/** The course that began last by a day, or the first one to come; null where none is recorded. */
export function presentCourse<Course extends { readonly start: string }>(
  courses: readonly Course[],
  today: string,
): Course | null {
  const inOrder = [...courses].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
  return inOrder.findLast((course) => course.start <= today) ?? inOrder[0] ?? null;
}
