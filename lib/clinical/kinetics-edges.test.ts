import { describe, expect, test } from "vitest";
import { courseKinetics } from "./kinetics";
import { DEFAULT_POLICY } from "./policy";
import type { PatientRecord } from "./record";
import { at, count, course, marrow, sample, support, value } from "./testing/sample-record";

const all = (record: PatientRecord, asOf = "2026-06-30") => courseKinetics(record, at(asOf), DEFAULT_POLICY);
const kinetics = (...given: Parameters<typeof all>) => {
  const [first] = all(...given);
  if (!first) throw new Error("no course");
  return first;
};
/** Counts of one analyte: time and text. */
const series = (code: "ANC" | "PLT" | "BLAST_PCT", ...points: readonly (readonly [string, string])[]) =>
  points.map(([time, text], index) =>
    count(
      `2026-${time}`,
      { WBC: "4.0", HGB: null, ANC: null, PLT: null, BLAST_PCT: null, [code]: text },
      { reportId: `${code}-${index}` },
    ),
  );

describe("a nadir", () => {
  const nadir = (code: "ANC" | "PLT", ...points: readonly (readonly [string, string])[]) =>
    kinetics(sample(series(code, ...points))).nadirs.find(({ analyte }) => analyte === code);

  test("names its report, its day of the course and its comparator", () => {
    expect(nadir("ANC", ["03-02T08:00", "0.4"], ["03-12T08:00", "<0.1"], ["03-13T08:00", "0.1"])).toEqual({
      analyte: "ANC",
      value: 0.1,
      comparator: "<",
      date: "2026-03-12",
      day: 11,
      reportId: "ANC-1",
    });
  });

  test("below a limit is lower than the limit", () => {
    expect(nadir("ANC", ["03-12T08:00", "0.1"], ["03-13T08:00", "<0.1"])?.reportId).toBe("ANC-1");
  });

  test("is given for each of the four counts that has a value, in their order", () => {
    const record = sample([count("2026-03-10", { HGB: "DNR", BLAST_PCT: null }), marrow("2026-03-30", "1")]);
    expect(kinetics(record).nadirs.map(({ analyte }) => analyte)).toEqual(["WBC", "ANC", "PLT"]);
    expect(kinetics(sample([])).nadirs).toEqual([]);
  });

  test("is not looked for in a blood report that is no count", () => {
    const smear = count("2026-03-10", { WBC: null, HGB: null, PLT: null, ANC: null });
    expect(kinetics(sample([smear])).nadirs).toEqual([]);
  });
});

describe("days of neutropenia", () => {
  const days = (...points: readonly (readonly [string, string])[]) =>
    kinetics(sample(series("ANC", ...points))).daysNeutropenic;

  test.each([
    [
      "a day with two low counts once",
      [
        ["03-09T08:00", "0.3"],
        ["03-09T18:00", "0.2"],
      ],
      1,
    ],
    [
      "a day that was low in the morning",
      [
        ["03-09T08:00", "0.3"],
        ["03-09T18:00", "0.9"],
      ],
      1,
    ],
    [
      "no day before the first low count",
      [
        ["03-05T08:00", "0.9"],
        ["03-09T08:00", "0.3"],
      ],
      1,
    ],
    [
      "up to the day before the next count",
      [
        ["03-09T08:00", "0.3"],
        ["03-12T08:00", "0.9"],
      ],
      3,
    ],
    [
      "two falls apart",
      [
        ["03-09T08:00", "0.3"],
        ["03-11T08:00", "0.9"],
        ["03-20T08:00", "0.2"],
      ],
      3,
    ],
    [
      "a value below a limit",
      [
        ["03-09T08:00", "<0.5"],
        ["03-10T08:00", "0.9"],
      ],
      1,
    ],
    [
      "nothing where a range may be above",
      [
        ["03-09T08:00", "<0.6"],
        ["03-10T08:00", "0.9"],
      ],
      0,
    ],
    [
      "a day that two low counts cover once",
      [
        ["03-09T08:00", "0.3"],
        ["03-10T08:00", "0.3"],
        ["03-12T08:00", "0.9"],
      ],
      3,
    ],
    [
      "seven days of eight without a count",
      [
        ["03-09T08:00", "0.3"],
        ["03-17T08:00", "0.9"],
      ],
      7,
    ],
  ] as const)("count %s", (_, points, expected) => {
    expect(days(...points)).toBe(expected);
  });
});

