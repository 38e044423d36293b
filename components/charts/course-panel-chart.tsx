"use client";

import { memo } from "react";
import { Line, LineChart, XAxis, YAxis } from "recharts";
import type { AxisTick, CourseFigure, FigurePanel, FigureRun } from "@/lib/figures/course-model";
import { LAYOUT, panelHeight } from "@/lib/figures/geometry";
import { panelScale } from "@/lib/figures/panel-scale";
import { LIMIT_DASH } from "./course-figure-svg";

interface Row {
  readonly x: number;
  readonly value: number | null;
  readonly limit: number | null;
}

/** Runs one after another with an empty row between them, so that Recharts leaves the gap. */
export function chartRows(runs: readonly FigureRun[]): Row[] {
  return runs.flatMap((run) => {
    const last = run.points.at(-1);
    return [
      ...run.points.map(({ x, y }) => ({
        x,
        value: run.kind === "values" ? y : null,
        limit: run.kind === "limit" ? y : null,
      })),
      { x: last?.x ?? 0, value: null, limit: null },
    ];
  });
}

/**
 * Axes and lines of one panel. No tooltip, no synchronisation, no dots: bands and marks, which never change, and the
 * focus line are layers of our own, so nothing that moves with the pointer ever reaches Recharts.
 */
export const CoursePanelChart = memo(function CoursePanelChart({
  panel,
  domain,
  plotWidth,
  gutter,
  right,
  ticks,
}: {
  readonly panel: FigurePanel;
  readonly domain: CourseFigure["domain"];
  readonly plotWidth: number;
  readonly gutter: number;
  readonly right: number;
  /** Given to the last panel, which draws the time axis beneath itself. */
  readonly ticks: readonly AxisTick[] | null;
}) {
  const height = panelHeight(panel);
  const letters = new Map(ticks?.map((tick) => [tick.x, tick.label]));
  const levels = new Map(panel.ticks.map((tick) => [tick.y, tick.label]));
  return (
    <div className="d29-live" style={{ left: -gutter }}>
      <LineChart
        width={gutter + plotWidth + right}
        height={height + (ticks ? LAYOUT.axis : 0)}
        margin={{ top: LAYOUT.insetTop, bottom: LAYOUT.insetBottom, left: 0, right }}
        data={chartRows(panel.runs)}
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="x"
          type="number"
          domain={[domain[0], domain[1]]}
          allowDataOverflow
          hide={ticks === null}
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
          scale={panelScale(panel)}
          domain={[panel.domain[0], panel.domain[1]]}
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
        <Line
          dataKey="value"
          type="linear"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          stroke="var(--d29-line)"
          strokeWidth={1.5}
        />
        {panel.runs.some(({ kind }) => kind === "limit") && (
          <Line
            dataKey="limit"
            type="linear"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            stroke="var(--d29-line)"
            strokeWidth={1.5}
            strokeDasharray={LIMIT_DASH}
          />
        )}
      </LineChart>
    </div>
  );
});
