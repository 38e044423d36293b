import { describe, expect, it } from "vitest";
import { type CellPlace, moveAfterKey, type SheetMap } from "./flowsheet-moves";

/** Rows as they are seen with the newest right: "x" a value, "." none, "?" not read yet. */
function map(rows: readonly string[], newest: "right" | "left" = "right"): SheetMap {
  const columns = rows[0]?.length ?? 0;
  return {
    rows: rows.length,
    columns,
    page: 3,
    newest,
    hasValue: ({ row, column }) => {
      const letter = rows[row]?.[columns - 1 - column];
      return letter === "?" ? undefined : letter === "x";
    },
  };
}
const at = (row: number, column: number): CellPlace => ({ row, column });
const SHEET = ["x..x.x", ".x.x..", "......"];

describe("a key in the flowsheet", () => {
  it("goes left to the next older value, over the empty cells between", () => {
    expect(moveAfterKey("ArrowLeft", false, at(0, 0), map(SHEET))).toEqual({ to: at(0, 2) });
    expect(moveAfterKey("ArrowLeft", false, at(0, 2), map(SHEET))).toEqual({ to: at(0, 5) });
    expect(moveAfterKey("ArrowLeft", false, at(0, 5), map(SHEET))).toBeNull();
  });

  it("goes the other way about where the newest is left", () => {
    expect(moveAfterKey("ArrowRight", false, at(0, 0), map(SHEET, "left"))).toEqual({ to: at(0, 2) });
    expect(moveAfterKey("ArrowLeft", false, at(0, 2), map(SHEET, "left"))).toEqual({ to: at(0, 0) });
  });

  it("goes up and down within the column only", () => {
    expect(moveAfterKey("ArrowDown", false, at(0, 2), map(SHEET))).toEqual({ to: at(1, 2) });
    expect(moveAfterKey("ArrowDown", false, at(0, 0), map(SHEET))).toBeNull();
    expect(moveAfterKey("ArrowUp", false, at(1, 2), map(SHEET))).toEqual({ to: at(0, 2) });
  });

  it.each([
    ["right", "Home", 5],
    ["right", "End", 0],
    ["left", "Home", 0],
    ["left", "End", 5],
  ] as const)("with the newest %s, %s goes to column %i of the row", (newest, key, column) => {
    expect(moveAfterKey(key, false, at(0, 2), map(SHEET, newest))).toEqual({ to: at(0, column) });
  });

  it("with Ctrl goes to the first value of the first row and the last of the last that has one", () => {
    expect(moveAfterKey("Home", true, at(1, 2), map(SHEET))).toEqual({ to: at(0, 5) });
    expect(moveAfterKey("End", true, at(0, 5), map(SHEET))).toEqual({ to: at(1, 2) });
  });

  it("passes a page of dates towards the older and back, and stops at the end", () => {
    expect(moveAfterKey("PageUp", false, at(0, 0), map(SHEET))).toEqual({ to: at(0, 5) });
    expect(moveAfterKey("PageDown", false, at(0, 5), map(SHEET))).toEqual({ to: at(0, 2) });
    expect(moveAfterKey("PageUp", false, at(1, 2), map(SHEET))).toEqual({ to: at(1, 4) });
    expect(moveAfterKey("PageUp", false, at(1, 4), map(SHEET))).toBeNull();
  });

  it("asks for a column that is not read yet instead of guessing what it holds", () => {
    const sheet = map(["??..x"]);
    expect(moveAfterKey("ArrowLeft", false, at(0, 0), sheet)).toEqual({ read: 3 });
    expect(moveAfterKey("Home", false, at(0, 0), sheet)).toEqual({ read: 4 });
  });

  it("leaves other keys to others", () => {
    expect(moveAfterKey("a", false, at(0, 0), map(SHEET))).toBeNull();
  });
});
