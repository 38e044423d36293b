import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import type { RemissionAssessment } from "../assessment";
import { DEFAULT_POLICY, type Policy } from "../policy";
import type { PatientRecord } from "../record";
import { at, count, course, marrow, sample, value } from "../testing/sample-record";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";

const remission = (record: PatientRecord, asOf = "2026-05-30", policy: Policy = DEFAULT_POLICY) =>
  assess(record, at(asOf), policy).remission;
const verdict = (...given: Parameters<typeof remission>) => remission(...given).verdict;
const codes = ({ notes }: RemissionAssessment) => notes.map(({ code }) => code);

/** A marrow of so many blasts with a normal count. */
const blasts = (text: string) => sample([marrow(MARROW, text), count(COUNT)]);

describe("marrow blasts", () => {
  test.each([
    ["5", "met"],
    ["5.04", "not-met"],
    ["0", "met"],
    ["<5", "met"],
    ["<=5", "met"],
    [">5", "not-met"],
    [">=5", "indeterminate"],
    ["<10", "indeterminate"],
    ["2-3", "met"],
    ["3-7", "indeterminate"],
    ["6-7", "not-met"],
    ["trace", "indeterminate"],
  ])("%s %% is %s", (text, expected) => expect(verdict(blasts(text))).toBe(expected));

  test("exactly on the limit, and a value that rounding would move onto it, are pointed out", () => {
    expect(codes(remission(blasts("5")))).toContain("THRESHOLD_EDGE");
    const close = remission(blasts("5.04"));
    expect(codes(close)).toContain("ROUNDING_HIDES_THRESHOLD");
    expect(close.clauses[0]?.value).toBe("5.04");
  });

  test("a value that may not be used still governs by its date, and its answer is unknown", () => {
    const clear = [marrow("2026-03-31T09:00", "1"), count(COUNT)];
    for (const text of ["500", "2,5"]) {
      expect(verdict(sample([...clear, marrow("2026-04-10T09:00", text), count("2026-04-10T08:00")]))).toBe(
        "indeterminate",
      );
    }
    const foreign = marrow("2026-04-10T09:00", null, [value("MARROW_BLAST", "2", { unit: "g/L" })]);
    expect(verdict(sample([...clear, foreign, count("2026-04-10T08:00")]))).toBe("indeterminate");
    const risen = marrow("2026-04-10T09:00", "40");
    expect(verdict(sample([...clear, risen, count("2026-04-10T08:00")]))).toBe("indeterminate");
    const confirmed = marrow("2026-04-10T09:00", null, [value("MARROW_BLAST", "40", { confirmed: true })]);
    expect(verdict(sample([...clear, confirmed, count("2026-04-10T08:00")]))).toBe("not-met");
  });

  test("a marrow without a percentage, inadequate, preliminary or withdrawn does not govern", () => {
    const clear = [marrow(MARROW, "1"), count(COUNT)];
    const others = [
      marrow("2026-04-10T09:00", null),
      marrow("2026-04-10T09:00", "DNR"),
      marrow("2026-04-10T09:00", "40", [], { adequate: false }),
      marrow("2026-04-10T09:00", "40", [], { status: "preliminary" }),
      marrow("2026-04-10T09:00", "40", [], { status: "cancelled" }),
      marrow("2026-04-10T09:00", "40", [], { status: "entered-in-error" }),
    ];
    for (const other of others) expect(verdict(sample([...clear, other]))).toBe("met");
    const noted = codes(remission(sample([...clear, others[3] ?? marrow(MARROW, "1")])));
    expect(noted).toContain("PRELIMINARY");
  });

  test("marrow blasts on a blood report are never a marrow", () => {
    const record = sample([count(COUNT, { MARROW_BLAST: "2" })]);
    expect(remission(record)).toMatchObject({ verdict: "indeterminate", pairing: null });
  });

  test("a marrow on or before the first day of treatment is the baseline", () => {
    const base = sample([marrow("2026-03-02T09:00", "2"), count("2026-03-02T08:00")]);
    expect(remission(base, "2026-03-10")).toMatchObject({ verdict: "indeterminate" });
    expect(codes(remission(base, "2026-03-10"))).toEqual(
      expect.arrayContaining(["NO_MARROW", "BASELINE_MARROW"]),
    );
    expect(verdict(sample([marrow("2026-03-03T09:00", "2"), count("2026-03-03T08:00")]), "2026-03-10")).toBe(
      "met",
    );
  });

  test("only the first course makes a baseline: the day a second course starts can show its answer", () => {
    const record = sample([marrow("2026-04-07T09:00", "2"), count("2026-04-07T08:00")], {
      courses: [course("2026-03-02"), course("2026-04-07")],
    });
    expect(verdict(record)).toBe("met");
  });

  test("the latest marrow speaks, not the best one", () => {
    const record = sample([
      marrow(MARROW, "1"),
      count(COUNT),
      marrow("2026-04-30T09:00", "18"),
      count("2026-04-30T08:00"),
    ]);
    expect(verdict(record)).toBe("not-met");
    expect(verdict(record, "2026-04-29")).toBe("met");
  });
});

describe("two marrows of one date", () => {
  const both = (first: string, second: string) =>
    remission(sample([marrow(MARROW, first), marrow("2026-03-31T09:05", second), count(COUNT)]));

  test("the higher percentage governs, whichever came first, and the difference is noted", () => {
    expect(both("3", "6").verdict).toBe("not-met");
    expect(both("6", "3").verdict).toBe("not-met");
    expect(codes(both("3", "6"))).toContain("CONFLICTING_MARROWS");
  });

  test("a range governs by its upper end", () => {
    expect(both("3", "<10").verdict).toBe("indeterminate");
    expect(both("3", "<5").verdict).toBe("met");
    expect(both("4", "2-9").verdict).toBe("indeterminate");
  });

  test("one whose number may not be used makes the answer unknown, unless the other fails", () => {
    expect(both("3", "500").verdict).toBe("indeterminate");
    expect(both("6", "500").verdict).toBe("not-met");
    expect(both("3", "trace").verdict).toBe("indeterminate");
  });
});
