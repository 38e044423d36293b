import { describe, expect, test } from "vitest";
import cases from "../cases/cases.json";
import { checkCase } from "./check-case";

describe("the project's worked cases", () => {
  test.each(cases.map((each) => [each.id, each] as const))("%s comes out as written", (_, each) => {
    expect(checkCase(each).mismatches).toEqual([]);
  });

  test("each has its own id and says why it exists", () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    for (const { why } of cases) expect(why.length).toBeGreaterThan(10);
  });
});

describe("a case file", () => {
  const [first] = cases;

  test("that disagrees is reported with what was expected, what came out and the reasons", () => {
    const wrong = { ...first, expected: { ...first?.expected, remission: "not-applicable" } };
    const { mismatches } = checkCase(wrong);
    expect(mismatches).toHaveLength(1);
    expect(mismatches[0]).toMatchObject({ what: "remission", expected: "not-applicable" });
    expect(mismatches[0]?.reasons.join()).toContain("Marrow blasts");
  });

  test("is checked for every expectation it states", () => {
    const expected = {
      remission: "x",
      milestone: "x",
      eln2024: "x",
      courses: [{ start: "2020-01-01", milestone: "met" }],
    };
    expect(checkCase({ ...first, expected }).mismatches.map(({ what }) => what)).toEqual([
      "remission",
      "milestone",
      "eln2024",
      "course 2020-01-01",
    ]);
  });

  test.each([
    ["not an object", 7],
    ["no patient", { id: "x" }],
    [
      "an unknown analyte",
      {
        ...first,
        reports: [
          {
            specimen: "blood",
            collected: "2026-03-31",
            status: "final",
            results: [{ analyte: "XYZ", text: "1", unit: "%" }],
          },
        ],
      },
    ],
    ["an impossible date", { ...first, courses: [{ start: "2026-02-30", part: "induction" }] }],
    ["an impossible time", { ...first, asOf: "2026-03-31T25:00" }],
    ["a time the clocks jumped over", { ...first, asOf: "2026-03-29T01:30" }],
    ["an unknown zone", { ...first, patient: { ...first?.patient, timeZone: "Mars/Olympus" } }],
  ])("with %s fails with a reason and never throws", (_, input) => {
    const { mismatches } = checkCase(input);
    expect(mismatches).toHaveLength(1);
    expect(mismatches[0]?.reasons.join()).not.toBe("");
  });
});