describe("recovery", () => {
  const half = (...points: readonly (readonly [string, string])[]) =>
    kinetics(sample(series("ANC", ...points))).neutrophilsHalf;

  test("is the first of two counts running, the limit itself included, and the last two may be they", () => {
    expect(half(["03-09T08:00", "0.4"], ["03-12T08:00", "0.5"], ["03-13T08:00", "0.5"])).toEqual({
      date: "2026-03-12",
      day: 11,
      reportId: "ANC-1",
    });
    expect(half(["03-09T08:00", "0.4"], ["03-12T08:00", "0.5"])).toBeNull();
    expect(
      half(["03-09T08:00", "0.4"], ["03-12T08:00", "0.5"], ["03-13T08:00", "0.49"], ["03-14T08:00", "0.5"]),
    ).toBeNull();
  });

  test("is not seen in a range that may be below, nor does such a range say that counts fell", () => {
    expect(
      half(["03-09T08:00", "0.4"], ["03-12T08:00", "0.9"], ["03-13T08:00", "<0.9"], ["03-14T08:00", "0.9"]),
    ).toBeNull();
    expect(half(["03-09T08:00", "<0.9"], ["03-12T08:00", "0.9"], ["03-13T08:00", "0.9"])).toBeNull();
  });

  test("does not count what was high before the fall", () => {
    const found = half(
      ["03-05T08:00", "0.9"],
      ["03-06T08:00", "0.9"],
      ["03-09T08:00", "0.4"],
      ["03-12T08:00", "0.9"],
      ["03-13T08:00", "0.9"],
    );
    expect(found?.date).toBe("2026-03-12");
  });

  test("may begin on the evening of the day of the fall", () => {
    expect(half(["03-09T08:00", "0.4"], ["03-09T18:00", "0.6"], ["03-10T08:00", "0.6"])?.date).toBe(
      "2026-03-09",
    );
  });

  test("does not begin on the morning of that day: two counts before the fall once passed for a recovery", () => {
    expect(half(["03-09T06:00", "0.9"], ["03-09T07:00", "0.9"], ["03-09T18:00", "0.4"])).toBeNull();
  });

  test("of platelets starts from a fall under transfusion too, and needs one count without", () => {
    const record = sample(
      series("PLT", ["03-09T08:00", "18"], ["03-16T08:00", "60"], ["03-18T08:00", "55"]),
      {
        support: [support("platelets", "2026-03-09")],
      },
    );
    expect(kinetics(record).platelets50).toEqual({ date: "2026-03-18", day: 17, reportId: "PLT-2" });
    expect(kinetics(record).platelets100).toBeNull();
  });
});

