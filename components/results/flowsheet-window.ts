"use client";

import { defaultRangeExtractor, observeElementRect, useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { Newest } from "@/lib/contract/preferences";
import { COLUMN_WIDTH, HEADS, ROW_HEIGHT } from "./flowsheet-heads";
import type { CellPlace } from "./flowsheet-moves";

/** What the server takes for a window: the first drawing is right on any screen up to this size. */
const FIRST = { width: 1360, height: 1000 };
const BEYOND = 6;

/** Rows and columns to draw: those in sight, a few beyond, and the one in focus wherever it is. */
export function useSheetWindow(
  scroller: RefObject<HTMLDivElement | null>,
  of: { readonly rows: number; readonly columns: number; readonly newest: Newest },
  focus: CellPlace,
) {
  const withFocus =
    (at: number, count: number) =>
    (range: Parameters<typeof defaultRangeExtractor>[0]): number[] =>
      [...new Set([...defaultRangeExtractor(range), Math.min(at, count - 1)])].sort((a, b) => a - b);
  const columns = useVirtualizer({
    horizontal: true,
    // The newest column is the first; with the newest right the box begins at its right end and counts leftwards.
    isRtl: of.newest === "right",
    count: of.columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: BEYOND,
    initialRect: FIRST,
    // Dates can be seen only where the sticky heads leave room.
    observeElementRect: (instance, told) =>
      observeElementRect(instance, ({ width, height }) =>
        told({ width: width - headsWidth(instance.scrollElement), height }),
      ),
    rangeExtractor: withFocus(focus.column, of.columns),
  });
  const rows = useVirtualizer({
    count: of.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    initialRect: FIRST,
    rangeExtractor: withFocus(focus.row, of.rows),
  });
  return {
    columns: columns.getVirtualItems().map(({ index }) => index),
    rows: rows.getVirtualItems().map(({ index }) => index),
    /** The newest and the oldest column that can be seen. */
    newest: columns.range?.startIndex ?? 0,
    oldest: columns.range?.endIndex ?? 0,
  };
}

/** Width of the heads that stay in sight; fewer do on a phone. */
export function headsWidth(box: HTMLElement | null): number {
  const heads = [...(box?.querySelectorAll("thead tr:first-child th") ?? [])].slice(0, HEADS);
  // Where some are hidden the first ones reach into the dates: those are not sticky.
  return heads
    .filter((head) => getComputedStyle(head).position === "sticky")
    .reduce((sum, head) => sum + head.getBoundingClientRect().width, 0);
}

export type Drawn = { readonly at: number } | { readonly gap: number; readonly after: number };

/** Indexes in the order they are drawn, with the room of what is not drawn between them. */
export function withGaps(indexes: readonly number[], count: number): readonly Drawn[] {
  const drawn: Drawn[] = [];
  let next = 0;
  for (const at of indexes) {
    if (at > next) drawn.push({ gap: at - next, after: next });
    drawn.push({ at });
    next = at + 1;
  }
  if (next < count) drawn.push({ gap: count - next, after: next });
  return drawn;
}
