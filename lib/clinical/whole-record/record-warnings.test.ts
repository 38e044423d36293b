import { describe, expect, test } from "vitest";
import { drugShown, NAMED_DRUGS, namedDrug } from "./drugs";
import { philadelphiaOf } from "./record-entries";
import { beforeDiagnosis, treatmentWarnings } from "./record-warnings";

const course = (agents: string[], kinds: string[] = []) => ({ id: "c", start: "2026-03-02", kinds, agents });
const codes = (...given: Parameters<typeof treatmentWarnings>) =>
  treatmentWarnings(...given).map(({ code }) => code);
const adult = { birthDate: "1990-01-01" };

describe("the named drugs", () => {
  test.each(NAMED_DRUGS)(
    "$generic is known by that name and by $brand, in any case and with a dose",
    (drug) => {
      expect(namedDrug(drug.generic.toUpperCase())).toBe(drug);
      expect(namedDrug(`${drug.brand.toLowerCase()} 100 mg`)).toBe(drug);
      expect(drugShown(drug.brand)).toBe(`${drug.generic} (${drug.brand})`);
    },
  );

  test("another drug is no named one, and keeps its name", () => {
    expect(namedDrug("imatinibium")).toBeNull();
    expect(drugShown("vincristine")).toBe("vincristine");
  });
});

describe("a targeted drug", () => {
  test.each([
    ["negative", 1],
    ["pending", 1],
    ["not-done", 1],
    [null, 1],
    ["positive", 0],
  ] as const)("with Philadelphia %s raises %s warning", (philadelphia, count) => {
    const warnings = treatmentWarnings(course(["Gleevec"]), adult, philadelphia);
    expect(warnings).toHaveLength(count);
    expect(warnings.every(({ text }) => text.startsWith("Imatinib: Philadelphia "))).toBe(true);
  });

  test("that is not named warns too; one that does not block BCR::ABL1 does not", () => {
    expect(codes(course([], ["targeted"]), adult, null)).toEqual(["not-philadelphia-positive"]);
    expect(codes(course(["ruxolitinib"], ["targeted"]), adult, null)).toEqual([]);
    expect(codes(course(["blinatumomab"], ["immunotherapy"]), adult, "negative")).toEqual([]);
  });
});

describe("tisagenlecleucel", () => {
  test("is meant for patients up to 25 years: the 26th birthday warns, the day before does not", () => {
    const given = course(["Kymriah"]);
    expect(codes(given, { birthDate: "2000-03-02" }, null)).toEqual(["older-than-approved"]);
    expect(codes(given, { birthDate: "2000-03-03" }, null)).toEqual([]);
  });

  test("without a first day nobody's age can be told", () => {
    expect(codes({ ...course(["Kymriah"]), start: null }, adult, null)).toEqual([]);
  });
});

describe("Philadelphia", () => {
  const found = (...results: string[]) =>
    philadelphiaOf(results.map((result) => ({ test: "bcr-abl1", result })));

  test("once positive stays a property of the disease; a pending test does not hide an answer", () => {
    expect(found("positive", "negative")).toBe("positive");
    expect(found("negative", "pending")).toBe("negative");
    expect(found("not-done", "pending")).toBe("pending");
    expect(found()).toBeNull();
    expect(philadelphiaOf([{ test: "kmt2a", result: "positive" }])).toBeNull();
  });
});

describe("an event before the diagnosis", () => {
  const marrow = { id: "r", what: "Marrow report" };

  test("is named; one of that day, an undated one, and any without a diagnosis are not", () => {
    const events = [
      { ...marrow, on: "2026-03-01" },
      { ...marrow, on: "2026-03-02" },
      { ...marrow, on: null },
    ];
    expect(beforeDiagnosis(events, "2026-03-02").map(({ text }) => text)).toEqual([
      "Marrow report of 2026-03-01 is dated before the diagnosis of 2026-03-02.",
    ]);
    expect(beforeDiagnosis(events, null)).toEqual([]);
  });
});
