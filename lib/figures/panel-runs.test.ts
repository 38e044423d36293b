import { describe, expect, test } from "vitest";
import type { FigurePoint } from "./course-model";
import { joinedRuns, runsWithin, withLabels } from "./panel-runs";

const at = (x: number, y: number | null, change: Partial<FigurePoint> = {}): FigurePoint => ({
  x,
  y,
  text: String(y),
  flag: null,
  censored: null,
  state: "ok",
  derived: false,
  labelled: false,
  reportId: null,
  version: 1,
  ...change,
});
const xs = (runs: ReturnType<typeof joinedRuns>) => runs.map((run) => run.points.map((point) => point.x));

describe("the gap rule", () => {
  test("used values are joined in order of time", () => {
    expect(xs(joinedRuns([at(0, 1), at(2, 2), at(5, 3)], 42))).toEqual([[0, 2, 5]]);
  });

  test.each([
    ["was not done", at(2, null, { state: "missing" })],
    ["was set aside", at(2, null, { state: "set-aside" })],
    ["nobody confirmed", at(2, 900, { state: "unconfirmed" })],
    ["is words", at(2, null, { text: "trace" })],
  ])("the line breaks at a value that %s", (_, gap) => {
    expect(xs(joinedRuns([at(0, 1), at(1, 1), gap, at(3, 3), at(4, 3)], 42))).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  test.each(["ghost", "preliminary", "not-used"] as const)(
    "a %s value neither joins nor interrupts",
    (state) => {
      expect(xs(joinedRuns([at(0, 1), at(1, 50, { state }), at(2, 2)], 42))).toEqual([[0, 2]]);
    },
  );

  test("more days without a value than the longest join leave a gap; exactly as many do not", () => {
    expect(xs(joinedRuns([at(0, 1), at(42, 2), at(84.1, 3), at(90, 4)], 42))).toEqual([
      [0, 42],
      [84.1, 90],
    ]);
  });

  test("what touches a limit is a run of its own, joined to its neighbours", () => {
    const runs = joinedRuns([at(0, 3), at(1, 2), at(2, 0.1, { censored: "below" }), at(3, 1), at(4, 2)], 42);
    expect(runs.map((run) => run.kind)).toEqual(["values", "limit", "values"]);
    expect(xs(runs)).toEqual([
      [0, 1],
      [1, 2, 3],
      [3, 4],
    ]);
  });

  test("two values at the same time are both on the line", () => {
    expect(xs(joinedRuns([at(1, 1), at(2, 2), at(2, 4), at(3, 3)], 42))).toEqual([[1, 2, 2, 3]]);
  });

  test("a line leaves the picture towards its neighbour beyond the edge", () => {
    const runs = joinedRuns([at(0, 1), at(1, 1), at(5, 2), at(9, 3), at(10, 3)], 42);
    expect(xs(runsWithin(runs, [4, 6]))).toEqual([[1, 5, 9]]);
    expect(runsWithin(joinedRuns([at(0, 1), at(1, 1)], 42), [4, 6])).toEqual([]);
  });
});

describe("what is written beside a point", () => {
  test("the newest first, then only where there is room", () => {
    const points = withLabels([at(0, 5), at(94, 5), at(99, 5), at(100, 5)], [0, 100], true, [0, 10]);
    expect(points.map((point) => point.labelled)).toEqual([true, true, false, true]);
  });

  test("words, and a value beyond the scale, are always written, since their place does not tell them", () => {
    const points = withLabels(
      [
        at(0, null, { text: "trace" }),
        at(1, 2000, { state: "unconfirmed" }),
        at(2, 5),
        at(3, null, { state: "missing" }),
      ],
      [0, 100],
      false,
      [0, 400],
    );
    expect(points.map((point) => point.labelled)).toEqual([true, true, false, false]);
  });
});
