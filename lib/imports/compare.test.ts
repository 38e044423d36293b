import { describe, expect, test } from "vitest";
import type { LocalDate } from "@/lib/branded";
import type { ReceivedResult } from "@/lib/clinical/record";
import { type ComparableReport, compareReport, compareReports } from "./compare";

function result(
  analyte: ReceivedResult["analyte"],
  text: string,
  unit: string | null,
  more: Partial<ReceivedResult> = {},
) {
  const nothing = { interval: null, intervalUnit: null, sensitivity: null, confirmed: false, setAside: null };
  return { ...nothing, analyte, text, unit, ...more } satisfies ReceivedResult;
}

const collected = { date: "2026-03-31" as LocalDate, minute: 510 };
const report = (results: ReceivedResult[], more: Partial<ComparableReport> = {}): ComparableReport => ({
  status: "final",
  collected,
  results,
  ...more,
});

const hgb = result("HGB", "12.5", "g/dL", { interval: { low: 12, high: 16 } });
const plt = result("PLT", "150", "10*9/L");
const stored = report([hgb, plt]);
const outcomes = (incoming: ComparableReport, versions: ComparableReport[] = [stored]) => {
  const { outcome, values } = compareReport(incoming, versions);
  return [outcome, Object.fromEntries(values)];
};

describe("against what is stored", () => {
  test("a report nobody has is new, every value of it", () => {
    expect(outcomes(stored, [])).toEqual(["new", { HGB: "new", PLT: "new" }]);
  });

  test("the same again is the same", () => {
    expect(outcomes(stored)).toEqual(["same", { HGB: "same", PLT: "same" }]);
  });

  test.each([
    ["another spelling of the unit", { unit: "gm/dL" }],
    ["the same quantity in another unit", { text: "125", unit: "g/L", interval: { low: 120, high: 160 } }],
    ["one more zero", { text: "12.50" }],
    ["blanks", { text: " 12.5 " }],
  ])("%s changes nothing", (_what, more) => {
    expect(outcomes(report([{ ...hgb, ...more }, plt]))).toEqual(["same", { HGB: "same", PLT: "same" }]);
  });

  test.each([
    ["another number", { text: "12.6" }],
    ["a comparator", { text: "<12.5" }],
    ["another unit with the same number", { unit: "g/L" }],
    ["a unit that is not accepted", { unit: "g/mL" }],
    ["no unit", { unit: null }],
    ["another interval", { interval: { low: 12, high: 17 } }],
    ["no interval", { interval: null }],
    ["a withdrawal by the source", { setAside: "The laboratory has withdrawn this value." }],
    ["no value", { text: "DNR" }],
  ])("%s changes that value and no other", (_what, more) => {
    expect(outcomes(report([{ ...hgb, ...more }, plt]))).toEqual([
      "changed",
      { HGB: "changed", PLT: "same" },
    ]);
  });

  test("a value more is new, a value less is not withdrawn", () => {
    const wbc = result("WBC", "5", "10*9/L");
    expect(outcomes(report([hgb, plt, wbc]))).toEqual(["changed", { HGB: "same", PLT: "same", WBC: "new" }]);
    expect(outcomes(report([plt]))).toEqual(["same", { PLT: "same" }]);
  });

  test("another collection time changes every value", () => {
    const moved = report([hgb, plt], { collected: { ...collected, minute: 511 } });
    expect(outcomes(moved)).toEqual(["changed", { HGB: "changed", PLT: "changed" }]);
  });
});

