import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { DEFAULT_POLICY } from "./policy";
import { at, count, marrow, sample, value } from "./testing/sample-record";
import { roundingHides, unambiguousNumber } from "./value-text";

describe("a number in print", () => {
  test("is rounded as usual where that changes nothing", () => {
    expect(unambiguousNumber(12.891, 1, [11.7, 15.3])).toBe("12.9");
    expect(unambiguousNumber(105.6, 0, [165])).toBe("106");
    expect(unambiguousNumber(0, 1, [0])).toBe("0.0");
  });

  test("never says the limit, nor the other side of it, where the value does not", () => {
    expect(unambiguousNumber(5.04, 1, [5])).toBe("5.04");
    expect(unambiguousNumber(4.9996, 1, [5])).toBe("4.9996");
    expect(unambiguousNumber(164.7, 0, [165])).toBe("164.7");
    expect(unambiguousNumber(5, 1, [5])).toBe("5.0");
    expect(roundingHides(5.04, 1, 5)).toBe(true);
    expect(roundingHides(5.4, 1, 5)).toBe(false);
  });

  test("is written out where no twelve decimals tell it from the limit", () => {
    expect(unambiguousNumber(5.0000000000001, 1, [5])).toBe("5.0000000000001");
    expect(unambiguousNumber(5.000000000001, 1, [5])).toBe("5.000000000001");
  });

  test("keeps its side of every limit, also below zero", () => {
    expect(unambiguousNumber(4.96, 1, [4, 5])).toBe("4.96");
    expect(unambiguousNumber(-0.04, 1, [])).toBe("-0.040");
    expect(roundingHides(4.96, 1, 5)).toBe(true);
    expect(roundingHides(5, 1, 5)).toBe(false);
    expect(roundingHides(99.6, 0, 100)).toBe(true);
  });

  test("never becomes nothing", () => {
    expect(unambiguousNumber(0.15, 0, [165])).toBe("0.15");
    expect(unambiguousNumber(0.00004, 3, [0.01])).toBe("0.000040");
  });
});

test("a clause shows a value as recorded, or converted, with the unit that belongs to it", () => {
  const clauses = (platelets: ReturnType<typeof value>) =>
    assess(
      sample([marrow("2026-03-31T09:00", "1"), count("2026-03-31T08:30", { PLT: platelets })]),
      at("2026-04-10"),
      DEFAULT_POLICY,
    ).remission.clauses.find(({ id }) => id === "count-PLT");
  expect(clauses(value("PLT", "210.0"))).toMatchObject({ value: "210.0", unit: "10*9/L" });
  expect(clauses(value("PLT", " 210 "))).toMatchObject({ value: "210" });
  expect(clauses(value("PLT", "150000", { unit: "/uL" }))).toMatchObject({ value: "150", unit: "10*9/L" });
  expect(clauses(value("PLT", "150", { unit: "/uL" }))).toMatchObject({ value: "0.15", answer: "unknown" });
  expect(clauses(value("PLT", "150", { unit: "g/L" }))).toMatchObject({
    value: "150",
    unit: "g/L",
    answer: "unknown",
  });
  expect(clauses(value("PLT", "DNR"))).toMatchObject({ value: null, unit: null, answer: "unknown" });
});
