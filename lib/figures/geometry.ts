import type { CourseFigure, FigurePanel } from "./course-model";

/**
 * Every distance of the course figure in pixels, for the exported picture, the server's first paint and the chart that
 * takes over from it: all three must lie on each other. Heights never depend on the width.
 */
export const LAYOUT = {
  /** Names, units and readouts. */
  names: 112,
  /** Letters of the y axis, between the names and the plot. */
  gutter: 38,
  /** Letters of the reference lines, right of the plot. */
  right: 52,
  strip: 62,
  /** Added beneath the strip where there are annotations. */
  pins: 18,
  panel: 108,
  marrowPanel: 122,
  /** Free space inside a panel above and below the scale, for markers on its ends. */
  insetTop: 14,
  insetBottom: 12,
  axis: 30,
  /** Narrow screens: names go above each plot in a row of this height, and the margins shrink. */
  narrow: { below: 560, head: 24, gutter: 34, right: 46 },
  bar: { top: 42, height: 15 },
  support: { letters: 26, tickTop: 29, tickBottom: 38 },
  windowLabel: 12,
  windowTop: 17,
} as const;

export function stripHeight(figure: Pick<CourseFigure, "annotations">): number {
  return figure.annotations.length === 0 ? LAYOUT.strip : LAYOUT.strip + LAYOUT.pins;
}

export function panelHeight(panel: Pick<FigurePanel, "specimen">): number {
  return panel.specimen === "marrow" ? LAYOUT.marrowPanel : LAYOUT.panel;
}

/** Where the scale's low and high ends lie within a panel. */
export function plotRange(panel: Pick<FigurePanel, "specimen">): readonly [number, number] {
  return [panelHeight(panel) - LAYOUT.insetBottom, LAYOUT.insetTop];
}

export interface FigureBox {
  readonly width: number;
  readonly height: number;
  readonly plotLeft: number;
  readonly plotWidth: number;
  readonly panels: readonly { readonly top: number; readonly height: number }[];
  readonly axisTop: number;
}

/** The drawing without header and footer, at a fixed width. */
export function figureBox(figure: Pick<CourseFigure, "panels" | "annotations">, width: number): FigureBox {
  const plotLeft = LAYOUT.names + LAYOUT.gutter;
  let top = stripHeight(figure);
  const panels = figure.panels.map((panel) => {
    const box = { top, height: panelHeight(panel) };
    top += box.height;
    return box;
  });
  const plotWidth = Math.max(width - plotLeft - LAYOUT.right, 80);
  return { width, height: top + LAYOUT.axis, plotLeft, plotWidth, panels, axisTop: top };
}

/** Where a day lies on the plot: 0 is its left edge, 1 its right. */
export function fraction(x: number, domain: readonly [number, number]): number {
  const f = (x - domain[0]) / (domain[1] - domain[0]);
  return Math.round(f * 1e5) / 1e5;
}
