import type { CourseFigure, FigurePanel, FigureRun } from "./course-model";
import { fraction, plotRange } from "./geometry";
import { panelScale } from "./panel-scale";
import { pointShape, type Shape } from "./point-shape";

/** One panel ready to draw at any width: `f` is 0..1 across the plot, `y` pixels from the panel's top. */
export interface PanelScene {
  readonly bands: readonly {
    readonly f0: number;
    readonly f1: number;
    readonly y0: number;
    readonly y1: number;
  }[];
  readonly grid: readonly { readonly y: number; readonly label: string }[];
  readonly lines: readonly { readonly y: number; readonly kind: "critical" | "reference" }[];
  readonly lineLabels: readonly {
    readonly y: number;
    readonly text: string;
    readonly kind: "critical" | "reference";
  }[];
  readonly runs: readonly {
    readonly kind: FigureRun["kind"];
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly marks: readonly SceneMark[];
  readonly labels: readonly SceneLabel[];
}

export interface SceneMark {
  readonly f: number;
  readonly y: number;
  readonly shape: Shape;
}

export interface SceneLabel {
  readonly f: number;
  readonly y: number;
  readonly text: string;
  /** Written to the left of its point, for want of room to the right: on a page, and on a narrow screen. */
  readonly end: boolean;
  readonly endNarrow: boolean;
  /** No room for it on a narrow screen. */
  readonly wideOnly: boolean;
}

/** About 4 px of a page's width. */
const DOT_ROOM = 0.005;
/** Labels of lines closer than this share one label. */
const LABEL_ROOM = 11;

/** Drawn by several layers: made once for a panel as it stands. */
const scenes = new WeakMap<
  FigurePanel,
  { readonly domain: CourseFigure["domain"]; readonly scene: PanelScene }
>();

export function panelScene(panel: FigurePanel, domain: CourseFigure["domain"]): PanelScene {
  const known = scenes.get(panel);
  if (known?.domain === domain) return known.scene;
  const scene = sceneOf(panel, domain);
  scenes.set(panel, { domain, scene });
  return scene;
}

function sceneOf(panel: FigurePanel, domain: CourseFigure["domain"]): PanelScene {
  const [floor, ceiling] = plotRange(panel);
  const scale = panelScale(panel).range([floor, ceiling]);
  const y = (value: number) => Math.round(scale(value) * 100) / 100;
  const f = (x: number) => fraction(x, domain);
  const lines = panel.lines
    .filter((line) => line.y >= panel.domain[0] && line.y <= panel.domain[1])
    .map((line) => ({ y: y(line.y), kind: line.kind, label: line.label }));
  const placed = panel.points.map((point) => ({
    point,
    f: f(point.x),
    y: point.y === null ? floor : y(point.y),
    shape: pointShape(point, panel.specimen),
  }));
  return {
    bands: panel.bands.map((band) => ({ f0: f(band.x0), f1: f(band.x1), y0: y(band.high), y1: y(band.low) })),
    grid: panel.ticks.map((tick) => ({ y: y(tick.y), label: tick.label })),
    lines: lines.map(({ y, kind }) => ({ y, kind })),
    lineLabels: mergedLabels(lines, LABEL_ROOM),
    runs: panel.runs.map((run) => ({
      kind: run.kind,
      points: clipped(run.points.map((point) => [f(point.x), y(point.y)] as const)),
    })),
    marks: placed.flatMap(({ f, y, shape }, index) =>
      shape === null || (shape === "dot" && isCrowded(placed, index)) ? [] : [{ f, y, shape }],
    ),
    labels: arranged(
      placed
        .filter(({ point }) => point.labelled)
        .map(({ point, f, y }) => ({
          f,
          y,
          text: panel.unit === "%" && point.y !== null ? `${point.text} %` : point.text,
        })),
    ),
  };
}

/** Labels that would touch are written as one, "0.5 · 1.0"; distances in the unit of `room`. */
export function mergedLabels(
  lines: readonly { readonly y: number; readonly label: string; readonly kind: "critical" | "reference" }[],
  room: number,
) {
  const out: { y: number; text: string; kind: "critical" | "reference" }[] = [];
  for (const line of lines.toSorted((a, b) => b.y - a.y)) {
    const last = out.at(-1);
    if (last && last.kind === line.kind && last.y - line.y < room) {
      out[out.length - 1] = { ...last, y: (last.y + line.y) / 2, text: `${last.text} · ${line.label}` };
    } else out.push({ y: line.y, text: line.label, kind: line.kind });
  }
  return out;
}

/** A dot between two others closer than its own width adds nothing to the line through it; a peak or a nadir does. */
function isCrowded(
  placed: readonly { readonly f: number; readonly y: number; readonly shape: Shape | null }[],
  index: number,
): boolean {
  const here = placed[index];
  const before = placed[index - 1];
  const after = placed[index + 1];
  return (
    here !== undefined &&
    before?.shape === "dot" &&
    after?.shape === "dot" &&
    here.f - before.f < DOT_ROOM &&
    after.f - here.f < DOT_ROOM &&
    (here.y - before.y) * (after.y - here.y) >= 0
  );
}

/** Shares of the plot a letter and the distance to its mark take: of about 860 px, and of about 300. */
const WIDE = { letter: 0.0075, gap: 0.012 } as const;
const NARROW = { letter: 0.021, gap: 0.03 } as const;
/** Labels further apart than this in height do not meet. */
const LABEL_HEIGHT = 13;

/** The newest label is kept first; on a narrow screen one that would meet a kept one is left out. */
function arranged(
  labels: readonly { readonly f: number; readonly y: number; readonly text: string }[],
): SceneLabel[] {
  const kept: { y: number; from: number; to: number }[] = [];
  const out = labels.toReversed().map((label) => {
    const width = (room: typeof WIDE | typeof NARROW) => label.text.length * room.letter + room.gap;
    const endNarrow = label.f + width(NARROW) > 1.04;
    const from = endNarrow ? label.f - width(NARROW) : label.f;
    const to = from + width(NARROW);
    const wideOnly = kept.some(
      (other) => Math.abs(other.y - label.y) < LABEL_HEIGHT && from < other.to && to > other.from,
    );
    if (!wideOnly) kept.push({ y: label.y, from, to });
    return { ...label, end: label.f + width(WIDE) > 1, endNarrow, wideOnly };
  });
  return out.reverse();
}

/** The neighbours beyond the edges are moved along their segments to the edge itself. */
function clipped(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return points.map((point, index) => {
    if (point[0] < 0) return onEdge(point, points[index + 1] ?? point, 0);
    if (point[0] > 1) return onEdge(points[index - 1] ?? point, point, 1);
    return point;
  });
}

function onEdge(
  a: readonly [number, number],
  b: readonly [number, number],
  edge: 0 | 1,
): readonly [number, number] {
  const share = b[0] === a[0] ? 0 : (edge - a[0]) / (b[0] - a[0]);
  return [edge, Math.round((a[1] + share * (b[1] - a[1])) * 100) / 100];
}
