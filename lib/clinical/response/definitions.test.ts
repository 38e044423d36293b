import { describe, expect, test } from "vitest";
import { assess } from "../assess";
import { DEFAULT_POLICY } from "../policy";
import type { PatientRecord } from "../record";
import { at, count, finding, marrow, sample, support, value } from "../testing/sample-record";
import { CRITERIA_SETS } from "./registry";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";
const LATER = "2026-05-30";

const verdict = (id: string, record: PatientRecord, asOf = LATER) =>
  assess(record, at(asOf), DEFAULT_POLICY).definitions[id]?.verdict;
const clear = (changes: Parameters<typeof count>[1], more: Parameters<typeof sample>[1] = {}) =>
  sample([marrow(MARROW, "1"), count(COUNT, changes)], more);
const withMarrow = (blasts: string, results: Parameters<typeof marrow>[2] = []) =>
  sample([marrow(MARROW, blasts, results), count(COUNT)]);

describe.each(CRITERIA_SETS)("definition $id", ({ id, name, source, verdicts }) => {
  test("has a name and a source, and answers only what it declares", () => {
    expect(name).not.toBe("");
    expect(source).not.toBe("");
    const records = [
      sample([]),
      sample([], { courses: [] }),
      withMarrow("3"),
      withMarrow("60"),
      withMarrow("<10"),
      withMarrow("trace"),
      sample([marrow(MARROW, "3")]),
      clear({ PLT: "100" }),
      clear({ ANC: null }),
      clear({ PLT: "40" }),
    ];
    for (const record of records) expect(verdicts).toContain(verdict(id, record));
  });

  test("gives no remission without a usable marrow after the baseline, nor before treatment", () => {
    const never = ["NOT_EVALUABLE"];
    expect(never).toContain(verdict(id, sample([count(COUNT)])));
    expect(never).toContain(verdict(id, sample([marrow(MARROW, "1"), count(COUNT)], { courses: [] })));
    expect(never).toContain(
      verdict(id, sample([marrow("2026-03-02T09:00", "1"), count("2026-03-02T08:00")])),
    );
    expect(never).toContain(verdict(id, sample([marrow(MARROW, "1"), count(COUNT)]), "2026-03-01"));
  });
});

test("every definition has its own id", () => {
  expect(new Set(CRITERIA_SETS.map(({ id }) => id)).size).toBe(CRITERIA_SETS.length);
});

