import type { CourseFigure, FigurePanel, FigurePoint } from "./course-model";

/** Shapes say what colours only repeat; they stay apart in black and white and at arm's length. */
export const SHAPES = [
  "dot",
  "square",
  "ring",
  "diamond",
  "triangle-down",
  "triangle-up",
  "unconfirmed",
  "preliminary",
  "ghost",
  "cross",
  "words",
] as const;
export type Shape = (typeof SHAPES)[number];

/** Null: nothing is drawn (no value was given). */
export function pointShape(
  point: Pick<FigurePoint, "y" | "flag" | "censored" | "state">,
  specimen: FigurePanel["specimen"],
): Shape | null {
  if (point.state === "missing") return null;
  if (point.state === "ghost") return "ghost";
  if (point.state === "set-aside" || point.state === "not-used") return "cross";
  if (point.state === "preliminary") return "preliminary";
  if (point.state === "unconfirmed") return "unconfirmed";
  if (point.y === null) return "words";
  if (point.censored !== null) return point.censored === "below" ? "triangle-down" : "triangle-up";
  if (specimen === "marrow") return "diamond";
  if (point.flag === null) return "ring";
  return point.flag === "N" ? "dot" : "square";
}

export interface Glyph {
  /** Centred on 0,0, in pixels. */
  readonly path: string;
  /** "surface" hides the line behind an open mark. */
  readonly fill: "line" | "surface" | "none";
  readonly stroke: "line" | "muted";
  readonly dashed?: true;
  readonly letter?: string;
  readonly meaning: string;
}

const circle = (r: number) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

export const GLYPHS = {
  dot: { path: circle(2.2), fill: "line", stroke: "line", meaning: "within the interval" },
  square: { path: "M-3 -3H3V3H-3Z", fill: "surface", stroke: "line", meaning: "outside the interval" },
  ring: { path: circle(2.8), fill: "surface", stroke: "line", meaning: "no interval to judge by" },
  diamond: { path: "M0 -5.5L5.5 0L0 5.5L-5.5 0Z", fill: "surface", stroke: "line", meaning: "marrow" },
  "triangle-down": {
    path: "M-5 -4H5L0 4.5Z",
    fill: "surface",
    stroke: "line",
    meaning: "below the limit it is drawn at",
  },
  "triangle-up": {
    path: "M-5 4H5L0 -4.5Z",
    fill: "surface",
    stroke: "line",
    meaning: "above the limit it is drawn at",
  },
  unconfirmed: {
    path: circle(5.5),
    fill: "surface",
    stroke: "line",
    letter: "?",
    meaning: "unusual, not confirmed",
  },
  preliminary: { path: circle(5.5), fill: "surface", stroke: "line", letter: "p", meaning: "preliminary" },
  ghost: {
    path: circle(4),
    fill: "none",
    stroke: "muted",
    dashed: true,
    meaning: "earlier version, corrected",
  },
  cross: { path: "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5", fill: "none", stroke: "muted", meaning: "not used" },
  words: { path: "M-4 0H4M0 -4V4", fill: "none", stroke: "line", meaning: "reported in words" },
} as const satisfies Record<Shape, Glyph>;

/** The marks that occur, in the order of the table above. */
export function figureLegend(figure: Pick<CourseFigure, "panels">): Shape[] {
  const found = new Set<Shape | null>();
  for (const panel of figure.panels) {
    for (const point of panel.points) found.add(pointShape(point, panel.specimen));
  }
  return SHAPES.filter((shape) => found.has(shape));
}
