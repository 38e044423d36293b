"use client";

import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { blockText, choose, chooseUnit, open } from "./grid-acts";
import { GridHead } from "./grid-head";
import { keyed } from "./grid-keys";
import { GridRow, ROW_HEIGHT } from "./grid-row";
import type { GridStore } from "./grid-store";
import type { Place } from "./model/moves-model";
import { useGrid } from "./use-grid";

/** A table that is moved in cell by cell. */
const GRID = { role: "grid", "aria-multiselectable": true };
const UNHEARD = { "aria-hidden": true };

/** Rows drawn above and below what is in sight. */
const BEYOND = 8;

function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-column]") : null;
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Indexes to draw: those in sight, and the row of the focus wherever it is, or its keys would be lost. */
export function drawnRows(from: number, to: number, count: number, focus: number): readonly number[] {
  const seen = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, index) => from + index);
  if (focus >= count || (focus >= from && focus < to)) return seen;
  return focus < from ? [focus, ...seen] : [...seen, focus];
}

/** The grid itself: one stop of the Tab key, arrows inside, only the rows in sight drawn. */
export function GridTable({
  store,
  label,
  headLabel,
  rowHead,
  onSave,
  onPaste,
  onLeave,
}: {
  readonly store: GridStore;
  readonly label: string;
  readonly headLabel: string;
  readonly rowHead: (id: string) => ReactNode;
  readonly onSave: () => void;
  readonly onPaste: (text: string) => void;
  readonly onLeave: () => void;
}) {
  useGrid(store, "shape");
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ from: 0, to: 40 });
  const { rows } = store.content;
  const [focusRow, setFocusRow] = useState(store.place.row);

  const look = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const first = Math.floor(box.scrollTop / ROW_HEIGHT);
    // In steps, so that a row scrolled by does not draw the table anew.
    const from = Math.max(0, Math.floor((first - BEYOND) / BEYOND) * BEYOND);
    const to = from + Math.ceil(box.clientHeight / ROW_HEIGHT / BEYOND) * BEYOND + 3 * BEYOND;
    setRange((old) => (old.from === from && old.to === to ? old : { from, to }));
  }, []);
  // The newest reports and the empty rows stand at the end: that is where typing begins.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box) box.scrollTop = Math.max(0, (store.place.row + 4) * ROW_HEIGHT - box.clientHeight);
    look();
    return store.subscribe("sheet", () => setFocusRow(store.place.row));
  }, [store, look]);

  const pressed = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableCellElement)) return;
    keyed(store, event, { onSave, onLeave, unit: (column) => focusUnit(scroller.current, column) });
  };
  const pointed = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place === null || event.button !== 0 || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    store.keepsFocus = true;
    const again = place.row === store.place.row && place.column === store.place.column;
    (document.activeElement as HTMLElement | null)?.blur();
    choose(store, place, event.shiftKey);
    if (again) {
      const cell = scroller.current?.querySelector<HTMLElement>(`td[tabindex="0"]`);
      cell?.focus({ preventScroll: true });
    }
  };
  const dragged = (event: MouseEvent) => {
    const place = event.buttons === 1 ? placeOf(event.target) : null;
    if (place !== null && store.keepsFocus && store.editing === null) choose(store, place, true);
  };
  const tapped = (event: MouseEvent) => {
    const place = placeOf(event.target);
    // A finger has no keys to type over a cell with: the second touch opens it, as a double click does.
    const touch = "pointerType" in event.nativeEvent && event.nativeEvent.pointerType === "touch";
    if (place !== null && store.editing === null && (event.detail > 1 || touch)) open(store, null);
  };
  const pasted = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    const block = /[\t\n]/.test(text.replace(/\s+$/, ""));
    if (store.editing !== null && !block) return;
    event.preventDefault();
    if (store.editing !== null) store.edit(null);
    onPaste(text);
  };
  const copied = (event: ClipboardEvent) => {
    if (store.editing !== null) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", blockText(store));
  };
  const entered = ({ target }: FocusEvent) => {
    store.keepsFocus = true;
    // A screen reader sets the focus itself: the grid follows it.
    const place = target instanceof HTMLTableCellElement ? placeOf(target) : null;
    const { row, column } = store.place;
    if (place !== null && (place.row !== row || place.column !== column)) choose(store, place);
  };
  const left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !scroller.current?.contains(relatedTarget)) store.keepsFocus = false;
  };

  const drawn = drawnRows(range.from, range.to, rows.length, focusRow);
  return (
    <div
      ref={scroller}
      onScroll={look}
      className="max-h-[62dvh] min-h-40 overflow-auto overscroll-contain border-y border-line"
    >
      <table
        {...GRID}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={store.columns.length + 1}
        className="w-max min-w-full border-separate border-spacing-0 select-none"
        onKeyDown={pressed}
        onMouseDown={pointed}
        onMouseOver={dragged}
        onFocus={entered}
        onBlur={left}
        onClick={tapped}
        onPaste={pasted}
        onCopy={copied}
      >
        <GridHead
          store={store}
          headLabel={headLabel}
          onUnit={(code, unit) => chooseUnit(store, code, unit)}
          onDone={() => choose(store, store.place)}
        />
        <tbody>
          {drawn.map((index, at) => {
            const row = rows[index];
            const gap = index - (drawn[at - 1] ?? -1) - 1;
            return row === undefined
              ? null
              : [
                  gap > 0 ? (
                    <Gap key={`before ${row.id}`} rows={gap} columns={store.columns.length + 1} />
                  ) : null,
                  <GridRow
                    key={row.id}
                    store={store}
                    id={row.id}
                    index={index}
                    head={rowHead}
                    onSave={onSave}
                  />,
                ];
          })}
          <Gap rows={rows.length - 1 - (drawn.at(-1) ?? -1)} columns={store.columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not drawn. */
function Gap({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return rows <= 0 ? null : (
    <tr {...UNHEARD}>
      <td colSpan={columns} style={{ height: rows * ROW_HEIGHT }} className="p-0" />
    </tr>
  );
}

function focusUnit(box: HTMLElement | null, column: number): boolean {
  const select = box?.querySelector<HTMLSelectElement>(`th[data-head="${column}"] select`) ?? null;
  select?.focus();
  return select !== null;
}
