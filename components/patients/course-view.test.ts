import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AXIS_MODES, RANGE_PRESETS } from "@/lib/figures/course-model";
import { courseHref, courseLinks, readCourseView } from "./course-view";

const plain = readCourseView({});

describe("the address of a patient's course", () => {
  it("opens the same view it was made from", () => {
    const view = fc.record({
      axis: fc.constantFrom(...AXIS_MODES),
      range: fc.constantFrom(...RANGE_PRESETS),
      allRows: fc.boolean(),
      allColumns: fc.boolean(),
    });
    fc.assert(
      fc.property(view, (given) => {
        const url = new URL(courseHref("p1", given, {}), "http://x");
        expect(readCourseView(Object.fromEntries(url.searchParams))).toEqual(given);
        expect(url.pathname).toBe("/patients/p1");
      }),
    );
  });

  it("with nonsense in it is the default view", () => {
    expect(readCourseView({ axis: "weeks", range: ["all"], rows: "1", columns: undefined })).toEqual(plain);
    expect(courseHref("p1", plain, {})).toBe("/patients/p1");
  });

  it("changes one choice and keeps the others", () => {
    const links = courseLinks("p1", { ...plain, allRows: true });
    expect(links.axis.date).toBe("/patients/p1?axis=date&rows=all");
    expect(links.range.all).toBe("/patients/p1?range=all&rows=all");
  });
});
