"use client";

import { memo, type ReactNode, useLayoutEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { ANALYTES } from "@/lib/clinical/analytes";
import { CellEditor } from "./cell-editor";
import { CellFace, type CellProgress } from "./cell-face";
import type { GridStore } from "./grid-store";
import { type GridField, isMoment, recordedCell } from "./model/grid-model";
import { inBlock, isOneCell } from "./model/moves-model";
import type { RowActivity } from "./model/row-activity";
import type { CellState } from "./model/row-view";
import { useGrid } from "./use-grid";

/** Pixels; every row has the same height, so that only those in sight are drawn. */
export const ROW_HEIGHT = 30;

/** A cell of a grid takes the focus, one of a table does not. */
const CELL = { role: "gridcell" };
const CHOSEN = { ...CELL, "aria-selected": true };

const TINTS: Partial<Record<CellState, string>> = {
  refused: "bg-critical-cell",
  warning: "bg-open-weak",
};

export const fieldLabel = (field: GridField): string =>
  field === "date" ? "Date" : field === "time" ? "Time" : ANALYTES[field].label;

/** One row; drawn again only when something in it, or the focus on it, has changed. */
export const GridRow = memo(function GridRow({
  store,
  id,
  index,
  head,
  onSave,
}: {
  readonly store: GridStore;
  readonly id: string;
  readonly index: number;
  readonly head: (id: string) => ReactNode;
  readonly onSave: () => void;
}) {
  useGrid(store, `row ${id}`);
  const line = useRef<HTMLTableRowElement>(null);
  const { place, editing, block, chosen } = store;
  const here = place.row === index;
  const open = editing?.row === index ? editing : null;

  useLayoutEffect(() => {
    if (!here || open !== null || chosen === 0 || !store.keepsFocus) return;
    const cell = line.current?.cells[place.column + 1];
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [store, here, open, chosen, place.column]);

  const row = store.rowAt(index);
  if (row === undefined || row.id !== id) return null;
  const view = store.viewOf(row);
  const activity = store.activityOf(id);
  return (
    <tr ref={line} aria-rowindex={index + 2} style={{ height: ROW_HEIGHT }}>
      {head(id)}
      {store.columns.map((field, column) => {
        const cell = view.cells[field];
        const focused = here && place.column === column;
        const within = !isOneCell(block) && inBlock(block, { row: index, column });
        const editor = open?.column === column ? open : null;
        return (
          <td
            key={field}
            {...(within ? CHOSEN : CELL)}
            data-row={index}
            data-column={column}
            aria-colindex={column + 2}
            aria-invalid={cell?.state === "refused" || undefined}
            tabIndex={focused ? 0 : -1}
            style={{ height: ROW_HEIGHT }}
            className={classNames(
              "relative scroll-mt-14 scroll-ml-28 overflow-hidden border-r border-b border-line px-1.5 py-0 text-right whitespace-nowrap md:scroll-ml-52",
              "focus:outline-2 focus:-outline-offset-2 focus:outline-accent",
              within ? "bg-accent-weak" : cell ? TINTS[cell.state] : null,
              // The day an untouched date stands for is not typed yet.
              field === "date" && row.report === null && !cell?.typed && "text-muted",
            )}
          >
            {cell === undefined ? null : (
              <CellFace
                view={cell}
                progress={progressOf(cell.typed, activity, field)}
                fraction={isMoment(field) ? null : ANALYTES[field].decimals}
              />
            )}
            {editor === null ? null : (
              <CellEditor
                // A cell opened again begins anew.
                key={`${editor.row} ${editor.column} ${editor.text}`}
                store={store}
                editing={editor}
                label={`${fieldLabel(field)}, ${recordedCell(row, field)?.text ?? "empty"}`}
                onSave={onSave}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
});

function progressOf(typed: boolean, activity: RowActivity, field: GridField): CellProgress {
  if (!typed) return activity.saved.includes(field) ? "saved" : "on record";
  if (activity.saving) return "saving";
  return activity.problem !== null ? "failed" : "typed";
}
