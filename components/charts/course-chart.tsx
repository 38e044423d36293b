"use client";

import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { CourseFigure, RangePreset } from "@/lib/figures/course-model";
import { LAYOUT } from "@/lib/figures/geometry";
import { ChartLegend } from "./chart-legend";
import { CopyAsText } from "./copy-as-text";
import { CourseControls, type CourseLinks } from "./course-controls";
import { PanelPlot } from "./course-figure-svg";
import { CourseFrame } from "./course-frame";
import { CoursePanelChart } from "./course-panel-chart";
import { CourseTable } from "./course-table";
import { FocusLayer, FocusReadout, FocusRings } from "./focus-layer";
import { focusStore } from "./focus-store";

/** The course with its controls: picture or table, dates or days, and whatever actions the page adds. */
export function CourseChart({
  figure,
  links,
  range = null,
  actions,
  title = "Course",
}: {
  readonly figure: CourseFigure;
  readonly links?: CourseLinks;
  readonly range?: RangePreset | null;
  readonly actions?: ReactNode;
  readonly title?: string;
}) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="d29-figure">
      <figcaption className="d29-bar-of-tools">
        <h2>{title}</h2>
        {links && <CourseControls links={links} axis={figure.axis} range={range} />}
        <span className="d29-tools">
          <button
            type="button"
            className="d29-tool"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </button>
          <CopyAsText text={figure.summary} />
          {actions}
        </span>
      </figcaption>
      {asTable && (
        <div className="print:hidden">
          <CourseTable figure={figure} />
        </div>
      )}
      {/* On paper it is the picture, whatever the screen shows. */}
      <div className={asTable ? "d29-paper-only" : undefined}>
        <CourseDrawing figure={figure} />
        <ChartLegend figure={figure} />
      </div>
    </figure>
  );
}

interface Room {
  readonly plotWidth: number;
  readonly narrow: boolean;
}

/**
 * The first paint is the server's: everything is drawn as SVG that fits any width. Once the width is measured Recharts
 * draws axes, bands and lines at the same places, and two frames later the first drawing of them is taken away.
 */
function CourseDrawing({ figure }: { readonly figure: CourseFigure }) {
  const [store] = useState(focusStore);
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
        readout={(panel, index) => <FocusReadout figure={figure} panel={panel} index={index} store={store} />}
        plot={(panel, index) => (
          <>
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
            <PanelPlot panel={panel} domain={figure.domain} parts={live ? "marks" : "all"} />
            <FocusRings figure={figure} panel={panel} index={index} store={store} />
          </>
        )}
      >
        <FocusLayer figure={figure} store={store} />
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
