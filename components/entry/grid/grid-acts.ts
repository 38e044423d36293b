import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { GridStore } from "./grid-store";
import {
  type CellChange,
  cellChange,
  columnUnit,
  type GridChange,
  type GridField,
  type GridRow,
  isMoment,
  recordedCell,
  type TypedCell,
  typedCell,
  unitChange,
} from "./model/grid-model";
import { nextPlace } from "./model/grid-summary";
import { type Move, moved, type Place } from "./model/moves-model";
import type { PasteGround } from "./model/paste-plan";
import { inSiteMark } from "./model/typed-value";

const extentOf = (store: GridStore) => ({
  rows: store.content.rows.length,
  columns: store.columns.length,
});

/** Rows and fields of the chosen block, row by row. */
function chosen(store: GridStore): readonly { readonly row: GridRow; readonly field: GridField }[] {
  const { top, bottom, left, right } = store.block;
  const fields = store.columns.slice(left, right + 1);
  return store.content.rows.slice(top, bottom + 1).flatMap((row) => fields.map((field) => ({ row, field })));
}

/** A row on its way to the server keeps what it was sent with. */
const isOpen = (store: GridStore, row: GridRow) => !store.activityOf(row.id).saving;

function changesOf(
  store: GridStore,
  cells: readonly {
    readonly row: GridRow;
    readonly field: GridField;
    readonly cell: TypedCell | undefined;
  }[],
): CellChange[] {
  const { units } = store.content;
  return cells.flatMap(({ row, field, cell }) =>
    isOpen(store, row) ? (cellChange(row, field, cell, units) ?? []) : [],
  );
}

/** Moves the focus; false where the key leads out of the grid. */
export function go(store: GridStore, move: Move, extend = false): boolean {
  const { place, tabOrigin } = store;
  const back = move === "down" && tabOrigin !== null && !extend;
  const from = back ? { ...place, column: tabOrigin } : place;
  const next = moved(from, move, extentOf(store));
  if (move === "next") store.tabOrigin ??= place.column;
  else store.tabOrigin = null;
  if (next === null) return false;
  // Past the end of a row the run of Tabs begins anew.
  if (move === "next" && next.row !== place.row) store.tabOrigin = next.column;
  store.choose(next, extend);
  return true;
}

export function choose(store: GridStore, place: Place, extend = false): void {
  store.tabOrigin = null;
  store.choose(place, extend);
}

/** Opens the chosen cell, with what it holds or with a character in its place. */
export function open(store: GridStore, text: string | null): void {
  const row = store.rowAt(store.place.row);
  const field = store.columns[store.place.column];
  if (row === undefined || field === undefined || !isOpen(store, row)) return;
  const held = row.cells[field] ?? recordedCell(row, field);
  store.edit({ ...store.place, text: text ?? held?.text ?? "", opened: text === null });
}

/** Takes what stands in the open cell; a cell opened and left as it was stays as it was. */
export function commit(store: GridStore, text: string): void {
  const { editing } = store;
  if (editing === null) return;
  const row = store.rowAt(editing.row);
  const field = store.columns[editing.column];
  store.edit(null);
  if (row === undefined || field === undefined) return;
  const held = row.cells[field] ?? recordedCell(row, field);
  if ((held?.text ?? "") === text) return;
  // Opened and changed, a number stays in the unit it is shown with; typed anew it is in the column's.
  const unit = editing.opened && !isMoment(field) ? (held?.unit ?? null) : null;
  store.act(changesOf(store, [{ row, field, cell: typedCell(text, { unit }) }]));
}

/** Puts the same text into every chosen cell of a value. */
export function put(store: GridStore, text: string): void {
  const cells = chosen(store).filter(({ field }) => !isMoment(field));
  store.act(
    changesOf(
      store,
      cells.map((at) => ({ ...at, cell: typedCell(text) })),
    ),
  );
}

export function clear(store: GridStore): void {
  store.act(
    changesOf(
      store,
      chosen(store).map((at) => ({ ...at, cell: typedCell("") })),
    ),
  );
}

/** Back to what is on record. */
export function revert(store: GridStore): void {
  store.act(
    changesOf(
      store,
      chosen(store).map((at) => ({ ...at, cell: undefined })),
    ),
  );
}

