import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../policy";
import type { ReportVersion } from "../record";
import { count, course, day, marrow, sample, value } from "../testing/sample-record";
import { checkEntry } from "./entry";

describe("entering a report", () => {
  const problems = (report: ReportVersion, record = sample([])) =>
    checkEntry(report, record, DEFAULT_POLICY).map(({ path, level, code }) => [path, level, code]);

  test("each problem names its field, whether it can be confirmed, and its code", () => {
    const report = count("2026-03-31T08:30", {
      WBC: value("WBC", "5.2", { unit: null }),
      HGB: value("HGB", "12.5", { unit: "g/mL" }),
      PLT: "4",
      ANC: "12,1",
      MARROW_BLAST: "3",
      MCV: "900",
    });
    expect(problems(report)).toEqual([
      ["results.0.unit", "refused", "unit-missing"],
      ["results.1.unit", "refused", "unit-refused"],
      ["results.2.confirmed", "confirm", "soft-limit"],
      ["results.3.text", "refused", "unreadable"],
      ["results.5.analyte", "refused", "specimen-mismatch"],
      ["results.6.text", "refused", "hard-limit"],
    ]);
  });

  test("a normal report, and one with missing values, has none", () => {
    expect(problems(count("2026-03-31T08:30"))).toEqual([]);
    expect(problems(count("2026-03-31T08:30", { PLT: "DNR" }))).toEqual([]);
  });

  test("a collection in the future, before birth or after death is refused", () => {
    const received = { received: "2026-03-31T08:00" };
    expect(problems(count("2026-03-31T08:01", {}, received))).toEqual([
      ["collected", "refused", "date-future"],
    ]);
    expect(problems(count("2026-04-01", {}, received))).toEqual([["collected", "refused", "date-future"]]);
    expect(problems(count("2026-03-31", {}, received))).toEqual([]);
    expect(problems(count("1992-02-28T08:00"))).toEqual([["collected", "refused", "date-before-birth"]]);
    const dead = sample([], { observationEnd: { on: day("2026-03-30"), why: "death" } });
    expect(problems(count("2026-03-31T08:00"), dead)).toEqual([["collected", "refused", "date-after-death"]]);
  });

  test("a report is judged against the others and never against its own older version", () => {
    const old = marrow("2026-03-20T09:00", "2", [], { reportId: "m" });
    const again = marrow("2026-03-25T09:00", "60", [], {
      reportId: "m",
      version: 2,
      received: "2026-03-26T09:00",
    });
    expect(problems(again, sample([old], { courses: [course("2026-03-02")] }))).toEqual([]);
  });

  test("each problem says what is wrong in words, and what was perhaps meant", () => {
    const report = count("2026-04-01T08:30", { HGB: "124" }, { received: "2026-03-31T09:00" });
    expect(checkEntry(report, sample([]), DEFAULT_POLICY)).toEqual([
      {
        path: "collected",
        level: "refused",
        code: "date-future",
        message: "The report was collected in the future.",
        suggestion: null,
      },
      {
        path: "results.1.text",
        level: "refused",
        code: "hard-limit",
        message: "Not possible: outside 0–30 g/dL. Did you mean 12.4?",
        suggestion: "12.4",
      },
    ]);
  });

  test("a value that somebody set aside is a problem of its text, a computed one of no field", () => {
    expect(
      problems(count("2026-03-31T08:30", { HGB: value("HGB", "12", { setAside: "mixed up" }) })),
    ).toEqual([["results.1.text", "refused", "set-aside"]]);
    const whites = value("WBC", "5.2", { unit: null });
    expect(problems(count("2026-03-31T08:30", { WBC: whites, ANC: null, NEUT_PCT: "54" }))).toEqual([
      ["results.0.unit", "refused", "unit-missing"],
    ]);
  });

  test("a preliminary or inadequate report has no problem of its date", () => {
    expect(problems(count("2026-03-31T08:30", {}, { status: "preliminary" }))).toEqual([]);
    expect(problems(marrow("2026-03-31T08:30", "2", [], { adequate: false }))).toEqual([]);
  });
});
