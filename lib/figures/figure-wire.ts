import type { CourseFigure, FigurePanel, FigurePoint, FigureRun } from "./course-model";
import { figureStops } from "./figure-table";

/** x, y, text, then what a plain value does not have: state, flag, censored, derived and labelled, version. */
type PackedPoint = readonly [
  x: number,
  y: number | null,
  text: string,
  flag?: FigurePoint["flag"],
  state?: FigurePoint["state"],
  censored?: FigurePoint["censored"],
  bits?: number,
  version?: number,
];

type PackedPanel = Omit<FigurePanel, "points" | "runs" | "latest"> & {
  readonly points: readonly PackedPoint[];
  /** x and y in turn. */
  readonly runs: readonly { readonly kind: FigureRun["kind"]; readonly xy: readonly number[] }[];
  readonly latest: number;
};

/** The figure as it travels with the page: a fifth of its size, without what only the server needs (report ids). */
export type PackedFigure = Omit<CourseFigure, "panels" | "stops"> & {
  readonly panels: readonly PackedPanel[];
  readonly labels: readonly string[];
};

const DERIVED = 1;
const LABELLED = 2;

export function packFigure({ panels, stops, ...rest }: CourseFigure): PackedFigure {
  return {
    ...rest,
    labels: stops.map(({ label }) => label),
    panels: panels.map((panel) => ({
      ...panel,
      points: panel.points.map(packPoint),
      runs: panel.runs.map(({ kind, points }) => ({ kind, xy: points.flatMap(({ x, y }) => [short(x), y]) })),
      latest: panel.latest === null ? -1 : panel.points.indexOf(panel.latest),
    })),
  };
}

export function unpackFigure({ panels: packed, labels, ...rest }: PackedFigure): CourseFigure {
  const panels = packed.map((panel): FigurePanel => {
    const points = panel.points.map(unpackPoint);
    return {
      ...panel,
      points,
      latest: points[panel.latest] ?? null,
      runs: panel.runs.map(({ kind, xy }) => ({
        kind,
        points: Array.from({ length: xy.length / 2 }, (_, at) => ({
          x: xy[at * 2] ?? 0,
          y: xy[at * 2 + 1] ?? 0,
        })),
      })),
    };
  });
  // In the order of their days, which is the order of the labels.
  const stops = figureStops(panels, rest.annotations, () => "").map((stop, at) => ({
    ...stop,
    label: labels[at] ?? "",
  }));
  return { ...rest, panels, stops };
}

function packPoint(point: FigurePoint): PackedPoint {
  const { y, text, flag, state, censored, derived, labelled, version } = point;
  const x = short(point.x);
  const bits = (derived ? DERIVED : 0) + (labelled ? LABELLED : 0);
  if (version !== 1) return [x, y, text, flag, state, censored, bits, version];
  if (bits !== 0) return [x, y, text, flag, state, censored, bits];
  if (censored !== null) return [x, y, text, flag, state, censored];
  if (state !== "ok") return [x, y, text, flag, state];
  return flag === null ? [x, y, text] : [x, y, text, flag];
}

function unpackPoint(packed: PackedPoint): FigurePoint {
  const [x, y, text, flag = null, state = "ok", censored = null, bits = 0, version = 1] = packed;
  return {
    x,
    y,
    text,
    flag,
    censored,
    state,
    derived: (bits & DERIVED) !== 0,
    labelled: (bits & LABELLED) !== 0,
    reportId: null,
    version,
  };
}

/** To the second or so: a pixel of the longest plot is minutes. */
const short = (x: number) => Math.round(x * 1e5) / 1e5;
