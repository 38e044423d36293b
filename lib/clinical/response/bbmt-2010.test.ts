import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import { DEFAULT_POLICY } from "../policy";
import type { PatientRecord } from "../record";
import { at, count, finding, marrow, sample, support, value } from "../testing/sample-record";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";
/** Twenty-eight days after the marrow. */
const FOUR_WEEKS = "2026-04-28";

const answer = (record: PatientRecord, asOf = FOUR_WEEKS) =>
  assess(record, at(asOf), DEFAULT_POLICY).definitions.bbmt2010;
const verdict = (record: PatientRecord, asOf = FOUR_WEEKS) => answer(record, asOf)?.verdict;
const clear = (changes: Parameters<typeof count>[1] = {}, more: Parameters<typeof sample>[1] = {}) =>
  sample([marrow(MARROW, "1"), count(COUNT, changes)], more);
const withMarrow = (blasts: string) => sample([marrow(MARROW, blasts), count(COUNT)]);

describe("BBMT 2010", () => {
  test.each([
    ["4.9", "CR"],
    ["5", "NOT_CR"],
    ["40", "NOT_CR"],
    ["<5", "CR"],
    ["<=5", "NOT_EVALUABLE"],
    ["trace", "NOT_EVALUABLE"],
    ["500", "NOT_EVALUABLE"],
  ])("marrow blasts %s %%: %s", (blasts, expected) => expect(verdict(withMarrow(blasts))).toBe(expected));

  test.each([
    [{ ANC: "1.0", PLT: "100" }, "CR"],
    [{ ANC: "0.99" }, "CRi"],
    [{ PLT: "99" }, "CRi"],
    [{ ANC: "0.2", PLT: "9" }, "CRi"],
    [{ ANC: null }, "NOT_EVALUABLE"],
    [{ PLT: value("PLT", "210", { unit: null }) }, "NOT_EVALUABLE"],
    [{ PLT: "<150" }, "NOT_EVALUABLE"],
    [{ HGB: "7.5", WBC: "3.9" }, "CR"],
    [{ BLAST_PCT: "1" }, "NOT_CR"],
    [{ BLAST_PCT: "<1" }, "NOT_EVALUABLE"],
    [{ BLAST_PCT: null }, "NOT_EVALUABLE"],
    [{ BLAST_PCT: null, BLAST_ABS: "0" }, "CR"],
  ])("count %j: %s", (changes, expected) => expect(verdict(clear(changes))).toBe(expected));

  test("what is not recorded with the marrow is not evaluable", () => {
    expect(verdict(sample([marrow(MARROW, "1")]))).toBe("NOT_EVALUABLE");
    expect(answer(clear({ BLAST_PCT: null }))?.reasons).toEqual([
      "No circulating blasts (not recorded with the marrow): not known.",
    ]);
    expect(verdict(clear({}, { extramedullary: [] }))).toBe("NOT_EVALUABLE");
    expect(verdict(clear({}, { extramedullary: [finding("suspected")] }))).toBe("NOT_EVALUABLE");
    expect(verdict(clear({}, { extramedullary: [finding("present")] }))).toBe("NOT_CR");
  });

  test("has no line for transfusion", () => {
    expect(verdict(clear({}, { support: [support("platelets", "2026-03-30")] }))).toBe("CR");
  });

  test("asks for four weeks without recurrence, from the first of an unbroken run of clear marrows", () => {
    expect(verdict(clear(), "2026-04-27")).toBe("NOT_EVALUABLE");
    expect(answer(clear(), "2026-04-27")?.reasons).toEqual([
      "Four weeks without recurrence (over on 2026-04-28): not known.",
    ]);
    const again = [marrow("2026-04-25T09:00", "2"), count("2026-04-25T08:00")];
    expect(verdict(sample([marrow(MARROW, "1"), count(COUNT), ...again]))).toBe("CR");
    expect(verdict(sample([marrow(MARROW, "6"), count(COUNT), ...again]))).toBe("NOT_EVALUABLE");
    expect(verdict(sample([marrow(MARROW, "6"), count(COUNT), ...again]), "2026-05-23")).toBe("CR");
  });

  test("blood blasts or extramedullary disease in those weeks end it", () => {
    const later = (blasts: string) =>
      sample([marrow(MARROW, "1"), count(COUNT), count("2026-04-20T08:00", { BLAST_PCT: blasts })]);
    expect(verdict(later("0"))).toBe("CR");
    expect(verdict(later("3"))).toBe("NOT_CR");
    expect(verdict(later("<1"))).toBe("NOT_EVALUABLE");
    const between = (date: string) =>
      sample([
        marrow(MARROW, "1"),
        count(COUNT),
        count(`${date}T08:00`, { BLAST_PCT: "3" }),
        marrow("2026-05-30T09:00", "1"),
        count("2026-05-30T08:30"),
      ]);
    expect(verdict(between("2026-05-03"), "2026-06-30")).toBe("NOT_CR");
    expect(verdict(between("2026-05-02"), "2026-06-30")).toBe("CR");
    const found = [finding("absent", "2026-03-31"), finding("present", "2026-04-20")];
    expect(verdict(clear({}, { extramedullary: found }), "2026-05-30")).toBe("NOT_CR");
    expect(verdict(clear({}, { extramedullary: found.slice(0, 1) }), "2026-05-30")).toBe("CR");
  });

  test("of two marrows of one date both have to be below 5 %", () => {
    const two = (side: string) =>
      sample([marrow(MARROW, "2"), marrow("2026-03-31T09:05", side), count(COUNT)]);
    expect(verdict(two("3"))).toBe("CR");
    expect(verdict(two("5"))).toBe("NOT_CR");
    expect(verdict(two("500"))).toBe("NOT_EVALUABLE");
  });
});
