import type { CourseFigure, FigurePanel, FigurePoint } from "../figures/course-model";
import { pointShape, type Shape } from "../figures/point-shape";

/** One series of a native chart: points with their own marks, null where the line is interrupted. */
export interface ChartSeries {
  readonly name: string;
  readonly line: "solid" | "dash" | "dot" | "none";
  readonly tone: "line" | "critical" | "reference" | "muted";
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number | null;
  readonly shape: Shape | null;
  /** When, for the workbook behind the chart. */
  readonly when: string;
}

export interface NativeChart {
  readonly name: string;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly log: boolean;
  readonly majorUnit: number | null;
  readonly series: readonly ChartSeries[];
  /** What stands beside a point, as recorded; drawn as text over the plot, where it cannot push the plot aside. */
  readonly labels: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** Values the chart cannot hold (0 on a logarithmic axis, beyond the scale): told in words instead. */
  readonly untold: readonly string[];
}

const OTHERS = {
  preliminary: "preliminary",
  unconfirmed: "not confirmed",
  "not-used": "not used",
  ghost: "earlier version",
} as const;

/** A panel as an editable chart. Office has no symlog: from the lowest decade down there is only words. */
export function nativeChart(panel: FigurePanel, figure: CourseFigure): NativeChart {
  const log = panel.scale !== "linear";
  const bottom = panel.scale === "symlog" ? (panel.symlogConstant ?? 1) * 9 : panel.domain[0];
  const y = [Number(bottom.toPrecision(6)), panel.domain[1]] as const;
  const fits = (point: FigurePoint) => point.y !== null && point.y >= y[0] && point.y <= y[1];
  const when = whenOf(figure);
  const drawn = panel.points.filter((point) => point.state === "ok" && fits(point));
  const untold = panel.points
    .filter((point) => point.y !== null && point.state !== "set-aside" && !fits(point))
    .map((point) => `${panel.label} ${point.text}, ${when(point.x).split(" · ").at(-1)}`);
  const [first = 0, second] = panel.ticks.map((tick) => tick.y);
  return {
    name: panel.label,
    x: figure.domain,
    y,
    log,
    majorUnit: log || second === undefined ? null : second - first,
    series: [
      {
        name: `${panel.label} ${panel.unit}`,
        line: "solid",
        tone: "line",
        points: values(panel, drawn, when),
      },
      ...limitSeries(panel, fits, when),
      ...otherSeries(panel, fits, when),
      ...panel.lines
        .filter((line) => line.y >= y[0] && line.y <= y[1])
        .map(
          (line): ChartSeries => ({
            name: line.label,
            line: line.kind === "critical" ? "dash" : "dot",
            tone: line.kind,
            points: figure.domain.map((x) => ({ x, y: line.y, shape: null, when: "" })),
          }),
        ),
    ],
    labels: panel.points.filter(fits).flatMap((point) => {
      const text = point.labelled ? labelOf(panel, point) : (LETTERS[point.state] ?? "");
      return text === "" || point.state === "ghost" ? [] : [{ x: point.x, y: point.y ?? 0, text }];
    }),
    untold,
  };
}

/** Office markers cannot hold a letter; it stands beside them. */
const LETTERS: Partial<Record<FigurePoint["state"], string>> = { preliminary: "p", unconfirmed: "?" };

function labelOf(panel: FigurePanel, point: FigurePoint): string {
  return panel.unit === "%" ? `${point.text} %` : point.text;
}

type When = (x: number) => string;

function whenOf(figure: CourseFigure): When {
  const labels = new Map(figure.stops.map((stop) => [Math.floor(stop.x), stop.label]));
  return (x) => labels.get(Math.floor(x)) ?? "";
}

/** A blank between two values that the figure does not join. */
function values(panel: FigurePanel, drawn: readonly FigurePoint[], when: When): ChartPoint[] {
  const joined = new Set<string>();
  for (const run of panel.runs) {
    if (run.kind !== "values") continue;
    run.points.forEach((point, index) => {
      const next = run.points[index + 1];
      if (next) joined.add(`${point.x} ${point.y} ${next.x} ${next.y}`);
    });
  }
  return drawn.flatMap((point, index) => {
    const next = drawn[index + 1];
    const here: ChartPoint = {
      x: point.x,
      y: point.y,
      shape: pointShape(point, panel.specimen),
      when: when(point.x),
    };
    if (!next || joined.has(`${point.x} ${point.y} ${next.x} ${next.y}`)) return [here];
    return [here, blank((point.x + next.x) / 2)];
  });
}

function blank(x: number): ChartPoint {
  return { x, y: null, shape: null, when: "" };
}

function limitSeries(panel: FigurePanel, fits: (point: FigurePoint) => boolean, when: When): ChartSeries[] {
  const inside = new Set(panel.points.filter(fits).map((point) => `${point.x} ${point.y}`));
  const points = panel.runs
    .filter((run) => run.kind === "limit")
    .flatMap((run) => [
      ...run.points.map(({ x, y }) => ({
        ...blank(x),
        y: inside.has(`${x} ${y}`) ? y : null,
        when: when(x),
      })),
      blank(run.points.at(-1)?.x ?? 0),
    ]);
  return points.length === 0 ? [] : [{ name: "to or from a limit", line: "dash", tone: "line", points }];
}

function otherSeries(panel: FigurePanel, fits: (point: FigurePoint) => boolean, when: When): ChartSeries[] {
  return Object.entries(OTHERS).flatMap(([state, name]): ChartSeries[] => {
    const points = panel.points
      .filter((point) => point.state === state && fits(point))
      .map((point) => ({
        x: point.x,
        y: point.y,
        shape: pointShape(point, panel.specimen),
        when: when(point.x),
      }));
    return points.length === 0 ? [] : [{ name, line: "none", tone: "muted", points }];
  });
}
