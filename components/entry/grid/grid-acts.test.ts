import { describe, expect, test } from "vitest";
import { patientStore, wardStore } from "./fixtures/invented-grid";
import {
  blockText,
  choose,
  chooseUnit,
  clear,
  commit,
  confirm,
  copyDown,
  go,
  open,
  put,
  redo,
  revert,
  take,
  today,
  toProblem,
  undo,
} from "./grid-acts";
import type { GridStore } from "./grid-store";
import type { GridField } from "./model/grid-model";

const columnOf = (store: GridStore, field: GridField) => store.columns.indexOf(field);

function type(store: GridStore, row: number, field: GridField, text: string) {
  choose(store, { row, column: columnOf(store, field) });
  open(store, text.slice(0, 1));
  commit(store, text);
}

const cellAt = (store: GridStore, row: number, field: GridField) => {
  const at = store.rowAt(row);
  return at === undefined ? undefined : store.viewOf(at).cells[field];
};

describe("typing", () => {
  test("a value is judged as the server will, with its flag, and the ANC is computed beside it", () => {
    const store = wardStore();
    type(store, 0, "WBC", "0.9");
    type(store, 0, "NEUT_PCT", "40");
    expect(cellAt(store, 0, "WBC")).toMatchObject({ state: "fine", flag: "LL", typed: true });
    expect(cellAt(store, 0, "ANC")).toMatchObject({ state: "computed", shown: "0.36", flag: "LL" });
  });

  test("an impossible value is refused in its cell with the value that was meant, and one key takes it", () => {
    const store = wardStore();
    type(store, 0, "HGB", "125");
    expect(cellAt(store, 0, "HGB")).toMatchObject({ state: "refused", suggestion: "12.5" });
    expect(store.summary).toMatchObject({ refused: 1, waiting: 1 });
    confirm(store);
    expect(cellAt(store, 0, "HGB")).toMatchObject({ state: "fine", shown: "12.5" });
    expect(store.summary.refused).toBe(0);
  });

  test("an unusual value asks, one key confirms it, and another number asks again", () => {
    const store = wardStore();
    type(store, 0, "WBC", "0.08");
    expect(cellAt(store, 0, "WBC")?.state).toBe("warning");
    expect(store.summary.asking).toBe(1);
    confirm(store);
    expect(cellAt(store, 0, "WBC")?.state).toBe("confirmed");
    type(store, 0, "WBC", "0.07");
    expect(cellAt(store, 0, "WBC")?.state).toBe("warning");
  });

  test("what the core thinks was meant can be taken although the value is only unusual", () => {
    const store = wardStore();
    type(store, 0, "PLT", "2000");
    const suggestion = cellAt(store, 0, "PLT")?.suggestion;
    expect(cellAt(store, 0, "PLT")?.state).toBe("warning");
    take(store);
    expect(cellAt(store, 0, "PLT")?.shown).toBe(suggestion ?? "2000");
  });

  test("a reason for no value fills every chosen cell and is never a number", () => {
    const store = wardStore();
    choose(store, { row: 0, column: columnOf(store, "WBC") });
    choose(store, { row: 1, column: columnOf(store, "HGB") }, true);
    put(store, "clotted");
    for (const row of [0, 1])
      for (const field of ["WBC", "RBC", "HGB"] as const)
        expect(cellAt(store, row, field)).toMatchObject({ state: "missing", shown: "clotted", flag: null });
    choose(store, { row: 0, column: 0 });
    put(store, "not done");
    expect(cellAt(store, 0, "date")?.shown).not.toBe("not done");
  });

  test("a limit is a limit: <0.1 is kept to the letter", () => {
    const store = wardStore();
    type(store, 0, "BLAST_PCT", "<0.1");
    expect(cellAt(store, 0, "BLAST_PCT")).toMatchObject({ shown: "<0.1", state: "fine" });
  });

  test("a value without a day of collection is refused at the date, and today is one key", () => {
    const store = patientStore();
    type(store, 1, "HGB", "11.8");
    expect(cellAt(store, 1, "date")).toMatchObject({
      state: "refused",
      reason: "Enter the day of collection.",
    });
    choose(store, { row: 1, column: 0 });
    today(store);
    expect(cellAt(store, 1, "date")).toMatchObject({ state: "fine", shown: "10-Apr-2026" });
    expect(store.summary).toMatchObject({ refused: 0, waiting: 1 });
    type(store, 1, "date", "2026-04-11");
    expect(cellAt(store, 1, "date")?.reason).toContain("future");
  });

  test("there are always empty rows beneath on a patient's grid", () => {
    const store = patientStore();
    const before = store.content.rows.length;
    type(store, before - 1, "HGB", "11.8");
    expect(store.content.rows.length).toBeGreaterThan(before);
  });
});

