import { describe, expect, test } from "vitest";
import { firstCourseStart, inductionClocks } from "./course";
import { DEFAULT_POLICY, type Policy } from "./policy";
import type { TreatmentCourse } from "./record";
import { course } from "./testing/sample-record";

const PREPHASE: Policy = { ...DEFAULT_POLICY, dayOne: "prephase" };
const clocks = (courses: readonly TreatmentCourse[], policy = DEFAULT_POLICY) => {
  const made = inductionClocks(courses, policy).map(({ course: { id }, dayOne, reinduction }) => [
    id,
    dayOne,
    reinduction,
  ]);
  const reversed = inductionClocks(courses.toReversed(), policy);
  expect(reversed.map(({ course: { id } }) => id)).toEqual(made.map(([id]) => id));
  return made;
};
const induction = (start: string, protocol: string | null = null, more: Partial<TreatmentCourse> = {}) =>
  course(start, { phase: "induction", protocol, ...more });

test("the first course of any part is the earliest", () => {
  expect(firstCourseStart([])).toBeNull();
  const courses = [
    course("2026-03-02"),
    course("2026-02-20", { part: "post-remission" }),
    course("2026-04-01"),
  ];
  expect(firstCourseStart(courses)).toBe("2026-02-20");
});

describe("the clocks", () => {
  test("are of induction courses, earliest first, of one day by id", () => {
    const two = [induction("2026-03-02", null, { id: "b" }), induction("2026-03-02", null, { id: "a" })];
    expect(clocks([...two, course("2026-02-01", { part: "post-remission" })])).toEqual([
      ["a", "2026-03-02", false],
      ["b", "2026-03-02", true],
    ]);
    expect(clocks([induction("2026-05-01"), induction("2026-03-02")]).map(([, day]) => day)).toEqual([
      "2026-03-02",
      "2026-05-01",
    ]);
  });

  test.each([
    ["AIEOP IA", "AIEOP IB", 1],
    ["Protocol Ia", "protocol ib ", 1],
    ["I A", "I B", 1],
    ["IA", "IB", 1],
    ["IA", "IIB", 2],
    ["XIA", "XIB", 2],
    ["IA", "IB/2", 2],
    ["IB", "IA", 2],
    ["IA", null, 2],
    [null, "IB", 2],
  ])("of %s and then %s are %i", (first, second, number) => {
    expect(clocks([induction("2026-03-02", first), induction("2026-04-10", second)])).toHaveLength(number);
  });

  test("of a re-induction are its own, whatever its protocol is called", () => {
    const again = course("2026-04-10", { phase: "re-induction", protocol: "IB" });
    expect(clocks([induction("2026-03-02", "IA"), again])).toHaveLength(2);
    const later = [
      course("2026-03-02", { phase: "re-induction", protocol: "IA" }),
      induction("2026-04-10", "IB"),
    ];
    expect(clocks(later)).toHaveLength(2);
    expect(
      clocks([induction("2026-03-02", "IA"), induction("2026-03-20", "X"), induction("2026-04-10", "IB")]),
    ).toHaveLength(2);
  });
});

describe("with the prephase as day one", () => {
  const prephase = course("2026-02-23", { phase: "prephase" });

  test("the first clock starts with it, the others do not", () => {
    const courses = [prephase, induction("2026-03-02"), induction("2026-06-01")];
    expect(clocks(courses, PREPHASE).map(([, day]) => day)).toEqual(["2026-02-23", "2026-06-01"]);
    expect(clocks(courses).map(([, day]) => day)).toEqual(["2026-03-02", "2026-06-01"]);
  });

  test("alone it is the clock, and none where only inductions count", () => {
    expect(clocks([prephase], PREPHASE)).toEqual([["course-2026-02-23", "2026-02-23", false]]);
    expect(clocks([prephase])).toEqual([]);
  });

  test("without one, or with a later one, nothing moves", () => {
    expect(clocks([induction("2026-03-02")], PREPHASE).map(([, day]) => day)).toEqual(["2026-03-02"]);
    const later = [induction("2026-02-20"), prephase];
    expect(clocks(later, PREPHASE).map(([, day]) => day)).toEqual(["2026-02-20"]);
  });
});
