import { describe, expect, test } from "vitest";
import { parseMeasurement } from "../measurement";
import {
  atMost,
  below,
  compareUpper,
  exactly,
  narrowed,
  rangeOf,
  type ValueRange,
  within,
} from "./value-range";

const range = (text: string): ValueRange => {
  const measurement = parseMeasurement(text);
  if (!("decimals" in measurement)) throw new Error(`${text} is no amount`);
  return narrowed(rangeOf(measurement, { power: 0 }), 0, Infinity);
};

/** From the better to the worse blast percentage. */
const RISING = ["0", "<3", "<5", "4-5", "5", ">5", ">=6", ">6"];

test("the worse of two percentages is the same whichever is asked first", () => {
  for (const [index, text] of RISING.entries())
    for (const [other, than] of RISING.entries()) {
      const order = Math.sign(compareUpper(range(text), range(than)));
      expect([text, than, order]).toEqual([text, than, Math.sign(index - other)]);
    }
});

test("a limit that is not included is lower above, and higher below", () => {
  const open: ValueRange = { low: 2, lowOpen: true, high: 5, highOpen: false };
  const closed: ValueRange = { low: 2, lowOpen: false, high: 5, highOpen: false };
  expect(compareUpper(open, closed)).toBeGreaterThan(0);
  expect(compareUpper(closed, open)).toBeLessThan(0);
  expect(compareUpper(open, open)).toBe(0);
  expect(compareUpper({ ...open, highOpen: true }, { ...open, highOpen: true })).toBe(0);
  expect(compareUpper({ ...open, low: 1 }, open)).toBeLessThan(0);
});

describe("a written range includes both its ends", () => {
  test.each([
    ["5-8", 5, "unknown"],
    ["6-8", 5, "not-met"],
    ["2-5", 5, "met"],
    [">5", 5, "not-met"],
    [">=5", 5, "unknown"],
    ["<=5", 5, "met"],
  ] as const)("%s is at most %i: %s", (text, limit, answer) => {
    expect(atMost(range(text), limit)).toBe(answer);
  });

  test.each([
    ["2-5", 5, "unknown"],
    ["5-8", 5, "not-met"],
    ["<5", 5, "met"],
    ["<=5", 5, "unknown"],
    [">=5", 5, "not-met"],
  ] as const)("%s is below %i: %s", (text, limit, answer) => {
    expect(below(range(text), limit)).toBe(answer);
  });
});

test("an absent limit leaves its side open, and both limits are inside", () => {
  const answers = (low: number | null, high: number | null) =>
    [0, 4, 10, 11].map((value) => within(exactly(value), low, high));
  expect(answers(4, 10)).toEqual(["not-met", "met", "met", "not-met"]);
  expect(answers(4, null)).toEqual(["not-met", "met", "met", "met"]);
  expect(answers(null, 10)).toEqual(["met", "met", "met", "not-met"]);
  expect(answers(null, null)).toEqual(["met", "met", "met", "met"]);
  expect(within(range("3-5"), 4, 10)).toBe("unknown");
});
