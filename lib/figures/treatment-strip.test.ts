import { describe, expect, test } from "vitest";
import { courseFigure } from "./course-figure";
import { inventedInput, inventedRecord, on } from "./fixtures/invented-course";
import { stripScene } from "./strip-scene";
import { supportLegend } from "./treatment-strip";

const all = { from: on(-10), to: on(80) };

describe("the treatment strip", () => {
  test("the window is shaded from the start of Day 29 to the end of Day 36", () => {
    const figure = courseFigure(inventedInput(), { range: all });
    expect(figure.windows).toEqual([{ x0: 28, x1: 36, label: "Day 29–36" }]);
  });

  test("a range that ends inside the window cuts it, and one that ends before it shows none", () => {
    const until = (to: number) =>
      courseFigure(inventedInput(), { range: { from: on(0), to: on(to) } }).windows;
    expect(until(30)).toEqual([{ x0: 28, x1: 31, label: "Day 29–36" }]);
    expect(until(27)).toEqual([]);
    expect(until(28)).toEqual([{ x0: 28, x1: 29, label: "Day 29–36" }]);
  });

  test("a second induction has its own window, called so", () => {
    const [induction] = inventedRecord().courses;
    if (!induction) throw new Error("the fixture has an induction");
    const again = { ...induction, id: "again", start: on(60), end: null, phase: "re-induction" as const };
    const figure = courseFigure(inventedInput({ courses: [induction, again] }, 75), {
      range: { from: on(0), to: on(120) },
    });
    expect(figure.windows.map((window) => window.label)).toEqual(["Day 29–36", "Day 29–36, re-induction"]);
    expect(figure.windows[1]).toMatchObject({ x0: 88, x1: 96 });
  });

  test("a course lasts to the end of its last day; an open one to the end of what is known", () => {
    const figure = courseFigure(inventedInput(), { range: all });
    expect(figure.strip.courses).toEqual([
      { x0: 0, x1: 34, label: "Induction · GRAALL-like", part: "induction", ongoing: false },
      { x0: 35, x1: 47, label: "Consolidation", part: "post-remission", ongoing: true },
    ]);
  });

  test("all support of one day is one tick with a letter for each kind", () => {
    const support = [
      { id: "1", kind: "platelets" as const, on: on(3) },
      { id: "2", kind: "red-cells" as const, on: on(3) },
      { id: "3", kind: "platelets" as const, on: on(3) },
      { id: "4", kind: "g-csf" as const, on: on(20) },
    ];
    const figure = courseFigure(inventedInput({ support }), { range: all });
    expect(figure.strip.support.map(({ x, letters }) => [x, letters])).toEqual([
      [3.5, "RP"],
      [20.5, "G"],
    ]);
    expect(supportLegend(figure).map(({ letter }) => letter)).toEqual(["R", "P", "G"]);
  });

  test("procedures of a day stand with its support, and the whole range reaches them", () => {
    const support = [{ id: "1", kind: "platelets" as const, on: on(3) }];
    const procedures = [
      { kind: "lumbar-puncture" as const, on: on(3) },
      { kind: "marrow" as const, on: on(3) },
      { kind: "ct" as const, on: on(400) },
    ];
    const figure = courseFigure({ ...inventedInput({ support }), procedures }, { range: "all" });
    expect(figure.strip.support.map(({ x, letters }) => [x, letters])).toEqual([
      [3.5, "PML"],
      [400.5, "I"],
    ]);
    expect(supportLegend(figure).map(({ words }) => words)).toEqual([
      "platelets",
      "marrow",
      "lumbar puncture",
      "imaging",
    ]);
  });

  test("letters that would touch are left out, the ticks are not", () => {
    const support = Array.from({ length: 8 }, (_, index) => ({
      id: String(index),
      kind: "g-csf" as const,
      on: on(index),
    }));
    const wide = stripScene(
      courseFigure(inventedInput({ support }), { range: { from: on(-4), to: on(900) } }),
    );
    expect(wide.support).toHaveLength(8);
    expect(wide.support.filter((tick) => !tick.crowded)).toHaveLength(1);
  });
});
