import { describe, expect, test } from "vitest";
import { ANSWERS, allOf, anyOf, negate } from "./truth";

describe("three-valued answers", () => {
  test("one failure decides a conjunction, else one unknown does", () => {
    expect(allOf(["met", "unknown", "not-met"])).toBe("not-met");
    expect(allOf(["met", "unknown"])).toBe("unknown");
    expect(allOf(["met", "met"])).toBe("met");
    expect(allOf([])).toBe("met");
  });

  test("one met decides a disjunction, else one unknown does", () => {
    expect(anyOf(["not-met", "unknown", "met"])).toBe("met");
    expect(anyOf(["not-met", "unknown"])).toBe("unknown");
    expect(anyOf([])).toBe("not-met");
  });

  test("De Morgan holds for every pair, so neither operator favours an answer", () => {
    for (const a of ANSWERS) {
      for (const b of ANSWERS) {
        expect(negate(allOf([a, b]))).toBe(anyOf([negate(a), negate(b)]));
        expect(allOf([a, b])).toBe(allOf([b, a]));
      }
    }
  });

  test("unknown stays unknown when it is turned round", () => {
    expect(negate("unknown")).toBe("unknown");
    expect(negate("met")).toBe("not-met");
    expect(negate("not-met")).toBe("met");
  });
});
