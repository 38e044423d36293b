"use client";

import { classNames } from "@/components/ui/class-names";
import type { SheetCell } from "@/lib/figures/flowsheet/flowsheet-sheet";
import { ResultValue } from "./result-value";

export function FlowsheetCell({
  cell,
  row,
  column,
  index,
  stop,
}: {
  /** 0: no value; undefined: not read yet. */
  readonly cell: SheetCell | 0 | undefined;
  readonly row: number;
  readonly column: number;
  /** Its place among the columns of the grid, heads included. */
  readonly index: number;
  /** The one cell the Tab key stops at. */
  readonly stop: boolean;
}) {
  if (!cell) {
    return (
      <td aria-colindex={index} className="border-b border-line px-2 text-right text-muted">
        <span className="pr-[2.1rem]">{cell === 0 ? "·" : "…"}</span>
      </td>
    );
  }
  const { flag, mark } = cell;
  const critical = (flag === "LL" || flag === "HH") && (mark === undefined || mark === "derived");
  return (
    <td
      aria-colindex={index}
      tabIndex={stop ? 0 : -1}
      data-row={row}
      data-column={column}
      className={classNames(
        "cursor-pointer overflow-hidden border-b border-line pl-2 text-right focus-visible:-outline-offset-2",
        critical && "bg-critical-cell",
      )}
    >
      <ResultValue shown={cell.text} flag={flag ?? null} mark={mark ?? null} />
    </td>
  );
}