describe("ELN 2024", () => {
  const eln = (record: PatientRecord) => verdict("eln2024", record);

  test.each([
    ["4.9", "CR"],
    ["5", "FAILURE"],
    [">=5", "FAILURE"],
    ["<5", "CR"],
    ["<=5", "NOT_EVALUABLE"],
    ["<10", "NOT_EVALUABLE"],
    ["trace", "NOT_EVALUABLE"],
    ["500", "NOT_EVALUABLE"],
  ])("marrow blasts %s: %s", (blasts, expected) => expect(eln(withMarrow(blasts))).toBe(expected));

  test.each([
    ["0.3", {}, "CR"],
    ["1", {}, "FAILURE"],
    ["0.99", {}, "CR"],
    ["<1", {}, "CR"],
    ["<=1", {}, "NOT_EVALUABLE"],
    ["<2", {}, "NOT_EVALUABLE"],
    [">0.5", {}, "NOT_EVALUABLE"],
    ["not detected", {}, "CR"],
    ["positive", {}, "NOT_EVALUABLE"],
    ["8", {}, "NOT_EVALUABLE"],
    ["8", { confirmed: true }, "FAILURE"],
    ["0.3", { unit: null }, "NOT_EVALUABLE"],
    ["DNR", {}, "CR"],
  ] as const)("residual disease %s %j: %s", (text, more, expected) => {
    expect(eln(withMarrow("2", [value("MRD", text, more)]))).toBe(expected);
  });

  test.each([
    [{ ANC: "1.01", PLT: "101" }, "CR"],
    [{ ANC: "0.99", PLT: "210" }, "CRi"],
    [{ ANC: "3.1", PLT: "99" }, "CRi"],
    [{ ANC: "1.0", PLT: "210" }, "UNASSIGNED"],
    [{ ANC: "3.1", PLT: "100" }, "UNASSIGNED"],
    [{ ANC: "1.0", PLT: "99" }, "CRi"],
    [{ ANC: null }, "NOT_EVALUABLE"],
    [{ PLT: null, ANC: "0.2" }, "NOT_EVALUABLE"],
    [{ PLT: "4" }, "NOT_EVALUABLE"],
    [{ PLT: "<90" }, "CRi"],
    [{ PLT: "<150" }, "NOT_EVALUABLE"],
    [{ PLT: ">100" }, "CR"],
    [{ PLT: ">=100" }, "NOT_EVALUABLE"],
    [{ WBC: "3.9", HGB: "9" }, "CR"],
    [{ BLAST_PCT: "1" }, "NOT_EVALUABLE"],
    [{ BLAST_PCT: "<1" }, "NOT_EVALUABLE"],
    [{ BLAST_PCT: null }, "CR"],
    [{ ANC: null, NEUT_PCT: "60" }, "CR"],
  ] as const)("count %j: %s", (changes, expected) => expect(eln(clear(changes))).toBe(expected));

  test("without a paired count it is at least a leukaemia-free marrow", () => {
    expect(eln(sample([marrow(MARROW, "1")]))).toBe("MLFS");
    expect(eln(sample([marrow(MARROW, "1")], { extramedullary: [finding("suspected")] }))).toBe(
      "NOT_EVALUABLE",
    );
    expect(eln(sample([marrow(MARROW, "1")], { extramedullary: [finding("present")] }))).toBe("FAILURE");
  });

  test("transfusion leaves a normal count open and a low one low; growth factor is not mentioned there", () => {
    const given = (kind: Parameters<typeof support>[0], on: string) => ({ support: [support(kind, on)] });
    expect(eln(clear({}, given("platelets", "2026-03-24")))).toBe("NOT_EVALUABLE");
    expect(eln(clear({}, given("platelets", "2026-03-23")))).toBe("CR");
    expect(eln(clear({}, given("red-cells", "2026-03-03")))).toBe("NOT_EVALUABLE");
    expect(eln(clear({}, given("red-cells", "2026-03-02")))).toBe("CR");
    expect(eln(clear({}, given("g-csf", "2026-03-30")))).toBe("CR");
    expect(eln(clear({ PLT: "60" }, given("platelets", "2026-03-30")))).toBe("CRi");
  });

  test("of two marrows of one date a certain failure decides", () => {
    expect(eln(sample([marrow(MARROW, "5"), marrow("2026-03-31T09:05", "500"), count(COUNT)]))).toBe(
      "FAILURE",
    );
    expect(eln(sample([marrow(MARROW, "2"), marrow("2026-03-31T09:05", "500"), count(COUNT)]))).toBe(
      "NOT_EVALUABLE",
    );
  });
});

describe("CIBMTR and marrow grades", () => {
  test.each([
    [{}, "CR"],
    [{ ANC: "1.0", PLT: "100" }, "CR"],
    [{ ANC: "0.9" }, "NOT_CR"],
    [{ PLT: "99" }, "NOT_CR"],
    [{ ANC: null }, "NOT_EVALUABLE"],
    [{ BLAST_PCT: "2" }, "NOT_EVALUABLE"],
  ] as const)("CIBMTR, count %j: %s", (changes, expected) =>
    expect(verdict("cibmtr", clear(changes))).toBe(expected),
  );

  test("CIBMTR asks for independence from transfusion and for less than 5 %", () => {
    expect(verdict("cibmtr", clear({}, { support: [support("platelets", "2026-03-30")] }))).toBe(
      "NOT_EVALUABLE",
    );
    expect(verdict("cibmtr", withMarrow("5"))).toBe("NOT_CR");
  });

  test.each([
    ["4.9", "M1"],
    ["5", "M2"],
    ["25", "M2"],
    ["25.1", "M3"],
    ["<5", "M1"],
    [">30", "M3"],
    ["<10", "NOT_EVALUABLE"],
  ])("a marrow of %s %% is %s", (blasts, expected) =>
    expect(verdict("marrowGrade", withMarrow(blasts))).toBe(expected),
  );
});
