import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import type { CourseFigure, CourseFigureOptions } from "./course-model";
import { figureTable } from "./figure-table";
import { DAY_ONE, type InventedReport, inventedInput, inventedReport, on } from "./fixtures/invented-course";
import { courseFigureSvg } from "./svg";

const all: CourseFigureOptions = { range: "all" };
const drawn = (reports: InventedReport[], options = all, change = {}, elapsed = 46) =>
  courseFigure(inventedInput({ reports: reports.map(inventedReport), ...change }, elapsed), options);
const count = (elapsed: number, WBC: string, more: Partial<InventedReport> = {}): InventedReport => ({
  id: `c${elapsed} ${WBC}`,
  elapsed,
  values: { WBC },
  ...more,
});
const wbc = (figure: CourseFigure) => {
  const panel = figure.panels.find(({ analyte }) => analyte === "WBC");
  if (panel === undefined) throw new Error("WBC is not charted");
  return panel;
};
/** Whatever came in, every place is a number and the picture is one. */
const sound = (figure: CourseFigure) => {
  expect(JSON.stringify(figure)).not.toMatch(/NaN|Infinity/);
  expect(courseFigureSvg(figure)).not.toMatch(/NaN|undefined|Infinity/);
  return figure;
};

describe("the figure of a course that is", () => {
  test("one value: one mark, no line, one day to focus, and a picture of two weeks", () => {
    const figure = sound(drawn([count(3, "5.2")], all, { courses: [], support: [] }));
    expect(wbc(figure).points).toHaveLength(1);
    expect(wbc(figure).runs).toEqual([]);
    expect(figure.stops).toHaveLength(1);
    expect(figure.domain[1] - figure.domain[0]).toBeGreaterThanOrEqual(14);
  });

  test("no value at all says so, and still draws treatment and scales", () => {
    const figure = sound(drawn([]));
    expect([figure.empty, figure.stops]).toEqual(["No results yet.", []]);
    expect(figure.strip.courses).toHaveLength(2);
  });

  test("five thousand days: thinned without losing the lowest, the highest, the newest or a ghost", () => {
    const reports = Array.from({ length: 5000 }, (_, day) =>
      count(day, day === 2345 ? "0.01" : day === 4001 ? "399" : (5 + Math.sin(day)).toFixed(2)),
    );
    const corrected = count(3000, "77", { id: "fix" });
    const now = count(3000, "7.7", { id: "fix", version: 2, status: "corrected" });
    const figure = sound(drawn([...reports, corrected, now], all, {}, 5000));
    const texts = wbc(figure).points.map(({ text }) => text);
    expect(figure.thinned?.of).toBe(5000);
    expect(figure.stops.length).toBeLessThanOrEqual(1000);
    expect(texts).toEqual(expect.arrayContaining(["0.01", "399", "77", "7.7"]));
    expect(wbc(figure).latest?.x).toBeGreaterThan(4999);
    const ys = wbc(figure).runs.flatMap(({ points }) => points.map(({ y }) => y));
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([0.01, 399]);
    expect(figure.summary).toContain("lowest 0.01");
    expect(JSON.stringify(figure).length).toBeLessThan(900_000);
  });

  test("all missing: no mark, no line, and nobody is told a value", () => {
    const figure = sound(drawn([count(1, "DNR"), count(5, "not done"), count(9, "")]));
    expect(wbc(figure).points.every(({ y, state }) => y === null && state !== "ok")).toBe(true);
    expect([wbc(figure).runs, wbc(figure).latest]).toEqual([[], null]);
    expect(figure.summary).toContain("WBC: no usable value");
  });

  test("all censored: every mark at its limit, joined by what says it is a limit", () => {
    const figure = sound(drawn([count(1, "<0.1"), count(5, "<0.1"), count(9, "<0.2")]));
    expect(wbc(figure).points.map(({ y, censored }) => [y, censored])).toEqual([
      [0.1, "below"],
      [0.1, "below"],
      [0.2, "below"],
    ]);
    expect(wbc(figure).runs.map(({ kind }) => kind)).toEqual(["limit"]);
  });

  test("interrupted for two years: no line across, and both sides in sight", () => {
    const figure = sound(
      drawn(
        [1, 5, 735, 739].map((day) => count(day, "5")),
        all,
        {},
        740,
      ),
    );
    expect(wbc(figure).runs.map(({ points }) => points.map(({ x }) => Math.floor(x)))).toEqual([
      [1, 5],
      [735, 739],
    ]);
    expect(figure.domain[0]).toBeLessThanOrEqual(1);
    expect(figure.domain[1]).toBeGreaterThanOrEqual(740);
  });

  test("wildly implausible and unconfirmed: marked and told, never joined, and the scale is the others'", () => {
    const plain = drawn([count(1, "5"), count(3, "6")]);
    const wild = count(2, "9000", { change: { confirmed: false } });
    const figure = sound(drawn([count(1, "5"), wild, count(3, "6")]));
    expect(wbc(figure).domain).toEqual(wbc(plain).domain);
    const point = wbc(figure).points[1];
    expect(point?.state).not.toBe("ok");
    expect(point?.text).toContain("9000");
    expect(wbc(figure).runs.flatMap(({ points }) => points.map(({ y }) => y))).not.toContain(9000);
  });

  test("two values of one minute: both are marks, both in the table and under the focus", () => {
    const twice = [count(4, "5.1", { accession: "A" }), count(4, "4.8", { accession: "B" })];
    const figure = sound(drawn(twice));
    expect(new Set(wbc(figure).points.map(({ x }) => x)).size).toBe(1);
    const cells = figureTable(figure).rows[0]?.cells[1] ?? [];
    expect(cells.map(({ text }) => text).sort()).toEqual(["4.8", "5.1"]);
  });

  test("planned for next year: what has happened keeps the picture, and day one stays in it", () => {
    const later = {
      id: "later",
      start: on(400),
      end: null,
      part: "induction",
      phase: "induction",
      protocol: null,
    };
    const results = [count(1, "5"), count(9, "6")];
    const planned = sound(drawn(results, all, { courses: [later], support: [] }, 10));
    expect(planned.originIs).toBe("first-result");
    expect(planned.domain[1]).toBeLessThan(60);
    expect(wbc(planned).points).toHaveLength(2);
    const opened = drawn(results, { range: "induction" }, { courses: [later], support: [] }, 10);
    expect(opened.empty).toBeNull();
    const soon = sound(drawn(results, all, { courses: [{ ...later, start: on(20) }], support: [] }, 10));
    expect(soon.strip.courses.map(({ label }) => label)).toEqual(["Induction (planned)"]);
  });

  test("older than its treatment: days before it are negative, and none is called 0", () => {
    const results = [count(-200, "5"), count(-1, "6"), count(0, "7")];
    const figure = sound(drawn(results, all));
    expect(figure.stops.map(({ label }) => label.split(" · ")[1])).toEqual(["Day −200", "Day −1", "Day 1"]);
    expect(figure.stops[2]?.label).toContain(DAY_ONE.slice(0, 4));
    expect(figure.ticks.map(({ label }) => label)).not.toContain("Day 0");
  });
});