describe("clearance of the blood", () => {
  const cleared = (...points: readonly (readonly [string, string])[]) =>
    kinetics(sample(series("BLAST_PCT", ...points))).bloodBlastsCleared;

  test("is the first count that says so, not the last, and is not undone by one that says nothing", () => {
    expect(
      cleared(["03-02T08:00", "20"], ["03-09T08:00", "0"], ["03-12T08:00", "0"], ["03-13T08:00", "DNR"]),
    ).toEqual({ date: "2026-03-09", day: 8, reportId: "BLAST_PCT-1" });
  });

  test("starts anew after blasts came back", () => {
    const back = cleared(
      ["03-02T08:00", "20"],
      ["03-09T08:00", "0"],
      ["03-12T08:00", "1"],
      ["03-16T08:00", "0"],
    );
    expect(back?.date).toBe("2026-03-16");
  });

  test("is not said by a count without blasts, nor by one that may have some", () => {
    expect(cleared(["03-02T08:00", "20"], ["03-09T08:00", "DNR"])).toBeNull();
    expect(cleared(["03-02T08:00", "20"], ["03-09T08:00", "<1"])).toBeNull();
    expect(cleared(["03-02T08:00", "20"], ["03-09T08:00", "2,0"])).toBeNull();
    expect(cleared(["03-02T08:00", "<1"], ["03-09T08:00", "0"])).toBeNull();
    expect(cleared(["03-02T08:00", "trace"], ["03-09T08:00", "0"])?.date).toBe("2026-03-09");
  });

  test("needs a count: a smear alone does not clear", () => {
    const smear = count("2026-03-09", { WBC: null, HGB: null, PLT: null, ANC: null, BLAST_PCT: "0" });
    const start = count("2026-03-02", { BLAST_PCT: "20" });
    const clear = count("2026-03-12", { BLAST_PCT: "0" });
    expect(kinetics(sample([start, smear, clear])).bloodBlastsCleared?.date).toBe("2026-03-12");
  });

  test("needs both statements clear, and one suffices to show blasts", () => {
    const both = (date: string, share: string, number: string) =>
      count(`2026-${date}`, { BLAST_PCT: share, BLAST_ABS: value("BLAST_ABS", number) });
    const found = (...counts: ReturnType<typeof both>[]) => kinetics(sample(counts)).bloodBlastsCleared?.date;
    expect(found(both("03-02", "20", "0"), both("03-09", "0", "0"))).toBe("2026-03-09");
    expect(found(both("03-02", "20", "1"), both("03-09", "0", "<0.1"))).toBeUndefined();
  });

  test("asks the absolute count and the share", () => {
    const both = count("2026-03-09", { BLAST_PCT: "0", BLAST_ABS: value("BLAST_ABS", "0.2") });
    expect(
      kinetics(sample([...series("BLAST_PCT", ["03-02T08:00", "20"]), both])).bloodBlastsCleared,
    ).toBeNull();
  });
});

describe("clearance of the marrow", () => {
  test("names the marrow that decides, and waits where one of the date is not known", () => {
    const first = marrow("2026-03-16T09:00", "3", [], { reportId: "first" });
    expect(kinetics(sample([first])).marrowCleared).toEqual({
      date: "2026-03-16",
      day: 15,
      reportId: "first",
    });
    const aside = marrow("2026-03-16T09:30", null, [value("MARROW_BLAST", "3", { unit: null })]);
    expect(kinetics(sample([first, aside])).marrowCleared).toBeNull();
    expect(kinetics(sample([marrow("2026-03-16T09:00", "<6")])).marrowCleared).toBeNull();
    expect(kinetics(sample([])).marrowCleared).toBeNull();
  });

  test("belongs to the course the marrow was taken in, its first day included", () => {
    const courses = [course("2026-03-02"), course("2026-04-01", { part: "post-remission" })];
    const record = sample([marrow("2026-04-01T09:00", "1"), count("2026-04-01T08:00")], { courses });
    expect(all(record).map(({ marrowCleared, nadirs }) => [marrowCleared?.day, nadirs.length])).toEqual([
      [undefined, 0],
      [1, 4],
    ]);
  });
});

test("courses of one day come in the order of their names; one that starts today has started", () => {
  const courses = ["b", "a"].map((id) => course("2026-06-30", { id }));
  const found = all(sample([], { courses }));
  expect(found.map(({ courseId, until }) => [courseId, until])).toEqual([
    ["a", "2026-06-30"],
    ["b", "2026-06-30"],
  ]);
  const reversed = all(sample([], { courses: courses.toReversed() }));
  expect(reversed.map(({ courseId }) => courseId)).toEqual(["a", "b"]);
});
