import { describe, expect, test } from "vitest";
import { readPaste } from "@/lib/imports/spreadsheet-paste";
import { patientStore, wardStore } from "../fixtures/invented-grid";
import { choose, pasteGround, undo } from "../grid-acts";
import type { GridStore } from "../grid-store";
import { type PastePlan, planPaste } from "./paste-plan";

const plan = (store: GridStore, text: string) => planPaste(readPaste(text), pasteGround(store));

function land(store: GridStore, text: string): PastePlan {
  const made = plan(store, text);
  if (made.added.length > 0) store.addRows(made.added);
  store.act(made.changes);
  return made;
}

const shown = (store: GridStore, row: number) => {
  const at = store.rowAt(row);
  const cells = at === undefined ? {} : store.viewOf(at).cells;
  return Object.fromEntries(
    Object.entries(cells).flatMap(([field, cell]) => (cell.typed ? [[field, cell.shown]] : [])),
  );
};

const ACROSS = "Date\tTime\tHGB (g/dL)\tWBC 10^9/L\n2026-04-02\t07:15\t9.8\t1.2\n2026-04-03\t\t9.9\t<0.1\n";
const DOWN = "\t2026-04-02 07:15\t2026-04-03\nHGB (g/dL)\t9.8\t9.9\nWBC 10^9/L\t1.2\t<0.1\n";

describe("a block with headings", () => {
  test.each([
    ["one report a row", ACROSS],
    ["one report a column", DOWN],
  ])("%s lands in rows of its own, by heading and not by place", (_name, text) => {
    const store = patientStore();
    land(store, text);
    expect(shown(store, 1)).toEqual({ date: "02-Apr-2026", time: "07:15", HGB: "9.8", WBC: "1.2" });
    expect(shown(store, 2)).toEqual({ date: "03-Apr-2026", HGB: "9.9", WBC: "<0.1" });
  });

  test("of a moment on record goes over that report: the same values change nothing, another is a correction", () => {
    const store = patientStore();
    const made = plan(store, "Date\tTime\tWBC\tHGB\tPLT\n2026-04-01\t08:30\t4.2\t12.1\t210\n");
    expect(made.rows).toMatchObject([{ recorded: true }]);
    expect(made.rows[0]?.cells.map(({ field, outcome, was }) => [field, outcome, was])).toEqual([
      ["date", "same", "2026-04-01"],
      ["time", "same", "08:30"],
      ["WBC", "same", "4.2"],
      ["HGB", "changed", "12.4"],
      ["PLT", "new", null],
    ]);
    expect(made.changes.map((change) => change.field)).toEqual(["HGB", "PLT"]);
  });

  test("does not take a confirmation back by pasting the same value again", () => {
    const store = patientStore();
    const row = store.rowAt(0);
    const results = row?.report?.results.map((one) => ({ ...one, confirmed: true })) ?? [];
    if (row?.report) store.setRow(row.id, { report: { ...row.report, results } });
    expect(plan(store, "Date\tTime\tWBC\n2026-04-01\t08:30\t4.2\n").changes).toEqual([]);
  });

  test("keeps the unit of its heading where the column has another, and is undone in one step", () => {
    const store = patientStore();
    land(store, "Date\tHb [g/L]\n2026-04-02\t98\n2026-04-03\t99\n");
    const row = store.rowAt(1);
    expect(row && store.viewOf(row).cells.HGB).toMatchObject({
      state: "fine",
      unit: "g/L",
      converted: "9.8 g/dL",
    });
    undo(store);
    expect([1, 2].map((at) => shown(store, at))).toEqual([{}, {}]);
  });

  test("with decimal commas is read by its own mark wherever it is pasted, and keeps its text", () => {
    const store = patientStore(".");
    land(store, "Date\tHGB (g/dL)\n2026-04-02\t9,8\n");
    const row = store.rowAt(1);
    expect(row && store.viewOf(row).cells.HGB).toMatchObject({ shown: "9,8", state: "fine" });
    const comma = patientStore(",");
    land(comma, "Date\tHGB (g/dL)\n2026-04-02\t9.8\n");
    const other = comma.rowAt(1);
    expect(other && comma.viewOf(other).cells.HGB).toMatchObject({ shown: "9.8", state: "fine" });
  });

  test("names what cannot land: an unknown heading and an analyte of another specimen", () => {
    const { setAside, rows } = plan(
      patientStore(),
      "Date\tHGB\tMarrow blasts %\tFavourite colour\n2026-04-02\t9.8\t3\tblue\n",
    );
    expect(setAside.join(" ")).toMatch(/Marrow blasts %.*marrow/);
    expect(setAside.join(" ")).toContain("Favourite colour");
    expect(rows[0]?.cells.map(({ field }) => field)).toEqual(["date", "HGB"]);
  });

  test("brings a column onto the grid that was not shown", () => {
    const store = patientStore();
    expect(store.columns).not.toContain("RETIC");
    land(store, "Date\tReticulocytes (10*9/L)\n2026-04-02\t31\n");
    expect(store.columns).toContain("RETIC");
  });

  test("makes as many rows as it needs, and none for a report that is set aside", () => {
    const store = patientStore();
    const days = Array.from({ length: 9 }, (_, day) => `2026-03-0${day + 1}\t9.${day}`);
    const made = land(store, `Date\tHGB\n${days.join("\n")}\n`);
    expect(made.added.length).toBe(6);
    expect(store.content.rows.filter(({ cells }) => cells.HGB !== undefined)).toHaveLength(9);
  });
});

describe("on the ward", () => {
  test("a block finds its patients by record number; who is not on the page is named, never guessed", () => {
    const store = wardStore();
    const made = land(store, "MRN\tWBC\tHGB\nN-200\t1.1\t8.8\nN-999\t2\t9\n");
    expect(shown(store, 0)).toEqual({});
    expect(shown(store, 1)).toEqual({ WBC: "1.1", HGB: "8.8" });
    expect(made.setAside).toEqual([expect.stringContaining("add the patient first")]);
  });

  test("a block with headings and without record numbers is nobody's", () => {
    const made = plan(wardStore(), "WBC\tHGB\n1.1\t8.8\n");
    expect(made.changes).toEqual([]);
    expect(made.setAside[0]).toContain("no record number");
  });
});

describe("a block without headings", () => {
  test("is filled in from the chosen cell, and its empty cells take nothing away", () => {
    const store = patientStore();
    choose(store, { row: 0, column: store.columns.indexOf("WBC") });
    const made = land(store, "4.3\t\t\n5.1\t3.9\t10.2\n");
    expect(made.rows).toHaveLength(2);
    expect(shown(store, 0)).toEqual({ WBC: "4.3" });
    expect(shown(store, 1)).toEqual({ WBC: "5.1", RBC: "3.9", HGB: "10.2" });
  });

  test("says what falls over the edge", () => {
    const store = wardStore();
    choose(store, { row: 1, column: store.columns.length - 1 });
    const made = plan(store, "1\t2\n3\t4\n");
    expect(made.changes).toHaveLength(1);
    expect(made.setAside).toEqual([
      "1 column beyond the last column of the grid",
      "1 row beneath the last patient",
    ]);
  });
});

test("a foreign record number on a patient's own grid is refused", () => {
  const made = plan(patientStore(), "MRN\tDate\tHGB\nN-200\t2026-04-02\t8.8\n");
  expect(made.changes).toEqual([]);
  expect(made.setAside[0]).toContain("another record number");
});
