import { expect, test } from "vitest";
import type { CourseAnswer, SupportAnswer } from "@/lib/contract/patient";
import { sheetTreatment } from "./sheet-treatment";

const course = (start: string) => ({ id: start, start }) as CourseAnswer;
const support = (kind: SupportAnswer["kind"], on: string | null) => ({ kind, on }) as SupportAnswer;

test("the newest five courses are printed, and how many older ones are not", () => {
  const starts = [
    "2026-01-01",
    "2026-06-01",
    "2026-02-01",
    "2026-05-01",
    "2026-03-01",
    "2026-04-01",
    "2025-12-01",
  ];
  const shown = sheetTreatment(starts.map(course), []);
  expect(shown.courses.map(({ start }) => start)).toEqual([
    "2026-06-01",
    "2026-05-01",
    "2026-04-01",
    "2026-03-01",
    "2026-02-01",
  ]);
  expect(shown.olderCourses).toBe(2);
});

test("each kind of support is counted with its last day; one without a day counts too", () => {
  const given = [
    support("platelets", "2026-03-09"),
    support("platelets", "2026-03-02"),
    support("g-csf", null),
  ];
  expect(sheetTreatment([], given).support).toEqual([
    { kind: "platelets", count: 2, last: "2026-03-09" },
    { kind: "g-csf", count: 1, last: null },
  ]);
});
