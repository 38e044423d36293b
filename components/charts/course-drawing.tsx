"use client";

import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { CourseFigure } from "@/lib/figures/course-model";
import { LAYOUT } from "@/lib/figures/geometry";
import { PanelGround, PanelMarks } from "./course-figure-svg";
import { CourseFrame } from "./course-frame";
import { CoursePanelChart } from "./course-panel-chart";
import { FocusLayer, FocusReadout, FocusRings } from "./focus-layer";
import type { FocusStore } from "./focus-store";

interface Room {
  readonly plotWidth: number;
  readonly narrow: boolean;
}

/**
 * The first paint is the server's: everything is drawn as SVG that fits any width. Once the width is measured Recharts
 * draws axes and lines at the same places, and two frames later the first drawing of them is taken away. Bands, grid
 * and marks stay as they were drawn: they never move.
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
  const live = useAfterPaint(room !== null);
  const last = figure.panels.length - 1;
  const { gutter, right } = room?.narrow ? LAYOUT.narrow : LAYOUT;
  const ticks = room?.narrow ? figure.ticks.filter((tick) => !tick.minor) : figure.ticks;
  return (
    <div ref={frame}>
      <CourseFrame
        figure={figure}
        axis={!live}
        badges={badges}
        readout={(panel, index) => <FocusReadout figure={figure} panel={panel} index={index} store={store} />}
        plot={(panel, index) => (
          <>
            <PanelGround panel={panel} domain={figure.domain} live={live} />
            {room && (
              <CoursePanelChart
                panel={panel}
                domain={figure.domain}
                plotWidth={room.plotWidth}
                gutter={gutter}
                right={right}
                ticks={index === last ? ticks : null}
              />
            )}
            <PanelMarks panel={panel} domain={figure.domain} />
            <FocusRings figure={figure} panel={panel} index={index} store={store} />
          </>
        )}
      >
        <FocusLayer figure={figure} store={store} />
        {children}
      </CourseFrame>
    </div>
  );
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
