import { describe, expect, test } from "vitest";
import type { LocalDate } from "../branded";
import { ANALYTES } from "../clinical/analytes";
import type { IntervalUsed } from "../clinical/assessment";
import { dayNumber } from "../clinical/calendar";
import { courseFigure } from "./course-figure";
import { DAY_ONE, inventedInput, inventedRecord, inventedReport, on } from "./fixtures/invented-course";
import { bandsOf, intervalSteps } from "./panel-bands";

const origin = dayNumber(DAY_ONE);
const table = (low: number, high: number): IntervalUsed => ({
  low,
  high,
  unit: ANALYTES.HGB.unit,
  origin: "table",
  source: "table",
});

describe("the interval band", () => {
  test("follows age: it steps on the birthday itself and nowhere else", () => {
    const birthday = on(10);
    const steps = intervalSteps(
      "HGB",
      [],
      (_, date) => (date < birthday ? table(11, 14) : table(11.5, 15)),
      origin,
      [-4, 51],
      null,
    );
    expect(steps).toEqual([
      { x0: -4, x1: 10, low: 11, high: 14 },
      { x0: 10, x1: 51, low: 11.5, high: 15 },
    ]);
  });

  test("an infant's band is the default table's, month by month, on the dates of the course", () => {
    const patient = { ...inventedRecord().patient, birthDate: "2026-01-10" as LocalDate };
    const figure = courseFigure(inventedInput({ patient }));
    const hgb = figure.panels.find((panel) => panel.analyte === "HGB");
    expect(hgb?.bands.map((band) => band.interval)).toEqual([
      { low: 10.7, high: 17.1 },
      { low: 9, high: 14.1 },
      { low: 9.5, high: 14.1 },
    ]);
    // Two months old on 10-Mar-2026, three on 10-Apr-2026.
    expect(hgb?.bands.map((band) => band.x0)).toEqual([-4, 8, 39]);
  });

  test("a laboratory's own interval holds from its result to the next, and back from the first", () => {
    const sent = inventedReport({
      id: "a",
      elapsed: 5,
      values: { HGB: "12" },
      change: { interval: { low: 12, high: 16 } },
    });
    const later = inventedReport({ id: "b", elapsed: 20, values: { HGB: "12" } });
    const figure = courseFigure(inventedInput({ reports: [sent, later] }), {
      range: { from: on(0), to: on(30) },
    });
    expect(figure.panels.find((panel) => panel.analyte === "HGB")?.bands).toMatchObject([
      { x0: 0, x1: 20, interval: { low: 12, high: 16 } },
      { x0: 20, x1: 31, interval: { low: 11.7, high: 15.3 } },
    ]);
  });

  test("the band under a value is the one that judged it", () => {
    const figure = courseFigure(inventedInput());
    for (const panel of figure.panels) {
      for (const point of panel.points) {
        if (point.y === null || point.flag === null) continue;
        const band = panel.bands.find((each) => point.x >= each.x0 && point.x < each.x1);
        const inside =
          band !== undefined &&
          point.y >= (band.interval.low ?? Number.NEGATIVE_INFINITY) &&
          point.y <= (band.interval.high ?? Number.POSITIVE_INFINITY);
        // A critical flag may come from outside the interval only.
        expect({ at: point.x, inside }).toEqual({ at: point.x, inside: point.flag === "N" });
      }
    }
  });

  test("a stretch without an interval has no band, and an open side reaches the edge", () => {
    const steps = intervalSteps(
      "HGB",
      [],
      (_, date) => (date < on(3) ? null : table(11, 14)),
      origin,
      [0, 6],
      null,
    );
    expect(steps).toEqual([{ x0: 3, x1: 6, low: 11, high: 14 }]);
    expect(bandsOf([{ x0: 0, x1: 1, low: null, high: 5 }], [0.1, 100])).toMatchObject([
      { low: 0.1, high: 5 },
    ]);
    expect(bandsOf([{ x0: 0, x1: 1, low: 200, high: null }], [0, 100])).toEqual([]);
  });
});
