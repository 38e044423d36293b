"use client";

import { type ComponentType, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { CourseFigure } from "@/lib/figures/course-model";
import { LAYOUT } from "@/lib/figures/geometry";
import { CourseFrame } from "./course-frame";
import type { CourseLines } from "./course-lines";
import { FocusLayer, FocusReadout, FocusRings } from "./focus-layer";
import type { FocusStore } from "./focus-store";

interface Room {
  readonly plotWidth: number;
  readonly narrow: boolean;
}

/**
 * The first paint is the server's: everything is drawn as SVG that fits any width, and the focus line lies over it.
 * When the browser has nothing else to do Recharts draws axes and lines at the same places, and two frames later the
 * first drawing of them is taken away. Bands, grid and marks stay as they were drawn: they never move.
 */
export function CourseDrawing({
  figure,
  store,
  badges,
  children,
}: {
  readonly figure: CourseFigure;
  readonly store: FocusStore;
  /** The scale is written beside the unit; false where a tool says it. */
  readonly badges: boolean;
  readonly children?: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const Lines = useLines();
  const live = useAfterPaint(room !== null && Lines !== null);
  return (
    <div ref={frame}>
      <CourseFrame
        figure={figure}
        live={live}
        badges={badges}
        lines={room && Lines && <Lines figure={figure} {...room} />}
        readout={(panel, index) => <FocusReadout figure={figure} panel={panel} index={index} store={store} />}
        rings={(panel, index) => <FocusRings figure={figure} panel={panel} index={index} store={store} />}
      >
        <FocusLayer figure={figure} store={store} />
        {children}
      </CourseFrame>
    </div>
  );
}

type Lines = ComponentType<Parameters<typeof CourseLines.type>[0]>;

function useLines(): Lines | null {
  const [lines, setLines] = useState<Lines | null>(null);
  useEffect(() => {
    let gone = false;
    const cancel = whenIdle(async () => {
      const { CourseLines } = await import("./course-lines");
      if (!gone) setLines(() => CourseLines);
    });
    return () => {
      gone = true;
      cancel();
    };
  }, []);
  return lines;
}

/** Not every browser tells when it is idle. */
function whenIdle(work: () => Promise<void>): () => void {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(() => void work(), { timeout: 1000 });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(() => void work(), 100);
  return () => clearTimeout(handle);
}

function useRoom(frame: RefObject<HTMLDivElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width === 0) return;
      const narrow = width < LAYOUT.narrow.below;
      const { gutter, right } = narrow ? LAYOUT.narrow : LAYOUT;
      const plotWidth = width - (narrow ? 0 : LAYOUT.names) - gutter - right;
      setRoom((now) => (now?.plotWidth === plotWidth && now.narrow === narrow ? now : { plotWidth, narrow }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return room;
}

/** True two frames after `ready`: by then what it waits for is on the screen. */
function useAfterPaint(ready: boolean): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (!ready) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [ready]);
  return painted;
}
