import { describe, expect, test } from "vitest";
import type { AnalyteCode } from "./analytes";
import type { JudgedReport, JudgedResult } from "./assessment";
import { judgeNewestFirst, judgeReport, judgeReports } from "./judge";
import { DEFAULT_POLICY } from "./policy";
import type { ReportVersion } from "./record";
import { at, count, sample, value } from "./testing/sample-record";

const of = ({ results }: JudgedReport, code: AnalyteCode): JudgedResult => {
  const found = results.find(({ analyte }) => analyte === code);
  if (!found) throw new Error(`${code} is not in the report`);
  return found;
};
const judge = (report: ReportVersion, record = sample([])) => judgeReport(report, record, DEFAULT_POLICY);

test("newest first says the same of each report, the latest collection before the others", () => {
  const reports = [
    count("2026-03-20T08:00", { BLAST_PCT: "3" }),
    count("2026-03-21T08:00", { BLAST_PCT: "2" }),
  ];
  const given = [sample(reports), at("2026-04-01"), DEFAULT_POLICY] as const;
  expect([...judgeNewestFirst(...given)]).toEqual(judgeReports(...given).toReversed());
  const [newest] = judgeNewestFirst(...given);
  expect(newest?.report).toBe(reports[1]);
});

describe("a report judged as it is received", () => {
  const received = "2026-03-31T09:00";

  test.each([
    ["2026-03-31T09:00", true],
    ["2026-03-31T09:01", false],
    ["2026-03-31", true],
    ["2026-03-30T23:59", true],
    ["2026-04-01T00:00", false],
  ])("collected at %s is in the past: %s", (collected, usable) => {
    const judged = judge(count(collected, {}, { received }));
    expect(judged).toMatchObject({ usable, unusable: usable ? null : "collected in the future" });
  });

  test("is judged for itself where a later version is known, and is then a duplicate", () => {
    const more = { accession: "A" } as const;
    const old = count("2026-03-31T08:00", {}, { ...more, reportId: "old", received: "2026-03-31T09:00" });
    const twin = count(
      "2026-03-31T08:00",
      {},
      { ...more, reportId: "twin", version: 2, received: "2026-03-31T09:00" },
    );
    const judged = judge(old, sample([twin]));
    expect(judged).toMatchObject({ usable: false, unusable: "duplicate" });
    expect(judged.results).toHaveLength(old.results.length);
    expect(judge(twin, sample([old]))).toMatchObject({ usable: true, unusable: null });
  });

  test.each([
    ["preliminary", "PRELIMINARY"],
    ["entered-in-error", "ENTERED_IN_ERROR"],
    ["final", undefined],
    ["cancelled", undefined],
  ] as const)("%s is remarked with %s", (status, code) => {
    const { notes } = judge(count("2026-03-31T08:00", {}, { status, reportId: "r" }));
    expect(notes.map((each) => [each.code, each.reportId])).toEqual(code ? [[code, "r"]] : []);
  });

  test("names the value whose own interval was passed over", () => {
    const inverted = { interval: { low: 400, high: 150 } };
    const { notes, results } = judge(count("2026-03-31T08:00", { PLT: value("PLT", "210", inverted) }));
    expect(notes.map(({ text }) => text)).toEqual([
      "An interval sent with the value cannot be used (inverted, or in another unit); the next source was taken. PLT",
    ]);
    expect(results.find(({ analyte }) => analyte === "PLT")?.interval?.origin).toBe("table");
  });

  test("is usable beside others that are not, and where a newer version of it is known", () => {
    const early = count("2026-03-30T08:00", {}, { status: "preliminary" });
    const own = { reportId: "r", accession: null } as const;
    const first = count("2026-03-31T08:00", {}, own);
    expect(judge(first, sample([early]))).toMatchObject({ usable: true });
    expect(judge(first, sample([{ ...first, version: 2 }]))).toMatchObject({ usable: true });
  });

  test("with a computed count and the patient's own unusable interval for it has nothing to remark", () => {
    const intervals = [{ analyte: "ANC", low: 9, high: 1, unit: "10*9/L" }] as const;
    const derived = count("2026-03-31T08:00", { ANC: null, NEUT_PCT: "54" });
    expect(judge(derived, sample([], { patient: { intervals } })).notes).toEqual([]);
  });

  test("says that blasts of the cerebrospinal fluid are critical whether or not they are news", () => {
    const fluid = (collected: string) => ({
      ...count(collected),
      specimen: "csf" as const,
      results: [value("CSF_BLAST_PCT", "2")],
    });
    const seen = sample([count("2026-03-20T08:00", { BLAST_PCT: "3" })]);
    const table = { ...DEFAULT_POLICY.critical.value, CSF_BLAST_PCT: { above: 0, firstTimeOnly: true } };
    for (const policy of [DEFAULT_POLICY, { ...DEFAULT_POLICY, critical: { value: table, source: "site" } }])
      expect(of(judgeReport(fluid("2026-03-31T08:00"), seen, policy), "CSF_BLAST_PCT").flag).toBe("HH");
  });

  test("blasts are no news after any statement that showed them, however long nothing was said", () => {
    const seen = count("2026-03-20T08:00", { BLAST_PCT: "3", BLAST_ABS: "0" });
    const silent = count("2026-03-25T08:00", { BLAST_PCT: null });
    const again = count("2026-03-31T08:00", { BLAST_PCT: "1" });
    expect(of(judge(again, sample([seen, silent])), "BLAST_PCT").flag).toBe("H");
  });
});
