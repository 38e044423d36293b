"use client";

import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { Newest } from "@/lib/contract/preferences";
import type { Sheet } from "@/lib/figures/flowsheet/flowsheet-sheet";
import { COLUMN_WIDTH, ROW_HEIGHT } from "./flowsheet-heads";
import { type CellPlace, moveAfterKey } from "./flowsheet-moves";
import { headsWidth } from "./flowsheet-window";
import type { SheetBlocks } from "./use-sheet-blocks";

/** Moves the focus by key, reading older columns on the way where they are not here yet. */
export function useSheetKeys({
  scroller,
  sheet,
  newest,
  blocks,
  focus,
  onMove,
}: {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly sheet: Sheet;
  readonly newest: Newest;
  readonly blocks: SheetBlocks;
  readonly focus: CellPlace;
  readonly onMove: (to: CellPlace) => void;
}) {
  /** What is known of the sheet now, for a key that had to wait for the server. */
  const known = useRef(blocks);
  known.current = blocks;
  /** Where the focus is to go once that cell is drawn; an earlier drawing that comes in between is not it. */
  const wanted = useRef<CellPlace | null>(null);
  const pressed = useRef(0);

  useEffect(() => {
    if (wanted.current !== focus) return;
    const box = scroller.current;
    const cell = box?.querySelector<HTMLElement>(
      `td[data-row="${focus.row}"][data-column="${focus.column}"]`,
    );
    if (!box || !cell) return;
    wanted.current = null;
    bringInSight(box, focus, newest);
    // Within the box it is in sight now; the page may have to follow.
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    cell.focus({ preventScroll: true });
  });

  const move = async (key: string, ctrl: boolean, from: CellPlace, press: number): Promise<void> => {
    const page = Math.max(1, Math.floor(dateRoom(scroller.current) / COLUMN_WIDTH) - 1);
    const led = moveAfterKey(key, ctrl, from, {
      rows: sheet.rows.length,
      columns: sheet.columns,
      page,
      newest,
      hasValue: ({ row, column }) => {
        const cell = known.current.cell(row, column);
        return cell === undefined ? undefined : cell !== 0;
      },
    });
    if (led === null) return;
    if ("to" in led) {
      wanted.current = led.to;
      onMove(led.to);
      return;
    }
    if (!(await known.current.read(led.read))) return;
    // What was read is here after the next drawing; another key pressed meanwhile goes before this one.
    await new Promise(requestAnimationFrame);
    if (pressed.current === press) await move(key, ctrl, from, press);
  };

  return (event: KeyboardEvent, from: CellPlace) => {
    if (event.altKey || !KEYS.has(event.key)) return;
    event.preventDefault();
    pressed.current += 1;
    void move(event.key, event.ctrlKey || event.metaKey, from, pressed.current);
  };
}

const KEYS = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);

/** Width in which dates can be seen: what the sticky heads leave. */
const dateRoom = (box: HTMLElement | null) => (box?.clientWidth ?? 0) - headsWidth(box);

function bringInSight(box: HTMLElement, { row, column }: CellPlace, newest: Newest): void {
  const sign = newest === "right" ? -1 : 1;
  const from = column * COLUMN_WIDTH;
  const room = dateRoom(box);
  const at = sign * box.scrollLeft;
  if (from < at) box.scrollLeft = sign * from;
  else if (from + COLUMN_WIDTH > at + room) box.scrollLeft = sign * (from + COLUMN_WIDTH - room);

  const heads = box.querySelector("thead")?.getBoundingClientRect().height ?? 0;
  const top = row * ROW_HEIGHT;
  const height = box.clientHeight - heads;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_HEIGHT > box.scrollTop + height) box.scrollTop = top + ROW_HEIGHT - height;
}
