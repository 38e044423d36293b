import { describe, expect, test } from "vitest";
import type { Instant } from "../branded";
import { type SeenCritical, unseenAlarms } from "./critical-alarms";
import { judgeReports } from "./judge";
import { DEFAULT_POLICY } from "./policy";
import type { ReportVersion } from "./record";
import { at, count, sample } from "./testing/sample-record";

const NOW = at("2026-04-10");

const alarms = (reports: readonly ReportVersion[], seen: readonly SeenCritical[] = []) =>
  unseenAlarms(judgeReports(sample(reports), NOW, DEFAULT_POLICY), seen, DEFAULT_POLICY);

/** One count a day from 20 March; only neutrophils are out of the ordinary. */
const week = (...neutrophils: string[]) =>
  neutrophils.map((ANC, index) => count(`2026-03-${20 + index}T08:00`, { ANC }));

const acknowledged = (report: ReportVersion | undefined, depth = 1): SeenCritical => ({
  analyte: "ANC",
  flag: "LL",
  depth,
  reportId: report?.reportId ?? "",
  at: ((report?.receivedAt ?? 0) + 3_600_000) as Instant,
});

describe("a critical value", () => {
  test("raises one alarm for a week of neutropenia, and none once it was acknowledged", () => {
    const reports = week("0.4", "0.3", "0.2", "0.3", "0.2", "0.4");
    expect(alarms(reports)).toMatchObject([{ analyte: "ANC", why: "first", on: "2026-03-20" }]);
    expect(alarms(reports, [acknowledged(reports[0])])).toEqual([]);
  });

  test("that is worse by a further limit raises it again", () => {
    const reports = week("0.4", "0.3", "0.09", "0.08");
    expect(alarms(reports, [acknowledged(reports[0])])).toMatchObject([
      { text: "0.09", why: "worse", limit: 0.1, on: "2026-03-22" },
    ]);
    expect(alarms(reports, [acknowledged(reports[0]), acknowledged(reports[2], 2)])).toEqual([]);
  });

  test("after one that was not critical is a first again", () => {
    const reports = week("0.4", "0.9", "0.3");
    expect(alarms(reports, [acknowledged(reports[0])])).toMatchObject([
      { text: "0.3", why: "first", on: "2026-03-22" },
    ]);
  });

  test("that was withdrawn or corrected raises nothing any more", () => {
    const [report] = week("0.3");
    if (report === undefined) throw new Error("no report");
    const later = { ...report, version: 2, receivedAt: (report.receivedAt + 60_000) as Instant };
    expect(alarms([report])).toHaveLength(1);
    expect(alarms([report, { ...later, status: "entered-in-error" }])).toEqual([]);
    const [normal] = week("3.1");
    expect(alarms([report, { ...later, status: "corrected", results: normal?.results ?? [] }])).toEqual([]);
  });

  test("that arrives late and no worse within an acknowledged episode asks nobody again", () => {
    const reports = week("0.4", "0.3");
    const late = count("2026-03-19T08:00", { ANC: "0.45" }, { received: "2026-03-25T08:00" });
    expect(alarms([...reports, late], [acknowledged(reports[0])])).toEqual([]);
  });

  test("received weeks after it was collected is history", () => {
    const old = count("2026-03-10T08:00", { ANC: "0.2" }, { received: "2026-03-26T08:00" });
    expect(alarms([old])).toEqual([]);
  });

  test("at the limit is not critical, and a preliminary one is told", () => {
    expect(alarms(week("0.5"))).toEqual([]);
    const preliminary = count("2026-03-20T08:00", { PLT: "12" }, { status: "preliminary" });
    expect(alarms([preliminary])).toMatchObject([{ analyte: "PLT", preliminary: true }]);
  });
});
