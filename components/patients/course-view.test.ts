import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AXIS_MODES, RANGE_PRESETS } from "@/lib/figures/course-model";
import { courseHref, courseLinks, openingRange, readCourseView } from "./course-view";

const plain = readCourseView({});

describe("the address of a patient's course", () => {
  it("opens the same view it was made from", () => {
    const view = fc.record({
      axis: fc.constantFrom(...AXIS_MODES),
      range: fc.constantFrom(null, ...RANGE_PRESETS),
      allRows: fc.boolean(),
      allColumns: fc.boolean(),
      asOf: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
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

  it("stays at the moment of the replay until that is left", () => {
    const then = readCourseView({ asOf: "2026-04-01T08:30" });
    expect(courseLinks("p1", then).range.all).toBe("/patients/p1?asOf=2026-04-01T08%3A30&range=all");
    expect(courseHref("p1", then, { asOf: null })).toBe("/patients/p1");
  });
});

describe("the stretch a course opens with", () => {
  it("is the induction as long as that picture holds the newest result", () => {
    expect(openingRange("2026-11-21", ["2026-10-14", "2026-12-05", "2026-11-20"])).toBe("induction");
    expect(openingRange("2026-11-21", [])).toBe("induction");
  });

  it("is the whole course once results lie beyond it: a late relapse must not be out of sight", () => {
    expect(openingRange("2026-11-21", ["2026-12-06", "2026-11-20"])).toBe("all");
    expect(openingRange(null, ["2026-11-20"])).toBe("all");
  });
});
