import { describe, expect, test } from "vitest";
import { acceptUnit } from "./analytes";
import { fromCanonical, normalizeUnit, sameScale, shiftDecimal, toCanonical, withoutNoise } from "./quantity";

describe("a spelling of a unit", () => {
  test.each([
    ["×10⁹/L", "10^9/L"],
    ["X10^9/L", "10^9/L"],
    ["x 10 ^ 9 / L", "10^9/L"],
    ["10*9/L", "10^9/L"],
    ["10**9/L", "10^9/L"],
    ["10e9/L", "10^9/L"],
    ["10E+9/L", "10^9/L"],
    ["10(9)/L", "10^9/L"],
    ["10(12)/L", "10^12/L"],
    ["10*12/L", "10^12/L"],
    ["10¹²/L", "10^12/L"],
    ["10*-4", "10^-4"],
    ["10⁻⁴", "10^-4"],
    ["/µL", "/uL"],
    ["/μL", "/uL"],
    ["K/mcL", "K/uL"],
    ["K/MCL", "K/uL"],
    ["/cumm", "/mm3"],
    ["/cu.mm", "/mm3"],
    ["/CMM", "/mm3"],
    ["/mm³", "/mm3"],
    ["µm^3", "um3"],
    ["g / dL", "g/dL"],
  ])("%s is read as %s", (spelling, plain) => {
    expect(normalizeUnit(spelling)).toBe(plain);
  });

  test.each(["x9/L", "maxx10*9", "210*9/L", "mcLx", "cmmx", "m^3x", "pg/{cell}"])(
    "%s is left as it is: a part of it means nothing",
    (spelling) => {
      expect(normalizeUnit(spelling)).toBe(spelling);
    },
  );

  test("may be up to sixty characters long, spaces included", () => {
    const padded = (length: number) => `x10*9${" ".repeat(length - 7)}/L`;
    expect(acceptUnit("WBC", padded(60))?.unit).toBe("10*9/L");
    expect(acceptUnit("WBC", padded(61))).toBeNull();
  });

  test("names its unit, the canonical one and what it multiplies by", () => {
    expect(acceptUnit("HGB", "G/DL")).toMatchObject({ unit: "g/dL", display: "g/dL", factor: 1 });
    expect(acceptUnit("HGB", "gm/L")).toMatchObject({ unit: "g/L", canonicalUnit: "g/dL", factor: 0.1 });
    expect(acceptUnit("HGB", "mmol/L")?.factor).toBeCloseTo(1.6113, 4);
    expect(acceptUnit("PLT", "cells/uL")).toMatchObject({ display: "/µL", factor: 0.001 });
  });
});

describe("a conversion", () => {
  test.each([
    [117, -1, 11.7],
    [0.05, 2, 5],
    [4.35, 2, 435],
    [1.5e-7, 3, 0.00015],
    [2e21, -3, 2e18],
    [1.5e-7, -2, 1.5e-9],
    [5, 0, 5],
  ])("by a power of ten moves the point and adds nothing: %d by %i is %d", (value, power, moved) => {
    expect(shiftDecimal(value, power)).toBe(moved);
  });

  test("goes by the published constant where there is one, and comes back", () => {
    const haemoglobin = { divideBy: 0.6206 };
    expect(toCanonical(8, haemoglobin)).toBeCloseTo(12.8908, 4);
    expect(fromCanonical(toCanonical(8, haemoglobin), haemoglobin)).toBeCloseTo(8, 12);
    expect(fromCanonical(12.4, { power: -1 })).toBe(124);
  });

  test("of sums keeps twelve digits and no noise", () => {
    expect(withoutNoise(0.1 + 0.2)).toBe(0.3);
    expect(withoutNoise(98.0999999999999)).toBe(98.1);
    expect(withoutNoise(1234.5678)).toBe(1234.5678);
  });

  test("is the same for two units only where every number prints the same", () => {
    expect(sameScale({ power: -1 }, { power: -1 })).toBe(true);
    expect(sameScale({ power: -1 }, { power: 0 })).toBe(false);
    expect(sameScale({ divideBy: 0.6206 }, { divideBy: 0.6206 })).toBe(true);
    expect(sameScale({ divideBy: 0.6206 }, { divideBy: 0.62 })).toBe(false);
    expect(sameScale({ divideBy: 1 }, { power: 0 })).toBe(false);
    expect(sameScale({ power: 0 }, { divideBy: 1 })).toBe(false);
  });
});
