import { describe, expect, test } from "vitest";
import { day } from "../testing/sample-record";
import { type BloodCells, type CsfFindings, nearestBlood, suggestedCns } from "./cns-status";

const csf = (more: Partial<CsfFindings>): CsfFindings => ({
  whiteCells: 0,
  redCells: 0,
  blasts: "seen",
  traumatic: false,
  clinicalSigns: false,
  ...more,
});
const blood: BloodCells = { date: day("2026-03-02"), wbc: 40, rbc: 4 };
const classes = (more: Partial<CsfFindings>, cells: BloodCells | null = null) =>
  suggestedCns(csf(more), cells).classes;

describe("the CNS class a lumbar puncture suggests", () => {
  test.each([
    ["no blasts, however many cells", { blasts: "none", whiteCells: 40, redCells: 900 }, ["1"]],
    ["blasts among 4 white cells, 9 red ones", { whiteCells: 4, redCells: 9 }, ["2a"]],
    ["blasts among 4 white cells, 10 red ones", { whiteCells: 4, redCells: 10 }, ["2b"]],
    ["blasts among 5 white cells, 9 red ones", { whiteCells: 5, redCells: 9 }, ["3a"]],
    ["clinical signs, whatever the cells say", { blasts: "none", clinicalSigns: true }, ["3c"]],
    [
      "blasts, red cells not counted, called traumatic",
      { whiteCells: 1, redCells: null, traumatic: true },
      ["2b"],
    ],
    [
      "the count of red cells against the word of the hand",
      { whiteCells: 1, redCells: 3, traumatic: true },
      ["2a"],
    ],
  ] as const)("%s", (_name, found, expected) => {
    expect(classes(found)).toEqual(expected);
  });

  test("a traumatic one with many cells is judged against the blood: above twice its ratio is 3b, exactly twice is 2c", () => {
    // Blood 40 : 4000, one white cell to a hundred red ones.
    expect(classes({ whiteCells: 20, redCells: 1000 }, blood)).toEqual(["2c"]);
    expect(classes({ whiteCells: 21, redCells: 1000 }, blood)).toEqual(["3b"]);
  });

  test("what is missing leaves classes open, and says what would decide", () => {
    expect(classes({ blasts: null })).toEqual([]);
    expect(classes({ whiteCells: null })).toEqual([]);
    expect(classes({ whiteCells: 2, redCells: null })).toEqual(["2a", "2b"]);
    expect(classes({ whiteCells: 9, redCells: null })).toEqual(["2c", "3a", "3b"]);
    const open = suggestedCns(csf({ whiteCells: 9, redCells: 40 }), null);
    expect(open.classes).toEqual(["2c", "3b"]);
    expect(open.reason).toContain("a blood count with WBC and RBC");
  });

  test("blood further away than the pairing allows is not compared with; of two as near the later is", () => {
    const on = (date: string) => ({ ...blood, date: day(date) });
    expect(nearestBlood([on("2026-03-09"), on("2026-02-21")], day("2026-03-01"), 7)).toBeNull();
    expect(nearestBlood([on("2026-02-28"), on("2026-03-02")], day("2026-03-01"), 7)?.date).toBe("2026-03-02");
  });
});