describe("the decimal comma of a site", () => {
  test("is read where the site writes it, and the text stays as typed", () => {
    const store = patientStore(",");
    type(store, 1, "HGB", "12,5");
    expect(cellAt(store, 1, "HGB")).toMatchObject({ state: "fine", shown: "12,5" });
    const row = store.rowAt(1);
    expect(row && store.viewOf(row).draft.values.HGB).toMatchObject({ text: "12,5", decimalMark: "," });
  });

  test("a point there is asked about, never guessed; a suggestion comes with a comma", () => {
    const store = patientStore(",");
    type(store, 1, "WBC", "1.500");
    expect(cellAt(store, 1, "WBC")).toMatchObject({ state: "refused", suggestion: "1,500" });
    type(store, 1, "HGB", "125");
    expect(cellAt(store, 1, "HGB")?.suggestion).toBe("12,5");
  });

  test("where the site writes a point a comma is refused, with the point as suggestion", () => {
    const store = patientStore(".");
    type(store, 1, "HGB", "12,5");
    expect(cellAt(store, 1, "HGB")).toMatchObject({ state: "refused", suggestion: "12.5" });
  });

  test("a value on record with a point can be confirmed without being read anew", () => {
    const store = patientStore(",");
    choose(store, { row: 0, column: columnOf(store, "HGB") });
    open(store, null);
    commit(store, "12.4");
    expect(cellAt(store, 0, "HGB")).toMatchObject({ typed: false, state: "fine" });
  });
});

describe("over what is on record", () => {
  test("another value is a change with the old one in sight, and Esc takes it back", () => {
    const store = patientStore();
    type(store, 0, "HGB", "11.9");
    expect(cellAt(store, 0, "HGB")).toMatchObject({ typed: true, recorded: "12.4 g/dL" });
    expect(store.summary).toMatchObject({ waiting: 1, corrections: 1 });
    revert(store);
    expect(cellAt(store, 0, "HGB")).toMatchObject({ typed: false, shown: "12.4" });
    expect(store.summary).toMatchObject({ waiting: 0, corrections: 0 });
  });

  test("the same value typed again is no change", () => {
    const store = patientStore();
    type(store, 0, "HGB", "12.4");
    expect(store.summary.waiting).toBe(0);
  });

  test("an emptied value leaves the report", () => {
    const store = patientStore();
    choose(store, { row: 0, column: columnOf(store, "HGB") });
    clear(store);
    const row = store.rowAt(0);
    expect(cellAt(store, 0, "HGB")).toMatchObject({ typed: true, shown: "" });
    expect(row && store.viewOf(row).draft.values.HGB?.text).toBe("");
  });
});

describe("units of a column", () => {
  test("numbers typed in it are in its unit, what is on record keeps its own and says so", () => {
    const store = patientStore();
    chooseUnit(store, "HGB", "g/L");
    type(store, 1, "HGB", "125");
    expect(cellAt(store, 1, "HGB")).toMatchObject({ state: "fine", converted: "12.5 g/dL", unit: null });
    expect(cellAt(store, 0, "HGB")).toMatchObject({ shown: "12.4", unit: "g/dL" });
    undo(store);
    undo(store);
    expect(cellAt(store, 0, "HGB")?.unit).toBeNull();
  });

  test("a confirmation belongs to number and unit: another unit asks again", () => {
    const store = wardStore();
    type(store, 0, "HGB", "2.9");
    confirm(store);
    expect(cellAt(store, 0, "HGB")?.state).toBe("confirmed");
    chooseUnit(store, "HGB", "mmol/L");
    const row = store.rowAt(0);
    expect(row?.cells.HGB?.confirmed).toBe(false);
  });
});