export function today(store: GridStore): void {
  const { today: day } = store.reading;
  const cells = chosen(store).filter(({ field }) => field === "date");
  store.act(
    changesOf(
      store,
      cells.map((at) => ({ ...at, cell: typedCell(day) })),
    ),
  );
}

/** What a cell says now, typed or on record, as it would be typed below. */
function saidBy(row: GridRow, field: GridField, store: GridStore): TypedCell {
  const cell = row.cells[field] ?? recordedCell(row, field);
  if (cell === undefined) {
    return typedCell(field === "date" ? row.usualDate : "");
  }
  if (isMoment(field)) return typedCell(cell.text);
  const text = row.cells[field] === undefined ? inSiteMark(cell.text, store.reading.decimalMark) : cell.text;
  const { mark } = cell;
  const unit = cell.unit ?? columnUnit(store.content.units, field);
  return typedCell(text, { mark, unit: unit === columnUnit(store.content.units, field) ? null : unit });
}

/** The first row of the block into the rows beneath it; one cell takes what stands above it. */
export function copyDown(store: GridStore): void {
  const { top, bottom, left, right } = store.block;
  const from = store.rowAt(top === bottom ? top - 1 : top);
  if (from === undefined) return;
  const rows = store.content.rows.slice(top === bottom ? top : top + 1, bottom + 1);
  const fields = store.columns.slice(left, right + 1);
  store.act(
    changesOf(
      store,
      rows.flatMap((row) => fields.map((field) => ({ row, field, cell: saidBy(from, field, store) }))),
    ),
  );
}

/** Says that an unusual value is right, or takes the one that was meant where it is impossible. */
export function confirm(store: GridStore): void {
  const cells = chosen(store).flatMap(({ row, field }) => {
    const view = store.viewOf(row).cells[field];
    if (view?.state === "refused" && view.suggestion !== null)
      return [{ row, field, cell: typedCell(view.suggestion, { unit: row.cells[field]?.unit ?? null }) }];
    const held = row.cells[field] ?? recordedCell(row, field);
    return view?.state === "warning" && held !== undefined
      ? [{ row, field, cell: { ...held, confirmed: true } }]
      : [];
  });
  store.act(changesOf(store, cells));
}

/** Takes what the core thinks was meant, also of a value that is only unusual. */
export function take(store: GridStore): void {
  const cells = chosen(store).flatMap(({ row, field }) => {
    const suggestion = store.viewOf(row).cells[field]?.suggestion ?? null;
    return suggestion === null
      ? []
      : [{ row, field, cell: typedCell(suggestion, { unit: row.cells[field]?.unit ?? null }) }];
  });
  store.act(changesOf(store, cells));
}

/** Numbers typed into the column are in this unit; what was confirmed in another asks again. */
export function chooseUnit(store: GridStore, code: AnalyteCode, unit: string): void {
  const change = unitChange(store.content.units, code, unit);
  if (change === null) return;
  const again = store.content.rows.flatMap((row): GridChange[] => {
    const before = row.cells[code];
    return before?.confirmed && before.unit === null
      ? [{ kind: "cell", rowId: row.id, field: code, before, after: { ...before, confirmed: false } }]
      : [];
  });
  store.act([change, ...again]);
}

/** Where a pasted block would land now. */
export function pasteGround(store: GridStore): PasteGround {
  const { content, columns, place, patientId } = store;
  const patients = [...store.people.values()].map(({ patient }) => patient);
  const { today: day } = store.reading;
  return { content, columns, place, patientId, patients, today: day, newId: () => store.newId() };
}

export function undo(store: GridStore): void {
  const place = store.undo();
  if (place !== null) store.choose(place);
}

export function redo(store: GridStore): void {
  const place = store.redo();
  if (place !== null) store.choose(place);
}

export function toProblem(store: GridStore, step: 1 | -1): void {
  const next = nextPlace(store.problems, store.place, step);
  if (next !== null) choose(store, next);
}

/** The chosen block as a spreadsheet takes it: rows by lines, cells by tabs. */
export function blockText(store: GridStore): string {
  const { top, bottom, left, right } = store.block;
  const fields = store.columns.slice(left, right + 1);
  return store.content.rows
    .slice(top, bottom + 1)
    .map((row) => fields.map((field) => saidBy(row, field, store).text).join("\t"))
    .join("\n");
}
