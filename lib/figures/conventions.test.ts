import { describe, expect, test } from "vitest";
import { ANALYTES } from "../clinical/analytes";
import { courseFigure } from "./course-figure";
import { figureTable } from "./figure-table";
import { inventedInput, inventedReport } from "./fixtures/invented-course";
import { figureLegend, GLYPHS } from "./point-shape";
import { courseFigureSvg } from "./svg";

const figure = courseFigure(inventedInput());
const header = ["Example, Jane · 1234567", "born 14-Mar-1992 · female"];
const svg = courseFigureSvg(figure, { header });
const unique = <T>(values: readonly T[]) => new Set(values).size === values.length;

// The eleven of Sittig et al., J Am Med Inform Assoc 2015;22:900.
describe("a graph of laboratory results has", () => {
  test("1. the patient's identifiers on the picture", () => {
    for (const line of header) expect(svg).toContain(line);
  });

  test("2. a title that says what is in it", () => {
    expect(svg).toContain("<title>Course of treatment and laboratory results</title>");
    expect(figure.summary).toMatch(/^Course by day of treatment\./);
  });

  test("3. a name on the time axis", () => {
    for (const axis of ["date", "treatment-day", "course-day"] as const) {
      const named = courseFigure(inventedInput(), { axis });
      expect(named.axisTitle).not.toBe("");
      expect(courseFigureSvg(named)).toContain(`>${named.axisTitle}</text>`);
    }
  });

  test("4. a true time axis: equal days are equally wide, older left of newer", () => {
    const xs = figure.panels.flatMap(({ points }) => points).map(({ x }) => x);
    for (const panel of figure.panels) {
      const own = panel.points.map(({ x }) => x);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
    expect(xs).toContain(-3 + 510 / 1440);
    expect(xs).toContain(45 + 510 / 1440);
  });

  test("5. values on the time axis", () => {
    expect(figure.ticks.length).toBeGreaterThan(3);
    expect(unique(figure.ticks.map(({ label }) => label))).toBe(true);
    for (const { label } of figure.ticks) expect(svg).toContain(`>${label}</text>`);
  });

  test("6. on every y axis the name of what was measured and its unit", () => {
    for (const { analyte, label, unit } of figure.panels) {
      expect([label, unit]).toEqual([ANALYTES[analyte].label, ANALYTES[analyte].displayUnit]);
      expect(unit).not.toBe("");
      expect(svg).toContain(`>${label}</text>`);
    }
  });

  test("7. a y scale that holds every value it is made for, and says where it is logarithmic", () => {
    for (const panel of figure.panels) {
      for (const { y, state } of panel.points) {
        if (y === null || state !== "ok") continue;
        expect(y).toBeGreaterThanOrEqual(panel.domain[0]);
        expect(y).toBeLessThanOrEqual(panel.domain[1]);
      }
    }
    const logs = figure.panels.filter(({ scale }) => scale !== "linear").length;
    expect(svg.match(/· log/g)).toHaveLength(logs);
  });

  test("8. values on every y axis", () => {
    for (const { ticks } of figure.panels) {
      expect(ticks.length).toBeGreaterThan(1);
      expect(unique(ticks.map(({ label }) => label))).toBe(true);
    }
  });

  test("9. the reference interval", () => {
    for (const { bands } of figure.panels) expect(bands.length).toBeGreaterThan(0);
  });

  test("10. the exact value and moment of every point", () => {
    const told = figureTable(figure).rows.flatMap(({ cells }) => cells.flat());
    expect(told.length).toBe(figure.panels.flatMap(({ points }) => points).length);
    for (const { text } of told) expect(text).not.toBe("");
    for (const { label } of figure.stops) expect(label).toMatch(/^\d\d-\w{3}-\d{4} · Day/);
  });

  test("11. a legend of every shape and colour in it", () => {
    for (const shape of figureLegend(figure)) expect(svg).toContain(GLYPHS[shape].meaning);
    expect(svg).toContain("reference interval: female");
  });
});

// As NHS CUI "Displaying graphs and tables" asks.
describe("by convention", () => {
  test("units are never mixed in a series: a value in another unit is drawn, and told, in the panel's", () => {
    const reports = [
      inventedReport({ id: "a", elapsed: 2, values: { WBC: "5.2" } }),
      inventedReport({ id: "b", elapsed: 4, values: { WBC: "5200" }, change: { unit: "/uL" } }),
    ];
    const wbc = courseFigure(inventedInput({ reports })).panels.find(({ analyte }) => analyte === "WBC");
    expect(wbc?.points.map(({ y, text }) => [y, Number(text)])).toEqual([
      [5.2, 5.2],
      [5.2, 5.2],
    ]);
  });

  test("values are joined by straight segments from one to the next, never by a curve", () => {
    for (const { runs, points } of figure.panels) {
      const places = points.map(({ x, y }) => `${x} ${y}`);
      for (const run of runs) for (const { x, y } of run.points) expect(places).toContain(`${x} ${y}`);
    }
    for (const [, d] of svg.matchAll(/<path d="(M[^"]*)" fill="none" stroke="[^"]*" stroke-width="1.5"/g))
      expect(d).toMatch(/^M[\d.,-]+(L[\d.,-]+)*$/);
  });

  test("the interval says whose it is, and follows the age", () => {
    expect(figure.population).toBe(
      "reference interval: female, of the age on each date, or the laboratory's own",
    );
    const patient = { ...inventedInput().record.patient, sex: "male" as const };
    expect(courseFigure(inventedInput({ patient })).population).toContain("male, of the age");
  });

  test("name and unit stand at every panel, and head every column of the table", () => {
    const { columns } = figureTable(figure);
    expect(columns.slice(1).map(({ label, unit }) => [label, unit])).toEqual(
      figure.panels.map(({ label, unit }) => [label, unit]),
    );
  });
});