describe("undo", () => {
  test("takes back one act after the other, goes where it happened, and does them again", () => {
    const store = wardStore();
    type(store, 0, "WBC", "4.2");
    type(store, 1, "HGB", "9.8");
    undo(store);
    expect(cellAt(store, 1, "HGB")?.shown ?? "").toBe("");
    expect(store.place).toEqual({ row: 1, column: columnOf(store, "HGB") });
    undo(store);
    expect(cellAt(store, 0, "WBC")?.shown ?? "").toBe("");
    redo(store);
    redo(store);
    expect([cellAt(store, 0, "WBC")?.shown, cellAt(store, 1, "HGB")?.shown]).toEqual(["4.2", "9.8"]);
    redo(store);
    expect(cellAt(store, 1, "HGB")?.shown).toBe("9.8");
  });
});

describe("copying", () => {
  test("Ctrl D takes what stands above, or fills a block from its first row", () => {
    const store = patientStore();
    type(store, 1, "date", "2026-04-02");
    choose(store, { row: 2, column: 0 });
    copyDown(store);
    expect(cellAt(store, 2, "date")?.shown).toBe("02-Apr-2026");
    choose(store, { row: 0, column: columnOf(store, "HGB") });
    choose(store, { row: 2, column: columnOf(store, "HGB") }, true);
    copyDown(store);
    expect([1, 2].map((row) => cellAt(store, row, "HGB")?.shown)).toEqual(["12.4", "12.4"]);
    undo(store);
    expect([1, 2].map((row) => cellAt(store, row, "HGB")?.shown ?? "")).toEqual(["", ""]);
  });

  test("a block leaves as a spreadsheet takes it", () => {
    const store = patientStore();
    choose(store, { row: 0, column: columnOf(store, "WBC") });
    choose(store, { row: 0, column: columnOf(store, "HGB") }, true);
    expect(blockText(store)).toBe("4.2\t\t12.4");
  });
});

describe("moving", () => {
  test("Enter after Tabs begins the next row where the Tabs began", () => {
    const store = wardStore();
    const start = store.place.column;
    go(store, "next");
    go(store, "next");
    go(store, "down");
    expect(store.place).toEqual({ row: 1, column: start });
  });

  test("past the last cell Tab leaves the grid", () => {
    const store = wardStore();
    go(store, "last");
    expect(go(store, "next")).toBe(false);
    go(store, "first");
    expect(go(store, "previous")).toBe(false);
  });

  test("F8 goes from problem to problem, round the end", () => {
    const store = wardStore();
    type(store, 0, "HGB", "125");
    type(store, 1, "WBC", "0.08");
    choose(store, { row: 0, column: 0 });
    toProblem(store, 1);
    expect(store.place).toEqual({ row: 0, column: columnOf(store, "HGB") });
    toProblem(store, 1);
    expect(store.place).toEqual({ row: 1, column: columnOf(store, "WBC") });
    toProblem(store, 1);
    expect(store.place.row).toBe(0);
    toProblem(store, -1);
    expect(store.place.row).toBe(1);
  });
});

describe("drawing", () => {
  test("a typed value draws its row anew and no other", () => {
    const store = wardStore();
    choose(store, { row: 0, column: columnOf(store, "WBC") });
    const told: string[] = [];
    for (const { id } of store.content.rows) store.subscribe(`row ${id}`, () => told.push(id));
    store.subscribe("shape", () => told.push("shape"));
    open(store, "4");
    store.typing("4.2");
    commit(store, "4.2");
    expect(new Set(told)).toEqual(new Set(["of-p1"]));
  });
});
