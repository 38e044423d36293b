import { describe, expect, test } from "vitest";
import type { ReportVersion } from "./record";
import { at, count, day, marrow, sample, value } from "./testing/sample-record";
import { knownReports } from "./versions";

const TIME = "2026-03-31T08:00";
/** Ids and standings, whichever way round the reports came in. */
const known = (
  reports: readonly ReportVersion[],
  changes: Parameters<typeof sample>[1] = {},
  asOf = "2026-05-01",
) => {
  const read = (given: readonly ReportVersion[]) =>
    knownReports(sample(given, changes), at(asOf)).map(
      ({ report, standing }) => `${report.reportId} v${report.version} ${standing}`,
    );
  expect(read(reports.toReversed())).toEqual(read(reports));
  return read(reports);
};

describe("of the versions of one report", () => {
  test("the highest is the report, in whichever order they were received", () => {
    const version = (number: number, received: string) =>
      count(TIME, {}, { reportId: "r", accession: null, version: number, received });
    expect(known([version(1, "2026-04-01T08:00"), version(2, "2026-04-02T08:00")])).toEqual(["r v2 usable"]);
    expect(known([version(2, "2026-04-01T08:00"), version(1, "2026-04-02T08:00")])).toEqual(["r v2 usable"]);
  });

  test("one accession, specimen and side is the later received, then the higher version, then by id", () => {
    const sent = (reportId: string, received: string, version = 1) =>
      count(TIME, {}, { reportId, accession: "A", received, version });
    expect(known([sent("b", "2026-04-01T08:00", 5), sent("a", "2026-04-02T08:00")])).toEqual(["a v1 usable"]);
    expect(known([sent("b", "2026-04-01T08:00"), sent("a", "2026-04-01T08:00", 2)])).toEqual(["a v2 usable"]);
    expect(known([sent("b", "2026-04-01T08:00"), sent("a", "2026-04-01T08:00")])).toEqual(["b v1 usable"]);
  });

  test("a withdrawal received later withdraws the report", () => {
    const first = count(TIME, {}, { reportId: "a", accession: "A" });
    const gone = count(
      TIME,
      {},
      {
        reportId: "b",
        accession: "A",
        status: "entered-in-error",
        received: "2026-04-02T08:00",
      },
    );
    expect(known([first, gone])).toEqual(["b v1 entered in error"]);
  });
});

describe("without an accession", () => {
  const NONE = { accession: null } as const;
  const first = count(TIME, {}, { ...NONE, reportId: "a", received: "2026-04-01T08:00" });
  const again = (changes: Parameters<typeof count>[1], more: Partial<ReportVersion> = {}) => ({
    ...count(TIME, changes, { ...NONE, reportId: "b", received: "2026-04-02T08:00" }),
    ...more,
  });

  test("the same values in another order, with spaces around them, are the same report", () => {
    const { results } = again({ PLT: " 210 " });
    expect(known([first, again({}, { results: results.toReversed() })])).toEqual([
      "a v1 usable",
      "b v1 duplicate",
    ]);
  });

  test.each([
    ["another value", again({ PLT: "211" })],
    ["another unit", again({ PLT: value("PLT", "210", { unit: "K/uL" }) })],
    ["one value less", again({ PLT: null })],
    ["one value more", again({ HCT: "36" })],
    ["another part of the sample", again({}, { subId: "left" })],
    ["another minute", again({}, { collected: { date: day("2026-03-31"), minute: 481 } })],
    ["no minute", again({}, { collected: { date: day("2026-03-31"), minute: null } })],
    ["another day", again({}, { collected: { date: day("2026-03-30"), minute: 480 } })],
    ["another specimen", again({}, { specimen: "csf" })],
    ["an accession", again({}, { accession: "A" })],
    ["another adequacy", again({}, { adequate: false })],
  ])("%s is another report", (_, other) => {
    expect(known([first, other]).filter((text) => text.includes("duplicate"))).toEqual([]);
  });

  test("a value more at the end of the list is another report too", () => {
    const fewer = { ...first, results: first.results.filter(({ analyte }) => analyte !== "WBC") };
    expect(known([fewer, again({})])).toEqual(["a v1 usable", "b v1 usable"]);
  });

  test("the first received is the report, of three as of two", () => {
    const third = again({}, { reportId: "c" });
    const late = { ...first, reportId: "z", receivedAt: at("2026-04-20").instant };
    expect(known([again({}), third, first, late])).toEqual([
      "a v1 usable",
      "b v1 duplicate",
      "c v1 duplicate",
      "z v1 duplicate",
    ]);
  });

  test("a preliminary or withdrawn one is no duplicate, and makes none", () => {
    expect(known([first, again({}, { status: "preliminary" })])).toEqual(["a v1 usable", "b v1 preliminary"]);
    expect(known([{ ...first, status: "entered-in-error" }, again({})])).toEqual([
      "a v1 entered in error",
      "b v1 usable",
    ]);
  });

  test("different values at one time are each found again", () => {
    const other = again({ PLT: "99" }, { reportId: "other" });
    const otherAgain = { ...other, reportId: "other-again", receivedAt: at("2026-04-20").instant };
    expect(known([first, other, otherAgain])).toEqual([
      "a v1 usable",
      "other v1 usable",
      "other-again v1 duplicate",
    ]);
  });
});

test("the first day and the last day are possible: the day of birth, of death, and today", () => {
  const on = (reportId: string, collected: string) => count(collected, {}, { reportId });
  const death = { observationEnd: { on: day("2026-03-31"), why: "death" } } as const;
  expect(known([on("born", "1992-03-01T08:00"), on("last", "2026-03-31T08:00")], death)).toEqual([
    "born v1 usable",
    "last v1 usable",
  ]);
  const moved = { observationEnd: { on: day("2026-03-30"), why: "transfer" } } as const;
  expect(known([on("after", "2026-03-31T08:00")], moved)).toEqual(["after v1 usable"]);
  expect(known([on("today", "2026-05-01T23:00")])).toEqual(["today v1 usable"]);
});

test("a date that cannot be comes before what the report says of itself", () => {
  const report = marrow("1990-01-01T08:00", "2", [], { reportId: "m", status: "preliminary" });
  expect(known([report])).toEqual(["m v1 collected before birth"]);
});

test("reports are in the order of collection, then of receipt, then of their ids", () => {
  const on = (reportId: string, collected: string, received: string) =>
    count(collected, {}, { reportId, received });
  const reports = [
    on("d", "2026-03-31T09:00", "2026-04-01T08:00"),
    on("c", "2026-03-31T08:00", "2026-04-02T08:00"),
    on("b", "2026-03-31T08:00", "2026-04-01T08:00"),
    on("a", "2026-03-31T08:00", "2026-04-01T08:00"),
    on("noon", "2026-03-30", "2026-04-01T08:00"),
    on("before-noon", "2026-03-30T11:59", "2026-04-01T08:00"),
  ];
  expect(known(reports).map((text) => text.split(" ")[0])).toEqual([
    "before-noon",
    "noon",
    "a",
    "b",
    "c",
    "d",
  ]);
});
