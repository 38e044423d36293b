import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import { AXIS_MODES, type CourseFigure, RANGE_PRESETS } from "./course-model";
import { figureTable } from "./figure-table";
import { inventedInput, inventedRecord, inventedReport, on } from "./fixtures/invented-course";

/** Every number of the model, wherever it hides. */
function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flatMap(numbers);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(numbers) : [];
}

const wellFormed = (figure: CourseFigure) => {
  expect(numbers(figure).every(Number.isFinite)).toBe(true);
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  expect(figure.domain[1]).toBeGreaterThan(figure.domain[0]);
};
const panel = (figure: CourseFigure, analyte: string) =>
  figure.panels.find((each) => each.analyte === analyte);

describe("the course figure", () => {
  test("has the five panels over one axis, anchored to the data and to the first day of treatment", () => {
    const figure = courseFigure(inventedInput());
    wellFormed(figure);
    expect(figure.panels.map(({ label, scale }) => [label, scale])).toEqual([
      ["Marrow blasts", "log"],
      ["WBC", "log"],
      ["ANC", "linear"],
      ["Hb", "linear"],
      ["PLT", "linear"],
    ]);
    expect(figure).toMatchObject({
      origin: "2026-03-02",
      originIs: "treatment",
      domain: [-4, 51],
      empty: null,
    });
    expect(panel(figure, "MARROW_BLAST")?.lines).toEqual([
      { y: 5, label: "5 %", kind: "critical" },
      { y: 25, label: "25", kind: "reference" },
    ]);
    expect(panel(figure, "ANC")?.lines.map(({ y }) => y)).toEqual([0.5, 1]);
    expect(panel(figure, "PLT")?.lines.map(({ y }) => y)).toEqual([100]);
    expect(panel(figure, "WBC")?.latest?.text).toBe("5.7");
  });

  test("the limit that is drawn is the policy's own", () => {
    const input = inventedInput();
    const strict = { ...input.policy, marrowBlasts: { value: 3, source: "site" } };
    expect(panel(courseFigure({ ...input, policy: strict }), "MARROW_BLAST")?.lines[0]).toMatchObject({
      y: 3,
    });
  });

  test("14 d are the last fourteen days that have data, whatever today is", () => {
    const figure = courseFigure(inventedInput({}, 400), { range: "14d" });
    // The newest result is the marrow of Day 47, elapsed 46.
    expect(figure.domain).toEqual([33, 47]);
    expect(figure.stops.map((stop) => stop.label)).toEqual([
      "04-Apr-2026 · Day 34",
      "06-Apr-2026 · Day 36",
      "11-Apr-2026 · Day 41",
      "16-Apr-2026 · Day 46",
      "17-Apr-2026 · Day 47",
    ]);
  });

  test("an explicit range holds both its days whole", () => {
    const figure = courseFigure(inventedInput(), { range: { from: on(29), to: on(31) } });
    expect(figure.domain).toEqual([29, 32]);
    expect(figure.stops).toHaveLength(2);
  });

  test("induction shows the work-up, the window and what followed it, even while the window lies ahead", () => {
    const early = courseFigure(inventedInput({}, 3), { range: "induction" });
    expect(early.domain[0]).toBeLessThan(-3);
    expect(early.domain[1]).toBeGreaterThanOrEqual(50);
    expect(early.windows).toHaveLength(1);
  });

  test("a value dated before birth does not stretch the axis", () => {
    const stray = inventedReport({ id: "stray", elapsed: -20_000, values: { WBC: "5" } });
    const reports = [...inventedRecord().reports, stray];
    expect(courseFigure(inventedInput({ reports }), { range: "all" }).domain[0]).toBeGreaterThan(-10);
  });

  test.each([
    ["no reports", { reports: [] }],
    ["no treatment", { courses: [], support: [] }],
    ["nothing at all", { reports: [], courses: [], support: [] }],
    ["one value", { reports: [inventedReport({ id: "a", elapsed: 3, values: { WBC: "5" } })] }],
    [
      "only values that are missing",
      { reports: [inventedReport({ id: "a", elapsed: 3, values: { WBC: "DNR", HGB: "" } })] },
    ],
    [
      "only censored values",
      {
        reports: [1, 2].map((elapsed) =>
          inventedReport({ id: `${elapsed}`, elapsed, values: { WBC: "<0.1" } }),
        ),
      },
    ],
    ["only zeros", { reports: [inventedReport({ id: "a", elapsed: 3, values: { WBC: "0", ANC: "0" } })] }],
  ])("a record with %s gives a right figure in every mode and range", (_, change) => {
    for (const axis of AXIS_MODES) {
      for (const range of RANGE_PRESETS) wellFormed(courseFigure(inventedInput(change), { axis, range }));
    }
  });

  test("an empty figure says so, and says which kind of empty it is", () => {
    expect(courseFigure(inventedInput({ reports: [] })).empty).toBe("No results yet.");
    const elsewhere = { range: { from: on(300), to: on(310) } };
    expect(courseFigure(inventedInput(), elsewhere).empty).toBe("No results in this range.");
    expect(courseFigure(inventedInput({ reports: [] })).summary).toContain(
      "No results yet. Remission criterion:",
    );
  });

  test("without treatment the days are those since the first result, and are called so", () => {
    const figure = courseFigure(inventedInput({ courses: [], support: [] }));
    expect(figure).toMatchObject({ originIs: "first-result", axisTitle: "Day since the first result" });
    expect(figure.windows).toEqual([]);
    expect(figure.stops[0]?.label).toBe("27-Feb-2026");
  });

  test("a typing error since corrected does not flatten the course", () => {
    const reports = [
      ...inventedRecord().reports,
      inventedReport({ id: "x", elapsed: 37, values: { PLT: "1400" } }),
      inventedReport({ id: "x", elapsed: 37, version: 2, status: "corrected", values: { PLT: "140" } }),
    ];
    const platelets = panel(courseFigure(inventedInput({ reports })), "PLT");
    expect(platelets?.domain).toEqual([0, 400]);
    expect(platelets?.points.find((point) => point.state === "ghost")).toMatchObject({
      text: "1400",
      labelled: true,
    });
  });

  test("the table holds the values of the picture and no others", () => {
    const figure = courseFigure(inventedInput());
    const table = figureTable(figure);
    expect(table.columns.map((column) => column.label)).toEqual([
      "Date",
      ...figure.panels.map((each) => each.label),
    ]);
    figure.panels.forEach((each, at) => {
      const cells = table.rows.flatMap((row) => row.cells[at] ?? []);
      expect(cells).toEqual(each.points);
    });
  });

  test("the summary tells marrows one by one, the lowest and latest count, and the verdicts", () => {
    const { summary } = courseFigure(inventedInput());
    expect(summary).toContain(
      "Marrow blasts: 86 % on 28-Feb-2026 (Day −2), 12 % on 16-Mar-2026 (Day 15), 2.0 % on 31-Mar-2026 (Day 30), 0.5 %",
    );
    expect(summary).toContain(
      "ANC: 22 values, lowest 0.04 ×10⁹/L on 17-Mar-2026 (Day 16), latest 3.5 ×10⁹/L",
    );
    expect(summary).toContain("within 2–7");
    expect(summary).toContain("Remission criterion: met. 4–5 week milestone: met (policy default 1).");
  });

  test("de-identified, no date, protocol or report id is anywhere in the model", () => {
    for (const axis of AXIS_MODES) {
      for (const range of RANGE_PRESETS) {
        const text = JSON.stringify(courseFigure(inventedInput(), { axis, range, deidentified: true }));
        expect(text).not.toMatch(/20\d\d|-(?:Jan|Feb|Mar|Apr|May)|GRAALL|count29|marrow29/);
      }
    }
  });

  test("whatever is reported, nothing is ever not a number and every drawn value lies on its scale", () => {
    const text = fc.oneof(
      fc.double({ min: 0, max: 900, noNaN: true }).map((value) => String(Number(value.toPrecision(3)))),
      fc.constantFrom("<0.1", ">100", "DNR", "", "trace", "0", "seen", "5-10", "??"),
    );
    const report = fc
      .tuple(
        fc.integer({ min: -40, max: 400 }),
        text,
        text,
        fc.boolean(),
        fc.constantFrom("final", "preliminary"),
      )
      .map(([elapsed, WBC, PLT, confirmed, status]) => ({ elapsed, WBC, PLT, confirmed, status }));
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), fc.constantFrom(...RANGE_PRESETS), (list, range) => {
        const reports = list.map(({ elapsed, WBC, PLT, confirmed, status }, index) =>
          inventedReport({
            id: String(index),
            elapsed,
            status: status as "final",
            values: { WBC, PLT },
            change: { confirmed },
          }),
        );
        const figure = courseFigure(inventedInput({ reports }, 500), { range });
        wellFormed(figure);
        for (const each of figure.panels) {
          for (const point of each.points) {
            if (point.state !== "ok" || point.y === null) continue;
            expect(point.y).toBeGreaterThanOrEqual(each.domain[0]);
            expect(point.y).toBeLessThanOrEqual(each.domain[1] * (1 + 1e-9));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
