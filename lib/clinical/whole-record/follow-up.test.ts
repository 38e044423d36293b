import { expect, test } from "vitest";
import { day } from "../testing/sample-record";
import { endOfTherapy, nextDue, planState } from "./follow-up";

test("a planned test is due on its day, overdue from the next, and done once it was done, however late", () => {
  const state = (today: string, doneOn: string | null = null) =>
    planState({ due: "2026-06-01", doneOn }, today);
  expect(["2026-05-31", "2026-06-01", "2026-06-02"].map((today) => state(today))).toEqual([
    "planned",
    "due",
    "overdue",
  ]);
  expect(state("2026-07-01", "2026-06-20")).toBe("done");
});

test("next is the earliest that is not done", () => {
  const plan = (due: string, doneOn: string | null = null) => ({ due, doneOn });
  expect(nextDue([plan("2026-07-01"), plan("2026-06-01"), plan("2026-05-01", "2026-05-02")])).toBe(
    "2026-06-01",
  );
  expect(nextDue([plan("2026-05-01", "2026-05-02")])).toBeNull();
});

test("therapy is over the day after the last course ended, and not while one goes on or is planned", () => {
  const today = day("2026-06-11");
  const course = (start: string, end: string | null) => ({ start, end });
  const ended = [course("2026-03-02", "2026-04-01"), course("2026-04-05", "2026-06-01")];
  expect(endOfTherapy(ended, today)).toEqual({ on: "2026-06-01", days: 10 });
  expect(endOfTherapy([...ended, course("2026-05-01", null)], today)).toBeNull();
  expect(endOfTherapy([...ended, course("2026-07-01", "2026-08-01")], today)).toBeNull();
  expect(endOfTherapy([course("2026-03-02", "2026-06-11")], today)).toBeNull();
  expect(endOfTherapy([], today)).toBeNull();
});
