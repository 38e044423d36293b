import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "../analytes";
import { assess } from "../assess";
import { note } from "../notes";
import { DEFAULT_POLICY } from "../policy";
import type { ReceivedResult } from "../record";
import { at, count, finding, marrow, sample, value } from "../testing/sample-record";
import { withoutRepeats } from "./remission-notes";

const MARROW = "2026-03-31T09:00";
const COUNT = "2026-03-31T08:30";
type Changes = Partial<Record<AnalyteCode, string | ReceivedResult | null>>;

const assessed = (record: Parameters<typeof assess>[0]) => assess(record, at("2026-05-30"), DEFAULT_POLICY);
const withCount = (changes: Changes, more: Parameters<typeof sample>[1] = {}) =>
  assessed(sample([marrow(MARROW, "2"), count(COUNT, changes)], more));
const withResidual = (text: string, more: Partial<ReceivedResult> = {}) =>
  assessed(sample([marrow(MARROW, "2", [value("MRD", text, more)])])).milestone;
const clauseOf = ({ clauses }: ReturnType<typeof assessed>["remission"], id: string) =>
  clauses.find((each) => each.id === id);
const codes = ({ notes }: ReturnType<typeof assessed>["remission"]) => notes.map(({ code }) => code);

describe("a converted value is never shown on the limit that it misses", () => {
  test("marrow blasts", () => {
    const { remission } = assessed(
      sample([marrow(MARROW, null, [value("MARROW_BLAST", "0.0504", { unit: "1" })]), count(COUNT)]),
    );
    expect(clauseOf(remission, "marrow-blasts")).toMatchObject({
      answer: "not-met",
      value: "5.04",
      unit: "%",
    });
  });

  test("a count", () => {
    const { remission } = withCount({ PLT: value("PLT", "164600", { unit: "/uL" }) });
    expect(clauseOf(remission, "count-PLT")).toMatchObject({ answer: "not-met", value: "164.6" });
  });

  test("residual disease", () => {
    const found = withResidual("0.99999", { unit: "10*-4" }).clauses.find(({ id }) => id === "mrd");
    expect(found).toMatchObject({ answer: "met", value: "0.0099999" });
  });
});

test("where no interval applies the clause says so and keeps the value", () => {
  const policy = { ...DEFAULT_POLICY, coreAnalytes: { value: ["NRBC"], source: "a site" } } as const;
  const record = sample([marrow(MARROW, "2"), count(COUNT, { NRBC: "0.1" })]);
  expect(clauseOf(assess(record, at("2026-05-30"), policy).remission, "count-NRBC")).toMatchObject({
    answer: "unknown",
    value: "0.1",
    interval: null,
    reason: "No interval for NRBC applies at this age.",
  });
});

describe("what a count fails by", () => {
  test("is pointed out where it is too high, a limit not included among them", () => {
    expect(codes(withCount({ WBC: ">10" }).remission)).toContain("FAILED_HIGH");
    expect(codes(withCount({ WBC: "3.0" }).remission)).not.toContain("FAILED_HIGH");
  });

  test("is not called high where the interval has no upper limit", () => {
    const platelets = value("PLT", "100", { interval: { low: 150 } });
    const { remission } = withCount({ PLT: platelets });
    expect(clauseOf(remission, "count-PLT")?.answer).toBe("not-met");
    expect(codes(remission)).not.toContain("FAILED_HIGH");
  });
});

test("a count on a limit is unassigned by ELN only where it is a number, and the other one too", () => {
  const eln = (changes: Changes) => withCount(changes).definitions.eln2024?.verdict;
  expect(eln({ ANC: "<1.5", PLT: "150" })).toBe("NOT_EVALUABLE");
  expect(eln({ ANC: "1.5", PLT: "<150" })).toBe("NOT_EVALUABLE");
  expect(eln({ ANC: "1.5", PLT: "100" })).toBe("UNASSIGNED");
  expect(eln({ ANC: "1.0", PLT: "150" })).toBe("UNASSIGNED");
});

test("a count that answers differently about blood blasts alone is discordant", () => {
  const near = (blasts: string) => count(COUNT, { BLAST_PCT: blasts });
  const far = (blasts: string) => count("2026-04-02", { BLAST_PCT: blasts });
  const noted = (a: string, b: string) =>
    codes(assessed(sample([marrow(MARROW, "2"), near(a), far(b)])).remission);
  expect(noted("2", "0")).toContain("DISCORDANT_CBC");
  expect(noted("0", "2")).toContain("DISCORDANT_CBC");
  expect(noted("0", "0")).not.toContain("DISCORDANT_CBC");
});

test("marrows of one date that say the same with spaces around it do not conflict", () => {
  const other = marrow("2026-03-31T09:05", " 2 ");
  expect(codes(assessed(sample([marrow(MARROW, "2"), other])).remission)).not.toContain(
    "CONFLICTING_MARROWS",
  );
});

describe("a remark", () => {
  test("is made once", () => {
    const [first, other] = [note("MISSING", "r", "PLT"), note("MISSING", "r", "ANC")];
    expect(withoutRepeats([first, other, { ...first }])).toEqual([first, other]);
    expect(withoutRepeats([first, { ...first, reportId: "s" }])).toHaveLength(2);
  });

  test("about two values that have no unit is one", () => {
    const noUnit = { unit: null };
    const { remission } = withCount({
      BLAST_PCT: value("BLAST_PCT", "1", noUnit),
      BLAST_ABS: value("BLAST_ABS", "0.1", noUnit),
    });
    expect(codes(remission).filter((code) => code === "UNIT_ERROR")).toHaveLength(1);
  });
});

describe("residual disease", () => {
  const noted = (...given: Parameters<typeof withResidual>) =>
    withResidual(...given).notes.map(({ code, text }) => [code, text]);

  test("that was found says how much, and nothing of how far the assay sees", () => {
    expect(noted(" 0.3 ", { sensitivity: 0.1 })).toEqual([
      ["MRD_POSITIVE", "Measurable residual disease is at or above the cut-off. 0.3 %."],
    ]);
    const found = withResidual("0.3", { sensitivity: 0.1 }).clauses.find(({ id }) => id === "mrd");
    expect(found).toMatchObject({ answer: "not-met", reason: null });
  });

  test.each([
    ["0.02-0.05", "not-met"],
    ["0.005-0.02", "indeterminate"],
    ["0.001-0.005", "met"],
    [">0", "indeterminate"],
  ])("of %s %% is %s", (text, state) => expect(withResidual(text).state).toBe(state));
});

test("a milestone that cannot be answered gives each reason as a sentence of its own", () => {
  const record = sample([marrow(MARROW, "<10")], { extramedullary: [finding("suspected")] });
  expect(assessed(record).milestone.reason).toBe(
    "The marrow of Day 30 does not answer. Marrow blasts <10 %: Its range lies on both sides of 5 %. " +
      "Extramedullary disease suspected: Extramedullary disease is suspected.",
  );
});
