import { describe, expect, it } from "vitest";
import {
  correctionInput,
  type ReportAnswer,
  type ResultAnswer,
  withdrawalInput,
} from "@/lib/contract/report";
import {
  becauseBody,
  changedCodes,
  correctionBody,
  correctionCodes,
  draftOfReport,
  mergedOver,
  reportDifferences,
  reportNow,
} from "./correction-draft";
import { paperOrder, withValue } from "./report-draft";

const result = (
  analyte: string,
  text: string,
  unit: string,
  more: Partial<ResultAnswer> = {},
): ResultAnswer => ({
  analyte,
  text,
  unit,
  value: Number(text),
  canonicalUnit: unit,
  comparator: null,
  flag: null,
  interval: null,
  state: "ok",
  reason: null,
  confirmed: false,
  derived: false,
  sentInterval: null,
  sensitivity: null,
  ...more,
});

const report: ReportAnswer = {
  id: "r1",
  version: 2,
  specimen: "blood",
  accession: "A-1",
  subId: null,
  status: "final",
  adequate: true,
  collectedOn: "2026-03-31",
  collectedTime: "08:30",
  receivedAt: "2026-03-31T09:00:00.000Z",
  knownSince: "2026-03-31T09:00:00.000Z",
  source: "entered",
  author: "Nurse",
  reason: null,
  note: null,
  results: [
    result("WBC", "5200", "{cells}/uL", { sentInterval: { low: 4000, high: 10000 } }),
    result("HGB", "1.24", "g/dL"),
    result("ANC", "3.1", "10*9/L", { derived: true }),
  ],
};
const opened = draftOfReport(report);
const because = { reason: "typing-error", note: "" } as const;

describe("a correction", () => {
  const mended = withValue(opened, "HGB", { text: "12.4" });

  it("sends the whole new list: what was not touched goes back with its unit spelt as it came and its interval", () => {
    const made = correctionBody(report, mended, because);
    expect(made.ok && made.body).toEqual({
      reason: "typing-error",
      note: null,
      results: [
        {
          analyte: "WBC",
          text: "5200",
          unit: "{cells}/uL",
          interval: { low: 4000, high: 10000 },
          sensitivity: null,
          confirmed: false,
        },
        { analyte: "HGB", text: "12.4", unit: "g/dL", interval: null, sensitivity: null, confirmed: false },
      ],
    });
    expect(made.ok && correctionInput.safeParse(made.body).success).toBe(true);
  });

  it("never sends a value the core computed as if the laboratory had reported it", () => {
    expect(opened.values.ANC).toBeUndefined();
  });

  it("that changes nothing is not a version", () => {
    const made = correctionBody(report, opened, because);
    expect(!made.ok && made.fields.map(({ code }) => code)).toEqual(["unchanged"]);
  });

  it("needs a reason, and “other” needs its words", () => {
    const without = correctionBody(report, mended, { reason: "", note: "" });
    expect(!without.ok && without.fields.map(({ path }) => path)).toEqual(["reason"]);
    expect(becauseBody({ reason: "other", note: " " }).ok).toBe(false);
    const other = becauseBody({ reason: "other", note: "seen on the film" });
    expect(other.ok && withdrawalInput.safeParse(other.body).success).toBe(true);
  });

  it("of the time alone sends the new moment and the old values", () => {
    const made = correctionBody(report, { ...opened, time: "09:15" }, because);
    expect(made.ok && made.body.collected).toBe("2026-03-31T09:15");
    expect(made.ok && made.body.results).toHaveLength(2);
  });

  it("may only confirm an unusual value", () => {
    const confirmed = withValue(opened, "HGB", { confirmed: true });
    expect(changedCodes(report, confirmed)).toEqual(["HGB"]);
    const made = correctionBody(report, confirmed, { reason: "confirmed", note: "" });
    expect(made.ok && made.body.results[1]).toMatchObject({ text: "1.24", confirmed: true });
  });

  it("that removes every value is a withdrawal and says so", () => {
    const bare = withValue(withValue(opened, "HGB", { text: "" }), "WBC", { text: "" });
    const made = correctionBody(report, bare, because);
    expect(!made.ok && made.fields[0]?.message).toContain("withdraw");
  });
});

describe("a conflict", () => {
  const theirs: ReportAnswer = {
    ...report,
    version: 3,
    status: "corrected",
    results: [report.results[0]!, result("HGB", "12.5", "g/dL")],
  };

  it("shows original, theirs and mine where they do not agree", () => {
    const rows = reportDifferences(report, theirs, withValue(opened, "HGB", { text: "12.4" }));
    expect(rows).toEqual([{ label: "Hb", original: "1.24 g/dL", theirs: "12.5 g/dL", mine: "12.4 g/dL" }]);
  });

  it("settled in my favour keeps what the colleague changed and I did not touch", () => {
    const changedBoth = { ...theirs, results: [result("WBC", "5300", "{cells}/uL"), theirs.results[1]!] };
    const mine = withValue(opened, "HGB", { text: "12.4" });
    expect(reportDifferences(report, changedBoth, mine)[0]).toEqual({
      label: "WBC",
      original: "5200 cells/µL",
      theirs: "5300 cells/µL",
      mine: null,
    });
    const made = correctionBody(changedBoth, mergedOver(changedBoth, report, mine), because);
    expect(made.ok && made.body.results.map(({ analyte, text }) => [analyte, text])).toEqual([
      ["WBC", "5300"],
      ["HGB", "12.4"],
    ]);
  });

  it("in which both changed the same value to the same is no conflict any more", () => {
    const mine = withValue(opened, "HGB", { text: "12.5" });
    const made = correctionBody(theirs, mergedOver(theirs, report, mine), because);
    expect(!made.ok && made.fields.map(({ code }) => code)).toEqual(["unchanged"]);
  });

  it("with a withdrawal says so: saving mine would bring the report back", () => {
    const rows = reportDifferences(report, { ...theirs, status: "entered-in-error" }, opened);
    expect(rows[0]).toEqual({ label: "Status", original: "final", theirs: "withdrawn", mine: "corrected" });
  });

  it("without the present version in the answer is not invented", () => {
    expect(reportNow({ version: 3 })).toBeNull();
    expect(reportNow(null)).toBeNull();
    expect(reportNow(theirs)?.version).toBe(3);
  });
});

it("a correction shows what is on record, a value of the wrong specimen included", () => {
  const strange = withValue(opened, "MARROW_BLAST", { text: "4" });
  const { usual, more } = paperOrder("blood");
  expect(correctionCodes(strange, [...usual, ...more], false)).toEqual(["WBC", "HGB", "MARROW_BLAST"]);
  expect(correctionCodes(strange, [...usual, ...more], true)).toContain("PLT");
});
