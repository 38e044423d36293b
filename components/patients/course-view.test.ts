import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { AXIS_MODES, RANGE_PRESETS } from "@/lib/figures/course-model";
import { courseHref, openingRange, readCourseView } from "./course-view";

const plain = readCourseView({});

describe("the address of a patient's course", () => {
  it("opens the same view it was made from", () => {
    const analyte = fc.constantFrom(...(Object.keys(ANALYTES) as AnalyteCode[]));
    const days = fc
      .tuple(fc.integer({ min: -9000, max: 9000 }), fc.nat(900))
      .map(([first, more]) => ({ first, last: first + more }));
    const view = fc.record({
      axis: fc.constantFrom(...AXIS_MODES),
      range: fc.oneof(fc.constantFrom(null, ...RANGE_PRESETS), days),
      panels: fc.option(fc.uniqueArray(analyte, { minLength: 1, maxLength: 12 })),
      scales: fc.dictionary(analyte, fc.constantFrom("linear" as const, "log" as const)),
      allRows: fc.boolean(),
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
    const odd = { range: "9..3", panels: "NOPE.<b>.", scales: "WBC-cubic.X-log" };
    expect(readCourseView(odd)).toEqual(plain);
    expect(courseHref("p1", plain, {})).toBe("/patients/p1");
  });

  it("tells a chosen stretch by days of treatment: no date and no identifier stands in it", () => {
    const href = courseHref("p1", plain, { range: { first: -3, last: 45 }, panels: ["WBC", "PLT"] });
    expect(href).toBe("/patients/p1?range=-3..45&panels=WBC.PLT");
    expect(courseHref("p1", plain, { scales: { WBC: "linear" } })).toBe("/patients/p1?scales=WBC-linear");
  });

  it("changes one choice and keeps the others", () => {
    const rows = { ...plain, allRows: true };
    expect(courseHref("p1", rows, { axis: "date" })).toBe("/patients/p1?axis=date&rows=all");
    expect(courseHref("p1", rows, { range: "all" })).toBe("/patients/p1?range=all&rows=all");
  });

  it("stays at the moment of the replay until that is left", () => {
    const then = readCourseView({ asOf: "2026-04-01T08:30" });
    expect(courseHref("p1", then, { range: "all" })).toBe("/patients/p1?asOf=2026-04-01T08%3A30&range=all");
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
