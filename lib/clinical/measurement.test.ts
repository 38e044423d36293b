import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inPoints, parseMeasurement } from "./measurement";

const kindOf = (text: string) => parseMeasurement(text).kind;

describe("a value as text", () => {
  test("a number keeps its value and how finely it was written", () => {
    expect(parseMeasurement("12.40")).toEqual({ kind: "number", value: 12.4, decimals: 2 });
    expect(parseMeasurement(" 5 ")).toEqual({ kind: "number", value: 5, decimals: 0 });
    expect(parseMeasurement("1.2E-4")).toEqual({ kind: "number", value: 0.00012, decimals: 5 });
    expect(parseMeasurement("2e3")).toEqual({ kind: "number", value: 2000, decimals: -3 });
    expect(parseMeasurement("-0.5")).toMatchObject({ kind: "number", value: -0.5 });
  });

  test.each([
    ["<5", "<", 5],
    ["< 5", "<", 5],
    ["≤0.01", "<=", 0.01],
    ["=<3", "<=", 3],
    ["> 100", ">", 100],
    [">=1.0", ">=", 1],
    ["≥ 2", ">=", 2],
  ])("%s is a limit, never its number and never zero", (text, comparator, value) => {
    expect(parseMeasurement(text)).toMatchObject({ kind: "censored", comparator, value });
  });

  test.each(["2-3", "2 – 3", "2 to 3"])("%s is a range", (text) => {
    expect(parseMeasurement(text)).toMatchObject({ kind: "range", low: 2, high: 3 });
  });

  test.each([
    "",
    "   ",
    "DNR",
    "cancelled",
    "Canceled",
    "CANCELLED - clotted",
    "unable to calculate",
    "not done",
    "N/A",
    "--",
    ".",
  ])("“%s” gives no value", (text) => expect(kindOf(text)).toBe("missing"));

  test.each(["trace", "occasional blasts", "Occasional", "rare blasts seen", "positive", "blasts seen"])(
    "“%s” says there is some, without an amount",
    (text) => expect(kindOf(text)).toBe("seen"),
  );

  test.each(["not detected", "Not Detected", "undetectable", "negative", "none seen", "no blasts"])(
    "“%s” says there is none found",
    (text) => expect(kindOf(text)).toBe("not-detected"),
  );

  test.each([
    "0,5",
    "1,200",
    "5%",
    "abc",
    "ND",
    "~5",
    "3-2",
    "1.2.3",
    "<",
    "NaN",
    "Infinity",
    "0x10",
    "1e999",
    "five",
  ])("“%s” is not read: it is never guessed", (text) => expect(kindOf(text)).toBe("unreadable"));

  test("every finite number reads back as itself", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (value) => {
        const read = parseMeasurement(String(value));
        expect(read.kind === "number" && read.value).toBe(value === 0 ? Number(String(value)) : value);
      }),
    );
  });

  test("no text throws, however long or strange", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(typeof kindOf(text)).toBe("string");
      }),
      { numRuns: 200 },
    );
  });
});

describe("a stated decimal mark", () => {
  test.each([
    ["4,2", ",", 4.2, 1],
    ["12,40", ",", 12.4, 2],
    ["1,234", ",", 1.234, 3],
    ["1.234", ",", 1234, 0],
    ["1.234,5", ",", 1234.5, 1],
    [",5", ",", 0.5, 1],
    ["12", ",", 12, 0],
    ["-0,5", ",", -0.5, 1],
    ["1,2E-4", ",", 0.00012, 5],
    ["1,234", ".", 1234, 0],
    ["1,234,567", ".", 1234567, 0],
    ["105,600.5", ".", 105600.5, 1],
    ["4.2", ".", 4.2, 1],
  ] as const)("%s with “%s” is %d", (text, mark, value, decimals) => {
    expect(parseMeasurement(text, mark)).toEqual({ kind: "number", value, decimals });
  });

  test.each([
    ["4.2", ","],
    ["1.23", ","],
    ["1.2345", ","],
    ["1,234,567", ","],
    ["1,234.5", ","],
    ["4,2", "."],
    ["12,34,567", "."],
    ["0,123", "."],
    ["1.234,5", "."],
    ["70_105", ","],
  ] as const)("%s is not written with “%s”, and is not read as if it were", (text, mark) => {
    expect(parseMeasurement(text, mark)).toEqual({ kind: "unreadable" });
    expect(inPoints(text, mark) === null || text.includes("_")).toBe(true);
  });

  test("holds for limits and ranges too, and words stay words", () => {
    expect(parseMeasurement("< 0,01", ",")).toMatchObject({ kind: "censored", value: 0.01, decimals: 2 });
    expect(parseMeasurement("1,5-2,5", ",")).toMatchObject({ kind: "range", low: 1.5, high: 2.5 });
    expect(parseMeasurement("DNR", ",")).toEqual({ kind: "missing" });
    expect(parseMeasurement("cancelled, see 1.2.3", ",")).toEqual({ kind: "missing" });
  });

  test("changes nothing about a text without comma or point, and without a mark a comma is not understood", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(".", ",", null), (text, mark) => {
        const plain = text.replace(/[.,]/g, "");
        expect(parseMeasurement(plain, mark)).toEqual(parseMeasurement(plain));
      }),
    );
    expect(parseMeasurement("4,2")).toEqual({ kind: "unreadable" });
  });
});

describe("how finely a value was written", () => {
  test.each([
    ["<0.010", 3],
    ["2.50-3.5", 1],
    ["2-3.55", 0],
    [".5", 1],
    ["5.", 0],
    ["1.5e2", -1],
    ["1.25E2", 0],
    ["1e-3", 3],
    [".5e2", -1],
    ["1.0e+3", -2],
  ])("%s has %i decimals", (text, decimals) => {
    expect(parseMeasurement(text)).toMatchObject({ decimals });
  });
});

test("a range may be of one number, and no limit of it is infinite", () => {
  expect(parseMeasurement("3-3")).toMatchObject({ kind: "range", low: 3, high: 3 });
  expect(["1-1e999", "<1e999", ">-1e999"].map(kindOf)).toEqual(["unreadable", "unreadable", "unreadable"]);
});

test("a value may be two hundred characters long, and its words may end in a point", () => {
  expect(kindOf("5".padStart(200))).toBe("number");
  expect(kindOf("5".padStart(201))).toBe("unreadable");
  expect(kindOf("none. seen")).toBe("unreadable");
  expect(["Not  \n detected.", "None seen!", "DNR."].map(kindOf)).toEqual([
    "not-detected",
    "not-detected",
    "missing",
  ]);
});
