import { describe, expect, test } from "vitest";
import { message, observation, order, PATIENT } from "./fixtures/build-message";
import { readFile, readObservations } from "./fixtures/read-file";

describe("dates", () => {
  const at = (collected: string, patient = PATIENT) =>
    readFile(message({ patient, order: order("F-9", collected), observations: [observation()] }));

  test.each([
    ["20260230", "refused", "date-impossible"],
    ["yesterday", "refused", "date-impossible"],
    ["202603290230", "refused", "time-skipped"],
    ["20260402", "set-aside", "future-date"],
    ["20150301", "set-aside", "before-birth"],
    ["202603", "set-aside", "date-imprecise"],
    ["", "set-aside", "date-missing"],
  ] as const)("collected “%s” is %s: %s", (collected, outcome, code) => {
    const { rows, reports } = at(collected);
    expect(rows[0]).toMatchObject({ outcome, code, analyte: "HGB", reportIndex: null });
    expect(reports).toEqual([]);
  });

  test("a sample taken on the day of birth is possible", () => {
    expect(at("20150302").rows[0]).toMatchObject({ outcome: "value" });
  });

  test("an observation's own time comes before the order's, and another day is set aside", () => {
    const own = readObservations(observation({ collected: "202603310915" }));
    expect(own.reports[0]?.collected).toEqual({ date: "2026-03-31", minute: 555 });
    const { rows, reports } = readObservations(
      observation({ collected: "202603310830" }),
      observation({ test: "777-3^p^LN", unit: "G/L", collected: "202603300830" }),
    );
    expect(rows.map(({ code }) => code)).toEqual([null, "collected-differs"]);
    expect(reports[0]?.results).toHaveLength(1);
  });

  test("an impossible time of one observation refuses that one only", () => {
    const { rows } = readObservations(
      observation(),
      observation({ test: "777-3^p^LN", unit: "G/L", collected: "20260231" }),
    );
    expect(rows.map(({ code }) => code)).toEqual([null, "date-impossible"]);
  });

  test("the specimen's time is used where neither the observation nor the order has one", () => {
    const spm = `SPM|1|||BLD^Blood^HL70487${"|".repeat(13)}202603310700`;
    const { reports } = readFile(
      message({ order: order("F-9", ""), observations: [observation()], after: [spm] }),
    );
    expect(reports[0]?.collected).toEqual({ date: "2026-03-31", minute: 420 });
  });
});

describe("specimen", () => {
  const on = (spm: string, ...observations: string[]) =>
    readFile(
      message({
        order: order("F-9", "20260331", "F", "1-8"),
        observations,
        after: spm ? [`SPM|1|||${spm}`] : [],
      }),
    );

  test("a marrow value on blood is kept in the blood report, and said not to fit", () => {
    const marrow = observation({ test: "11150-0^Blasts^LN", unit: "%", text: "3" });
    const { reports, rows } = on("119297000^Blood^SCT", marrow);
    expect(reports[0]?.specimen).toBe("blood");
    expect(rows[0]).toMatchObject({ outcome: "value", value: null });
    expect(rows[0]?.notes.map(({ code }) => code)).toEqual(["specimen-mismatch"]);
  });

  test("a value of a specimen that is none of ours never becomes a blood count", () => {
    const [row] = on(
      "122575003^Urine specimen^SCT",
      observation({ test: "6690-2^WBC^LN", unit: "G/L" }),
    ).rows;
    expect(row).toMatchObject({ outcome: "set-aside", code: "specimen-unknown" });
  });

  test("unstated, it is the panel's, else each analyte's own", () => {
    expect(
      readFile(
        message({
          order: order("F", "20260331", "F", "33721-2"),
          observations: [observation({ test: "MRD^m^L", unit: "%", text: "0.1" })],
        }),
      ).reports[0]?.specimen,
    ).toBe("marrow");
    const { reports } = on(
      "",
      observation(),
      observation({ test: "11150-0^Blasts^LN", unit: "%", text: "3" }),
    );
    expect(reports.map(({ specimen }) => specimen)).toEqual(["blood", "marrow"]);
  });
});
