import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import { inventedInput, inventedReport, on } from "./fixtures/invented-course";
import { LAYOUT } from "./geometry";
import { mergedLabels, panelScene } from "./panel-scene";

const range = { from: on(0), to: on(99) };
const scene = (
  analyte: "PLT" | "MARROW_BLAST",
  values: readonly (readonly [number, string])[],
  within = range,
) => {
  const marrow = analyte === "MARROW_BLAST";
  const reports = values.map(([elapsed, text], index) =>
    inventedReport({
      id: String(index),
      elapsed,
      specimen: marrow ? "marrow" : "blood",
      values: { [analyte]: text },
    }),
  );
  const figure = courseFigure(inventedInput({ reports }, 400), { range: within, panels: [analyte] });
  const [panel] = figure.panels;
  if (!panel) throw new Error("one panel was asked for");
  return panelScene(panel, figure.domain);
};

describe("a panel ready to draw", () => {
  test("leaves out a dot that others crowd, and never one at a peak or a nadir", () => {
    const year = { from: on(0), to: on(365) };
    const daily = (...values: string[]) =>
      scene(
        "PLT",
        values.map((text, at) => [10 + at, text] as const),
        year,
      ).marks;
    expect(daily("200", "210", "220", "230")).toHaveLength(2);
    expect(daily("200", "300", "210", "205")).toHaveLength(3);
    expect(daily("300", "200", "290", "295")).toHaveLength(3);
  });

  test("lies between 0 and 1 across, and within its insets in height", () => {
    const { marks, runs, bands } = scene("PLT", [
      [-20, "10"],
      [10, "0"],
      [40, "400"],
      [120, "20"],
    ]);
    for (const { f, y } of marks) {
      expect(f).toBeGreaterThanOrEqual(0);
      expect(f).toBeLessThanOrEqual(1);
      expect(y).toBeGreaterThanOrEqual(LAYOUT.insetTop);
      expect(y).toBeLessThanOrEqual(LAYOUT.panel - LAYOUT.insetBottom);
    }
    expect(marks.map(({ y }) => y)).toEqual([96, 14]);
    for (const [f] of runs.flatMap((run) => run.points)) {
      expect(f).toBeGreaterThanOrEqual(0);
      expect(f).toBeLessThanOrEqual(1);
    }
    expect(bands.every(({ f0, f1, y0, y1 }) => f1 > f0 && y1 > y0)).toBe(true);
  });

  test("a line to a value beyond the edge leaves where its segment crosses the edge", () => {
    const { runs } = scene("PLT", [
      [-10, "100"],
      [10, "300"],
    ]);
    const [first, last] = runs[0]?.points ?? [];
    expect(first?.[0]).toBe(0);
    // Both were taken at 08:30, so 9.65 of the 20 days between them lie before the edge.
    expect(first?.[1]).toBeCloseTo(96 - (82 * (100 + 200 * (9.6458 / 20))) / 400, 1);
    expect(last?.[0]).toBeCloseTo(0.1035, 3);
  });

  test("labels of lines that would touch become one", () => {
    const line = (y: number, label: string, kind: "critical" | "reference" = "reference") => ({
      y,
      label,
      kind,
    });
    expect(mergedLabels([line(90, "0.5"), line(85, "1.0")], 11)).toMatchObject([
      { y: 87.5, text: "0.5 · 1.0" },
    ]);
    expect(mergedLabels([line(90, "0.5"), line(60, "1.0")], 11)).toHaveLength(2);
    expect(mergedLabels([line(90, "5 %", "critical"), line(85, "25")], 11)).toHaveLength(2);
  });

  test("on a narrow screen a value that would meet a newer one is left out, and at the edge it turns to the left", () => {
    const { labels } = scene("MARROW_BLAST", [
      [60, "1.2"],
      [78, "1.1"],
      [95, "1.0"],
    ]);
    expect(labels.map(({ text, wideOnly, endNarrow }) => [text, wideOnly, endNarrow])).toEqual([
      ["1.2 %", false, false],
      ["1.1 %", true, false],
      ["1.0 %", false, true],
    ]);
  });

  test("a dot between two others closer than its width is left to the line; a value outside never is", () => {
    const dense = (text: string) =>
      scene(
        "PLT",
        Array.from({ length: 100 }, (_, elapsed) => [elapsed, text] as const),
        { from: on(0), to: on(999) },
      ).marks.length;
    expect(dense("200")).toBe(2);
    expect(dense("20")).toBe(100);
  });
});