describe("status", () => {
  test("a final report changes every value of a preliminary one", () => {
    const preliminary = report([hgb, plt], { status: "preliminary" });
    expect(outcomes(stored, [preliminary])).toEqual(["changed", { HGB: "changed", PLT: "changed" }]);
  });

  test("a preliminary report never replaces one that stands", () => {
    const late = report([result("HGB", "11", "g/dL")], { status: "preliminary" });
    const comparison = compareReport(late, [stored]);
    expect(comparison).toMatchObject({
      outcome: "set-aside",
      problem: { code: "stale", outcome: "set-aside" },
    });
    expect(comparison.merged).toBe(stored.results);
  });

  test("a correction of one value leaves the others the same", () => {
    const correction = report([{ ...hgb, text: "13.5" }, plt], { status: "corrected" });
    expect(outcomes(correction)).toEqual(["changed", { HGB: "changed", PLT: "same" }]);
  });

  test("a report restated as corrected without any difference is a change of all of it", () => {
    expect(outcomes(report([hgb, plt], { status: "corrected" }))).toEqual([
      "changed",
      { HGB: "changed", PLT: "changed" },
    ]);
    expect(outcomes(stored, [report([hgb, plt], { status: "corrected" })])).toEqual([
      "same",
      { HGB: "same", PLT: "same" },
    ]);
  });

  test("a cancelled report changes the one that stands", () => {
    expect(outcomes(report([{ ...hgb, text: "" }], { status: "cancelled" }))[0]).toBe("changed");
  });
});

describe("what people did since", () => {
  test("a file sent again does not undo a correction made after it", () => {
    const corrected = report([{ ...hgb, text: "13.5" }, plt], { status: "corrected" });
    expect(outcomes(stored, [corrected, stored])).toEqual(["same", { HGB: "same", PLT: "same" }]);
  });

  test("a file sent again does not restore what was withdrawn", () => {
    const withdrawn = report([hgb, plt], { status: "entered-in-error" });
    expect(outcomes(stored, [withdrawn, stored])[0]).toBe("same");
  });

  test("a correction by the source that was never seen before does change it back", () => {
    const typed = report([{ ...hgb, text: "13.5" }, plt], { status: "corrected" });
    const fromSource = report([{ ...hgb, text: "12.5" }, plt], { status: "corrected" });
    expect(outcomes(fromSource, [typed, stored])).toEqual(["changed", { HGB: "changed", PLT: "same" }]);
  });

  test("a confirmation or a setting aside by a person is no difference", () => {
    const reviewed = report([
      { ...hgb, confirmed: true },
      { ...plt, setAside: "clotted" },
    ]);
    expect(outcomes(stored, [reviewed])[0]).toBe("same");
  });
});

describe("the next version", () => {
  test("keeps what was not sent and what is equal, replaces what differs, adds what is new", () => {
    const reviewed = report([
      { ...hgb, confirmed: true },
      { ...plt, confirmed: true },
    ]);
    const wbc = result("WBC", "5", "10*9/L");
    const { merged } = compareReport(report([wbc, { ...hgb, text: "13.5" }]), [reviewed]);
    expect(merged.map(({ analyte, text, confirmed }) => [analyte, text, confirmed])).toEqual([
      ["HGB", "13.5", false],
      ["PLT", "150", true],
      ["WBC", "5", false],
    ]);
  });

  test("two different values for one analyte are compared as a pair", () => {
    const second = result("HGB", "9.1", "g/dL", { setAside: "second value" });
    const both = report([hgb, plt, second]);
    expect(outcomes(both, [both])).toEqual(["same", { HGB: "same", PLT: "same" }]);
    expect(outcomes(both)).toEqual(["changed", { HGB: "changed", PLT: "same" }]);
    const { merged } = compareReport(report([hgb], { status: "corrected" }), [both]);
    expect(merged.filter(({ analyte }) => analyte === "HGB")).toHaveLength(1);
  });
});

test("in one file a later message about the same report is compared with the earlier one", () => {
  const identity = { patientKey: "P", accession: "A", specimen: "blood", subId: null } as const;
  const first = { ...identity, ...stored };
  const second = { ...identity, ...report([{ ...hgb, text: "13.5" }, plt], { status: "corrected" }) };
  const elsewhere = { ...first, subId: "left" };
  const compared = compareReports([first, first, second, elsewhere, first], () => []);
  expect(compared.map(({ outcome }) => outcome)).toEqual(["new", "same", "changed", "new", "same"]);
});
