import { describe, expect, test } from "vitest";
import type { Instant, LocalDate } from "@/lib/branded";
import { assess } from "@/lib/clinical/assess";
import type { AsOf, JudgedReport } from "@/lib/clinical/assessment";
import { addDays } from "@/lib/clinical/calendar";
import { judgeReports } from "@/lib/clinical/judge";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import type { PatientRecord } from "@/lib/clinical/record";
import { asOfInstant, asOfMoment, isCalendarProblem, localDateOf } from "@/lib/clinical/zone";
import { timeZoneOf } from "./demo-sites";
import { type InventedPatient, invent, recordOfInvented } from "./invented-patient";
import { STORIES } from "./stories";
import type { Story } from "./story";

/** First starts: an ordinary evening, the nights the clocks change, a new year, a leap day, a summer's course. */
const FIRST_STARTS = [
  "2026-11-22T18:00:00Z",
  "2026-03-29T12:00:00Z",
  "2026-04-20T06:00:00Z",
  "2026-10-25T00:30:00Z",
  "2027-01-01T00:05:00Z",
  "2028-02-29T23:50:00Z",
];

interface Told {
  readonly invented: InventedPatient;
  readonly record: PatientRecord;
  readonly asOf: AsOf;
  readonly judged: readonly JudgedReport[];
}

function tell(story: Story, firstStart: string): Told {
  const now = Date.parse(firstStart) as Instant;
  const timeZone = timeZoneOf(story.site);
  const invented = invent(story, { now, timeZone });
  const record = recordOfInvented(invented);
  const asOf = asOfInstant(now, timeZone);
  return { invented, record, asOf, judged: judgeReports(record, asOf, DEFAULT_POLICY) };
}

function endOfDay(story: Story, asOf: AsOf, day: number): AsOf {
  const date = addDays(addDays(asOf.date, -story.today), day);
  const end = asOfMoment(date, timeZoneOf(story.site));
  if (isCalendarProblem(end)) throw new Error(end.problem);
  return end;
}

const verdictOf = (record: PatientRecord, asOf: AsOf) => {
  const { remission, milestone } = assess(record, asOf, DEFAULT_POLICY);
  return { remission: remission.verdict, milestone: milestone.state };
};

describe.each(FIRST_STARTS)("first started at %s", (firstStart) => {
  test.each(STORIES)("$key: $shows", (story) => {
    const { record, asOf, judged } = tell(story, firstStart);
    const { remission, milestone, earlier = [], notOk = [] } = story.expected;
    expect(verdictOf(record, asOf)).toEqual({ remission, milestone });
    for (const { day, ...verdict } of earlier) {
      expect({ day, ...verdictOf(record, endOfDay(story, asOf, day)) }).toEqual({ day, ...verdict });
    }
    const unusual = judged.flatMap(({ results }) => results.filter(({ state }) => state !== "ok"));
    expect(unusual.map(({ analyte, state }) => `${analyte} ${state}`)).toEqual(notOk);
  });

  test("nothing lies ahead of the first start, and every report counts unless its story says otherwise", () => {
    for (const story of STORIES) {
      const { invented, judged, asOf } = tell(story, firstStart);
      for (const { report, collectedAt } of invented.reports) {
        expect(Date.parse(collectedAt)).toBeLessThan(report.receivedAt);
        expect(report.receivedAt).toBeLessThanOrEqual(asOf.instant);
        expect(localDateOf(Date.parse(collectedAt) as Instant, invented.timeZone)).toBe(
          report.collected.date,
        );
        expect(report.collected.date < asOf.date).toBe(true);
      }
      for (const { on } of invented.support) expect(on < asOf.date).toBe(true);
      const unusable = judged.filter(({ usable }) => !usable).map(({ unusable: why }) => why);
      expect([story.key, unusable]).toEqual([story.key, story.key === "farid" ? ["preliminary"] : []]);
    }
  });
});

test("a story has the same values whenever it is told", () => {
  const values = (firstStart: string) =>
    STORIES.map((story) => tell(story, firstStart).invented.reports.map(({ report }) => report.results));
  expect(values(FIRST_STARTS[0]!)).toEqual(values(FIRST_STARTS[5]!));
});

test("an infant's intervals change while she is treated", () => {
  const ines = STORIES.find(({ key }) => key === "ines")!;
  const limits = tell(ines, FIRST_STARTS[0]!).judged.flatMap(({ results }) =>
    results.filter(({ analyte }) => analyte === "HGB").map(({ interval }) => interval?.high),
  );
  expect(new Set(limits).size).toBeGreaterThan(1);
});

test("a possible recurrence is raised for the relapse and for nobody else", () => {
  const raised = STORIES.filter((story) => {
    const { record, asOf } = tell(story, FIRST_STARTS[0]!);
    const { remission } = assess(record, asOf, DEFAULT_POLICY);
    return remission.notes.some(({ code }) => code === "POSSIBLE_RECURRENCE");
  });
  expect(raised.map(({ key }) => key)).toEqual(["goran"]);
});

test("no two patients of a site share a number, no two reports an accession", () => {
  for (const site of ["north", "south"] as const) {
    const stories = STORIES.filter((story) => story.site === site);
    const mrns = stories.map(({ patient }) => patient.mrn);
    expect(new Set(mrns).size).toBe(mrns.length);
    const documents = stories.flatMap((story) => {
      const { reports } = tell(story, FIRST_STARTS[0]!).invented;
      return reports.map(
        ({ report }) => `${report.accession} ${report.specimen} ${report.subId} v${report.version}`,
      );
    });
    expect(new Set(documents).size).toBe(documents.length);
  }
});

test("a birth date is a date, and the age at the start is the story's", () => {
  for (const story of STORIES) {
    const { invented, asOf } = tell(story, FIRST_STARTS[0]!);
    const start = addDays(asOf.date, -story.today);
    const { years, days } = story.patient.age;
    const age = (Date.parse(start) - Date.parse(invented.patient.birthDate)) / 86_400_000 / 365.2425;
    expect(age).toBeCloseTo(years + days / 365.2425, 1);
    expect(addDays(invented.patient.birthDate as LocalDate, 0)).toBe(invented.patient.birthDate);
  }
});
