"use client";

import { memo } from "react";
import { Curve, LineChart, XAxis, YAxis } from "recharts";
import type { CourseFigure } from "@/lib/figures/course-model";
import { LAYOUT } from "@/lib/figures/geometry";
import { panelScene } from "@/lib/figures/panel-scene";
import { panelCurves } from "./chart-curves";
import { LIMIT_DASH } from "./course-figure-svg";

/**
 * Axes and lines of all panels as one chart: five of them would cost five times as much to mount. It counts y in
 * pixels from the top of the first panel, each panel's scale already applied, and its curves are given their places,
 * since a series of its own is measured point by point for tooltips nobody sees. No tooltip, no synchronisation, no
 * dots: bands and marks, which never change, and the focus line are layers of our own, so nothing that moves with the
 * pointer ever reaches Recharts.
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
    <LineChart
      width={gutter + plotWidth + right}
      height={height + LAYOUT.axis}
      margin={{ top: 0, bottom: 0, left: 0, right }}
      data={NO_SERIES}
      accessibilityLayer={false}
    >
      <XAxis
        dataKey="x"
        type="number"
        domain={[figure.domain[0], figure.domain[1]]}
        allowDataOverflow
        height={LAYOUT.axis}
        axisLine={false}
        tickLine={false}
        interval={0}
        ticks={[...letters.keys()]}
        tick={({ x, payload }: { x: number | string; payload: { value: number } }) => (
          <text x={x} y={height + 18} textAnchor="middle" fill="var(--d29-muted)">
            {letters.get(payload.value)}
          </text>
        )}
      />
      <YAxis
        type="number"
        width={gutter}
        domain={[0, height]}
        reversed
        allowDataOverflow
        axisLine={false}
        tickLine={false}
        interval={0}
        ticks={[...levels.keys()]}
        tick={({ y, payload }: { y: number | string; payload: { value: number } }) => (
          <text x={gutter - 8} y={Number(y) + 4} textAnchor="end" fill="var(--d29-muted)">
            {levels.get(payload.value)}
          </text>
        )}
      />
      <g transform={`translate(${gutter} 0)`}>
        {placed.map(({ panel, curves }) => (
          <g key={panel.analyte} data-panel={panel.analyte}>
            <Curve {...LINE} points={curves.values} />
            <Curve {...LINE} points={curves.limit} strokeDasharray={LIMIT_DASH} />
          </g>
        ))}
      </g>
    </LineChart>
  );
});

const NO_SERIES: readonly object[] = [];

const LINE = {
  type: "linear",
  connectNulls: false,
  fill: "none",
  stroke: "var(--d29-line)",
  strokeWidth: 1.5,
} as const;
