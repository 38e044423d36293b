import type { CourseFigure } from "../figures/course-model";
import { panelHeight } from "../figures/geometry";

/** Inches on a 16:9 slide. */
export const SLIDE = {
  width: 13.333,
  height: 7.5,
  margin: 0.35,
  top: 1.02,
  bottom: 7.2,
  /** Left: names, letters of the y axis, plot, letters of the reference lines. */
  plotLeft: 1.78,
  plotRight: 8.42,
  left: 8.9,
  /** Right: verdicts. */
  column: 9.2,
} as const;

export const FONT = "Arial";

export interface SlideBox {
  readonly strip: number;
  readonly bars: number;
  readonly panels: readonly { readonly top: number; readonly height: number }[];
  readonly axis: number;
  readonly legend: number;
  readonly flowsheet: number;
}

const STRIP = 0.5;
const AXIS = 0.2;
/** Two lines. */
export const LEGEND = 0.27;
const ROW = 0.19;

/** The panels share what the flowsheet leaves, each by its height in the figure. */
export function slideBox(figure: CourseFigure, flowsheetRows: number): SlideBox {
  const flowsheet = SLIDE.bottom - (flowsheetRows * ROW + 0.34);
  const axis = flowsheet - AXIS - LEGEND;
  const first = SLIDE.top + STRIP;
  const total = figure.panels.reduce((sum, panel) => sum + panelHeight(panel), 0);
  let top = first;
  const panels = figure.panels.map((panel) => {
    const box = { top, height: ((axis - first) * panelHeight(panel)) / total };
    top += box.height;
    return box;
  });
  return {
    strip: SLIDE.top,
    bars: SLIDE.top + STRIP - 0.2,
    panels,
    axis,
    legend: axis + AXIS,
    flowsheet,
  };
}

export const ROW_HEIGHT = ROW;

/** Within a panel, free space above and below the scale. */
export const INSET = 0.08;
