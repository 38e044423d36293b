"use client";

import { memo } from "react";
import { CartesianAxis, Curve, Surface } from "recharts";
import type { CourseFigure } from "@/lib/figures/course-model";
import { fraction, LAYOUT } from "@/lib/figures/geometry";
import { panelScene } from "@/lib/figures/panel-scene";
import { panelCurves } from "./chart-curves";
import { LIMIT_DASH } from "./course-figure-svg";

/**
 * Axes and lines of all panels, drawn by Recharts' own axis and curve on one surface; y counts in pixels from the top
 * of the first panel. A whole chart of it (five even more so) would measure every point for tooltips nobody sees, and
 * weigh three times as much. Bands and marks, which never change, and the focus line are layers of our own, so nothing
 * that moves with the pointer ever reaches Recharts.
 */
export const CourseLines = memo(function CourseLines({
  figure,
  plotWidth,
  narrow,
}: {
  readonly figure: CourseFigure;
  readonly plotWidth: number;
  readonly narrow: boolean;
}) {
  const { gutter, right } = narrow ? LAYOUT.narrow : LAYOUT;
  const { placed, height } = panelCurves(figure, { plotWidth, head: narrow ? LAYOUT.narrow.head : 0 });
  const levels = new Map(
    placed.flatMap(({ panel, top }) =>
      panelScene(panel, figure.domain).grid.map(({ y, label }) => [top + y, label] as const),
    ),
  );
  const shown = narrow ? figure.ticks.filter((tick) => !tick.minor) : figure.ticks;
  const letters = new Map(shown.map((tick) => [tick.x, tick.label]));
  return (
    <Surface className="d29-lines" width={gutter + plotWidth + right} height={height + LAYOUT.axis}>
      <CartesianAxis
        {...AXIS}
        orientation="bottom"
        x={gutter}
        y={height}
        width={plotWidth}
        height={LAYOUT.axis}
        viewBox={{ x: gutter, y: 0, width: plotWidth, height }}
        ticks={ticksOf([...letters.keys()], (x) => gutter + fraction(x, figure.domain) * plotWidth)}
        tick={(tick: unknown) => {
          const { x, payload } = tick as Tick;
          return (
            <text x={x} y={height + 18} textAnchor="middle" fill="var(--d29-muted)">
              {letters.get(payload.value)}
            </text>
          );
        }}
      />
      <CartesianAxis
        {...AXIS}
        orientation="left"
        x={0}
        y={0}
        width={gutter}
        height={height}
        viewBox={{ x: gutter, y: 0, width: plotWidth, height }}
        ticks={ticksOf([...levels.keys()], (y) => y)}
        tick={(tick: unknown) => {
          const { y, payload } = tick as Tick;
          return (
            <text x={gutter - 8} y={Number(y) + 4} textAnchor="end" fill="var(--d29-muted)">
              {levels.get(payload.value)}
            </text>
          );
        }}
      />
      <g transform={`translate(${gutter} 0)`}>
        {placed.map(({ panel, curves }) => (
          <g key={panel.analyte} data-panel={panel.analyte}>
            <Curve {...LINE} points={curves.values} />
            <Curve {...LINE} points={curves.limit} strokeDasharray={LIMIT_DASH} />
          </g>
        ))}
      </g>
    </Surface>
  );
});

/** Of what Recharts tells a tick. */
interface Tick {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: number };
}

const ticksOf = (values: readonly number[], place: (value: number) => number) =>
  values.map((value, index) => ({ value, index, coordinate: place(value), offset: 0, isShow: true }));

const AXIS = { axisLine: false, tickLine: false, interval: 0 } as const;

const LINE = {
  type: "linear",
  connectNulls: false,
  fill: "none",
  stroke: "var(--d29-line)",
  strokeWidth: 1.5,
} as const;
