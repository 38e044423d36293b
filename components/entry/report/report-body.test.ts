import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANALYTE_CODES, ANALYTES } from "@/lib/clinical/analytes";
import { SPECIMENS } from "@/lib/clinical/record";
import { reportInput } from "@/lib/contract/report";
import { namedFields, reportBody } from "./report-body";
import {
  emptyReport,
  nextReport,
  paperOrder,
  type ReportDraft,
  settledText,
  valueIn,
  withValue,
} from "./report-draft";

const typed = (draft: ReportDraft, entries: Record<string, string>): ReportDraft =>
  Object.entries(entries).reduce(
    (report, [code, text]) => withValue(report, code as (typeof ANALYTE_CODES)[number], { text }),
    draft,
  );

const count = typed({ ...emptyReport("blood", "31-Mar-2026"), time: "0830" }, { PLT: "210", WBC: " 5.2 " });

describe("a typed count", () => {
  it("becomes the report of the contract, values in the order of the paper whatever order they were typed in", () => {
    const made = reportBody(count);
    expect(made.ok && made.body).toMatchObject({
      specimen: "blood",
      collected: "2026-03-31T08:30",
      status: "final",
      results: [
        { analyte: "WBC", text: "5.2", unit: "10*9/L", confirmed: false, interval: null },
        { analyte: "PLT", text: "210", unit: "10*9/L" },
      ],
    });
    expect(made.ok && reportInput.safeParse(made.body).success).toBe(true);
  });

  it("without a time has its date alone: no midnight is invented", () => {
    const made = reportBody({ ...count, time: "" });
    expect(made.ok && made.body.collected).toBe("2026-03-31");
  });

  it("without a date or without any value is not sent", () => {
    const made = reportBody(emptyReport("blood"));
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["collected", "values"]);
  });

  it("sends a comparator exactly as typed", () => {
    const made = reportBody(typed(count, { ANC: "<0.1" }));
    expect(made.ok && made.body.results.find(({ analyte }) => analyte === "ANC")?.text).toBe("<0.1");
  });

  it("sends “not done” for d, and nothing at all for an empty field", () => {
    const made = reportBody(typed(count, { HGB: "d", HCT: "  " }));
    expect(made.ok && made.body.results.map(({ analyte, text }) => [analyte, text])).toEqual([
      ["WBC", "5.2"],
      ["HGB", "not done"],
      ["PLT", "210"],
    ]);
    expect(settledText("DNR")).toBe("DNR");
  });

  it("carries the laboratory's own interval, one-sided where one side is printed", () => {
    const made = reportBody(withValue(count, "WBC", { low: "4.0", high: "" }));
    expect(made.ok && made.body.results[0]?.interval).toEqual({ low: 4 });
  });

  it("refuses an interval that is inverted or not a number, at that value", () => {
    const inverted = reportBody(withValue(count, "WBC", { low: "10", high: "4" }));
    expect(!inverted.ok && inverted.fields[0]?.path).toBe("results.WBC.low");
    const words = reportBody(withValue(count, "PLT", { high: "4,5" }));
    expect(!words.ok && words.fields[0]?.path).toBe("results.PLT.high");
  });
});

describe("a confirmation", () => {
  const confirmed = withValue(count, "WBC", { confirmed: true });

  it("belongs to the number it was given for: another number or unit asks again", () => {
    expect(valueIn(confirmed, "WBC").confirmed).toBe(true);
    expect(valueIn(withValue(confirmed, "WBC", { text: "5.3" }), "WBC").confirmed).toBe(false);
    expect(valueIn(withValue(confirmed, "WBC", { unit: "/uL" }), "WBC").confirmed).toBe(false);
  });

  it("survives a change that is not of the number", () => {
    expect(valueIn(withValue(confirmed, "WBC", { low: "4" }), "WBC").confirmed).toBe(true);
  });
});

describe("the next report", () => {
  it("keeps the units chosen on the page and nothing that was typed", () => {
    const next = nextReport(withValue(count, "WBC", { unit: "/uL", confirmed: true, low: "4" }));
    expect(valueIn(next, "WBC")).toEqual({
      text: "",
      unit: "/uL",
      confirmed: false,
      low: "",
      high: "",
      sensitivity: "",
    });
    expect([next.date, next.time, next.accession]).toEqual(["", "", ""]);
  });
});

describe("the paper order", () => {
  it("offers every analyte of a specimen exactly once", () => {
    for (const specimen of SPECIMENS) {
      const { usual, more } = paperOrder(specimen);
      const all = ANALYTE_CODES.filter((code) => ANALYTES[code].specimen === specimen);
      expect([...usual, ...more].sort()).toEqual([...all].sort());
    }
  });
});

describe("a refusal by the server", () => {
  it("finds its field by name, though the server counts what was sent", () => {
    const sent = [{ analyte: "WBC" }, { analyte: "HGB" }];
    const fields = namedFields(
      [
        { path: "results.1.text", code: "hard-limit", message: "m", suggestion: "12.5" },
        { path: "collected", code: "future", message: "m" },
        { path: "results.9.text", code: "x", message: "m" },
      ],
      sent,
    );
    expect(fields.map(({ path }) => path)).toEqual(["results.HGB.text", "collected", "results.9.text"]);
    expect(fields[0]?.suggestion).toBe("12.5");
  });
});

it("no text makes a body the contract refuses by its shape", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const made = reportBody(typed(emptyReport("marrow", "2026-03-31"), { MARROW_BLAST: text }));
      if (made.ok) expect(reportInput.safeParse(made.body).success).toBe(true);
    }),
  );
});
