import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Instant, LocalDate } from "@/lib/branded";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import { daysBetween } from "@/lib/clinical/calendar";
import { judgeReports } from "@/lib/clinical/judge";
import { DEFAULT_POLICY } from "@/lib/clinical/policy";
import { asOfInstant } from "@/lib/clinical/zone";
import { timeZoneOf } from "./demo-sites";
import { type InventedPatient, invent, recordOfInvented } from "./invented-patient";
import { randomPlot } from "./random-plot";
import { STORIES } from "./stories";
import type { Plot } from "./story";

const NOW = Date.parse("2026-11-22T18:00:00Z") as Instant;
const told = (plot: Plot): InventedPatient => invent(plot, { now: NOW, timeZone: timeZoneOf(plot.site) });

/** Day since the start of induction, and the canonical number of each value that may be used. */
function countsOf(
  invented: InventedPatient,
): { day: number; values: Partial<Record<AnalyteCode, number>> }[] {
  const asOf = asOfInstant(NOW, invented.timeZone);
  return judgeReports(recordOfInvented(invented), asOf, DEFAULT_POLICY)
    .filter(({ report }) => report.specimen === "blood")
    .map(({ report, results }) => ({
      day: invented.story.today - daysBetween(report.collected.date, asOf.date),
      values: Object.fromEntries(results.map(({ analyte, value }) => [analyte, value ?? undefined])),
    }));
}

const induced = STORIES.filter(({ today }) => today > 20).map((story) => [story.key, story] as const);

describe.each(induced)("the blood of %s", (key, story) => {
  const counts = countsOf(told(story));
  const between = (from: number, to: number) => counts.filter(({ day }) => day >= from && day <= to);
  const all = (analyte: AnalyteCode, from: number, to: number) =>
    between(from, to).flatMap(({ values }) => values[analyte] ?? []);

  test("white cells fall below 1 by Day 11 (in a failure by Day 14), neutrophils below 0.2 between Day 10 and 18", () => {
    expect(Math.min(...all("WBC", 0, key === "luca" ? 13 : 10))).toBeLessThan(1);
    expect(Math.min(...all("ANC", 9, 17))).toBeLessThan(0.2);
  });

  test("platelets are low until Day 16, haemoglobin is between 6 and 13 while it is lowest", () => {
    for (const platelets of all("PLT", 5, 15)) expect(platelets).toBeLessThan(80);
    for (const hgb of all("HGB", 5, 17)) {
      expect(hgb).toBeGreaterThan(6);
      expect(hgb).toBeLessThan(13);
    }
  });

  test("blasts are seen at first and gone by Day 10, unless induction fails", () => {
    expect(Math.max(...all("BLAST_PCT", -9, 0))).toBeGreaterThan(20);
    if (key !== "luca") for (const blasts of all("BLAST_PCT", 9, 27)) expect(blasts).toBe(0);
  });
});

/** What must be true of any count, invented by hand or at random. */
function expectSound(invented: InventedPatient): void {
  for (const { values } of countsOf(invented)) {
    const shares = (["NEUT_PCT", "LYMPH_PCT", "MONO_PCT", "EOS_PCT", "BLAST_PCT"] as const).map(
      (analyte) => values[analyte] ?? 0,
    );
    const sum = shares.reduce((all, share) => all + share, 0);
    if (values.NEUT_PCT !== undefined) expect(sum).toBeCloseTo(100, 6);
    expect(Math.abs((values.HCT ?? 0) - 3 * (values.HGB ?? 0))).toBeLessThan(2.5);
    expect(Math.abs(((values.RBC ?? 0) * (values.MCV ?? 0)) / 10 - (values.HCT ?? 0))).toBeLessThan(0.6);
    expect(values.ANC ?? 0).toBeLessThanOrEqual(values.WBC ?? 0);
  }
}

test("every count of every story adds up", () => {
  for (const story of STORIES) expectSound(told(story));
});

test("red cells and platelets follow a low count of the same day, or a reason the story names", () => {
  for (const story of STORIES) {
    const invented = told(story);
    const counts = countsOf(invented);
    for (const { kind, on } of invented.support) {
      if (kind === "g-csf") continue;
      const day = story.today - daysBetween(on as LocalDate, asOfInstant(NOW, invented.timeZone).date);
      if (story.blood.given?.some((one) => one.kind === kind && one.day === day)) continue;
      const values = counts.find((count) => count.day === day)?.values;
      const [value, below] =
        kind === "platelets"
          ? [values?.PLT, story.blood.habit.plateletsBelow]
          : [values?.HGB, story.blood.habit.redCellsBelow];
      expect(value).toBeLessThanOrEqual(below + 0.5);
    }
  }
});

test("a count is drawn in the early morning", () => {
  for (const { report } of STORIES.flatMap((story) => told(story).reports)) {
    if (report.specimen !== "blood") continue;
    expect(report.collected.minute).toBeGreaterThanOrEqual(390);
    expect(report.collected.minute).toBeLessThanOrEqual(570);
  }
});

test("any number of further patients can be invented: with as many reports as asked, all usable, none ahead", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 90_000 }),
      fc.integer({ min: 7, max: 120 }),
      (number, reports) => {
        const invented = told(randomPlot(number, reports));
        expect(invented.reports).toHaveLength(reports);
        expectSound(invented);
        const asOf = asOfInstant(NOW, invented.timeZone);
        for (const judged of judgeReports(recordOfInvented(invented), asOf, DEFAULT_POLICY)) {
          expect(judged.usable).toBe(true);
          for (const result of judged.results) expect([result.reason, result.state]).toEqual([null, "ok"]);
        }
      },
    ),
    { numRuns: 60, seed: 29 },
  );
});
