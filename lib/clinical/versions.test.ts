import { describe, expect, test } from "vitest";
import { at, count, day, marrow, sample } from "./testing/sample-record";
import { knownReports } from "./versions";

const standings = (record: Parameters<typeof knownReports>[0], asOf: string) =>
  knownReports(record, at(asOf)).map(({ report, standing }) => [report.reportId, report.version, standing]);

describe("what is known of a report", () => {
  const id = { reportId: "r", accession: "A" };
  const first = count("2026-03-31T08:00", {}, { ...id, received: "2026-03-31T10:00" });
  const corrected = count(
    "2026-03-31T08:00",
    { HGB: "9" },
    { ...id, version: 2, status: "corrected", received: "2026-04-02T10:00" },
  );

  test("a correction counts from the moment it was received, not before", () => {
    const record = sample([corrected, first]);
    expect(standings(record, "2026-03-31T09:59")).toEqual([]);
    expect(standings(record, "2026-03-31T10:00")).toEqual([["r", 1, "usable"]]);
    expect(standings(record, "2026-04-02T09:59")).toEqual([["r", 1, "usable"]]);
    expect(standings(record, "2026-04-02T10:00")).toEqual([["r", 2, "usable"]]);
  });

  test("the same accession, specimen and side is one report however it came in; another side is another report", () => {
    const typed = marrow("2026-03-31T09:00", "3", [], {
      reportId: "typed",
      accession: "B",
      received: "2026-04-01T10:00",
    });
    const sent = marrow("2026-03-31T09:00", "6", [], {
      reportId: "sent",
      accession: "B",
      received: "2026-04-02T10:00",
    });
    const left = marrow("2026-03-31T09:00", "4", [], { reportId: "left", accession: "B", subId: "left" });
    const blood = count("2026-03-31T09:00", {}, { reportId: "blood", accession: "B" });
    const known = standings(sample([sent, typed, left, blood]), "2026-04-03").map(([reportId]) => reportId);
    expect(known.toSorted()).toEqual(["blood", "left", "sent"]);
  });

  test("without an accession the same specimen, time and values is a duplicate; other values are not", () => {
    const none = { accession: null };
    const a = count("2026-03-31T08:00", {}, { ...none, reportId: "a", received: "2026-03-31T10:00" });
    const b = count("2026-03-31T08:00", {}, { ...none, reportId: "b", received: "2026-03-31T11:00" });
    const other = count("2026-03-31T08:00", { PLT: "100" }, { ...none, reportId: "c" });
    const found = standings(sample([b, other, a]), "2026-04-01");
    expect(found.toSorted()).toEqual([
      ["a", 1, "usable"],
      ["b", 1, "duplicate"],
      ["c", 1, "usable"],
    ]);
  });

  test.each([
    ["preliminary", "preliminary"],
    ["final", "usable"],
    ["corrected", "usable"],
    ["amended", "usable"],
    ["cancelled", "cancelled"],
    ["entered-in-error", "entered in error"],
  ] as const)("a %s report is %s", (status, standing) => {
    const record = sample([count("2026-03-31T08:00", {}, { status, reportId: "r" })]);
    expect(standings(record, "2026-04-01")).toEqual([["r", 1, standing]]);
  });

  test("a sample cannot be taken in the future, before birth or after death", () => {
    const future = count("2026-04-09T08:00", {}, { reportId: "future", received: "2026-04-01T08:00" });
    const unborn = count("1992-02-29T08:00", {}, { reportId: "unborn" });
    const dead = count("2026-03-30T08:00", {}, { reportId: "dead" });
    const record = sample([future, unborn, dead], {
      observationEnd: { on: day("2026-03-29"), why: "death" },
    });
    expect(standings(record, "2026-04-02").map(([reportId, , standing]) => [reportId, standing])).toEqual([
      ["unborn", "collected before birth"],
      ["dead", "collected after death"],
      ["future", "collected in the future"],
    ]);
  });

  test("an inadequate marrow is known and not usable; blood has no such thing", () => {
    const dry = marrow("2026-03-31T08:00", "0", [], { adequate: false, reportId: "dry" });
    const blood = count("2026-03-31T09:00", {}, { adequate: false, reportId: "blood" });
    expect(standings(sample([dry, blood]), "2026-04-01")).toEqual([
      ["dry", 1, "inadequate sample"],
      ["blood", 1, "usable"],
    ]);
  });
});
