import { describe, expect, it } from "vitest";
import { presentCourse } from "./present-course";

const courses = [{ start: "2026-04-06" }, { start: "2026-03-02" }, { start: "2026-02-27" }];

describe("the present course", () => {
  it("is the one that began last, on its first day too", () => {
    expect(presentCourse(courses, "2026-03-31")).toEqual({ start: "2026-03-02" });
    expect(presentCourse(courses, "2026-04-06")).toEqual({ start: "2026-04-06" });
  });

  it("is the first to come before treatment, and none where none is recorded", () => {
    expect(presentCourse(courses, "2026-01-01")).toEqual({ start: "2026-02-27" });
    expect(presentCourse([], "2026-01-01")).toBeNull();
  });
});
