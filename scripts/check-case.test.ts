import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NOTE_SENTENCES } from "../lib/clinical/notes";
import { checkCase } from "./check-case";

interface Written {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly patient: Readonly<Record<string, unknown>>;
  readonly expected: { readonly notes?: readonly string[] };
}

const cases = readdirSync("cases")
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => JSON.parse(readFileSync(`cases/${name}`, "utf8")) as Written[]);

describe("the project's worked cases", () => {
  test.each(cases.map((each) => [`${each.id} ${each.title}`, each] as const))(
    "%s comes out as written",
    (_, each) => {
      expect(checkCase(each).mismatches).toEqual([]);
    },
  );

  test("each has its own id and title and says why it exists", () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    for (const key of ["id", "title"] as const) {
      const values = cases.map((each) => each[key]);
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
    }
    for (const { why } of cases) expect(why.length).toBeGreaterThan(10);
  });

  test("every note code is expected by a case", () => {
    const expected = new Set(cases.flatMap((each) => each.expected.notes ?? []));
    expect(Object.keys(NOTE_SENTENCES).filter((code) => !expected.has(code))).toEqual([]);
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
      notes: ["THRESHOLD_EDGE", "NO_SUCH_CODE"],
    };
    expect(checkCase({ ...first, expected }).mismatches.map(({ what }) => what)).toEqual([
      "remission",
      "milestone",
      "eln2024",
      "course 2020-01-01",
      "note",
      "note",
    ]);
  });

  test("asks that the notes it names are carried, and allows others", () => {
    const noted = cases.find((each) => each.expected.notes?.includes("SUPPORTED"));
    const { mismatches } = checkCase({ ...noted, expected: { notes: ["SUPPORTED", "DUPLICATE"] } });
    expect(mismatches).toMatchObject([{ what: "note", expected: "DUPLICATE", found: "absent" }]);
    expect(mismatches[0]?.reasons.join()).toContain("SUPPORTED");
    expect(checkCase({ ...noted, expected: { notes: [] } }).mismatches).toEqual([]);
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
