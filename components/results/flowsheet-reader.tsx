"use client";

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import { type CellAddress, CellDialog, type CellEditing } from "./cell-dialog";

interface Reading {
  readonly text: string;
  readonly cell: CellAddress;
}

const cellOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>("td[data-explain]") : null;

const readingOf = ({ dataset }: HTMLElement): Reading => ({
  text: dataset.explain ?? "",
  cell: { reportId: dataset.report ?? "", analyte: dataset.analyte as AnalyteCode },
});

/** The nearest cell with a value in a direction; empty cells are stepped over. */
function neighbour(from: HTMLElement, key: string): HTMLElement | null {
  const row = from.closest("tr");
  const column = row ? [...row.children].indexOf(from) : -1;
  const has = (cell: Element | null | undefined): cell is HTMLElement =>
    cell instanceof HTMLElement && cell.dataset.explain !== undefined;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const step = key === "ArrowLeft" ? "previousElementSibling" : "nextElementSibling";
    let cell: Element | null = from[step];
    while (cell && !has(cell)) cell = cell[step];
    return has(cell) ? cell : null;
  }
  if (key === "ArrowUp" || key === "ArrowDown") {
    const step = key === "ArrowUp" ? "previousElementSibling" : "nextElementSibling";
    let next = row?.[step] ?? null;
    while (next && !has(next.children[column])) next = next[step];
    const cell = next?.children[column];
    return has(cell) ? cell : null;
  }
  return null;
}

/**
 * Reads the server's table with the person: opens at the newest column, says under the table what stands behind the
 * cell under the mouse or the focus, moves by arrow keys, and opens the value's history on Enter or a click.
 */
export function FlowsheetReader({
  label,
  patientId,
  editing,
  children,
}: {
  readonly label: string;
  readonly patientId: string;
  readonly editing: CellEditing;
  readonly children: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  const [reading, setReading] = useState<Reading | null>(null);
  const [opened, setOpened] = useState<CellAddress | null>(null);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // Once: whoever has scrolled back to an older value stays there.
    if (!shown.current) box.scrollLeft = box.scrollWidth;
    shown.current = true;
    const cells = [...box.querySelectorAll<HTMLElement>("td[data-explain]")];
    for (const cell of cells) cell.tabIndex = -1;
    // One stop for the Tab key: the newest value of the first row; arrows go on from there.
    const first = box.querySelector("tbody tr:has(td[data-explain])");
    const stop = [...(first?.querySelectorAll<HTMLElement>("td[data-explain]") ?? [])].at(-1);
    if (stop) stop.tabIndex = 0;
  });

  const read = (target: EventTarget | null) => {
    const cell = cellOf(target);
    if (cell) setReading(readingOf(cell));
  };
  const keyed = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    if (event.key === "Enter") {
      event.preventDefault();
      setOpened(readingOf(cell).cell);
    }
    const next = neighbour(cell, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };

  return (
    <>
      <section
        ref={scroller}
        aria-label={label}
        className="relative overflow-x-auto"
        onPointerOver={(event) => read(event.target)}
        onFocus={(event) => read(event.target)}
        onKeyDown={keyed}
        onClick={(event) => {
          const cell = cellOf(event.target);
          cell?.focus();
          if (cell) setOpened(readingOf(cell).cell);
        }}
      >
        {children}
      </section>
      <div className="flex min-h-9 items-center gap-3 px-3.5 py-1.5 text-sm text-muted print:hidden">
        <p role="status" className="min-w-0 flex-1">
          {reading === null
            ? "Point at a value, or move with the arrow keys, to see what stands behind it."
            : reading.text}
        </p>
        {reading === null ? null : (
          <Button size="small" look="quiet" aria-haspopup="dialog" onClick={() => setOpened(reading.cell)}>
            History
          </Button>
        )}
      </div>
      <CellDialog patientId={patientId} cell={opened} editing={editing} onClose={() => setOpened(null)} />
    </>
  );
}
