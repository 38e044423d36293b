import type { LocalDate } from "../../branded";
import { daysBetween } from "../calendar";

export interface PlannedTest {
  readonly due: string;
  readonly doneOn: string | null;
}

/** due: on that very day. */
export type PlanState = "done" | "overdue" | "due" | "planned";

/** A comparison of dates at the moment of reading; nothing of it is stored. */
export function planState({ due, doneOn }: PlannedTest, today: string): PlanState {
  if (doneOn !== null) return "done";
  if (due === today) return "due";
  return due < today ? "overdue" : "planned";
}

/** The earliest test still to be done; null where none is planned. */
export function nextDue(plans: readonly PlannedTest[]): LocalDate | null {
  const open = plans.filter(({ doneOn }) => doneOn === null).map(({ due }) => due);
  return (open.sort()[0] ?? null) as LocalDate | null;
}

/** The last day of treatment and the days since; null while a course goes on, is planned, or none is recorded. */
export function endOfTherapy(
  courses: readonly { readonly start: string; readonly end: string | null }[],
  today: LocalDate,
): { readonly on: LocalDate; readonly days: number } | null {
  let last: LocalDate | null = null;
  for (const { end } of courses) {
    if (end === null || end >= today) return null;
    if (last === null || end > last) last = end as LocalDate;
  }
  return last === null ? null : { on: last, days: daysBetween(last, today) };
}
