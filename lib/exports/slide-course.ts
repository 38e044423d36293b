import type PptxGenJS from "pptxgenjs";
import type { CourseFigure, FigurePanel } from "../figures/course-model";
import { THEMES } from "../figures/figure-themes";
import { flagMark } from "../figures/figure-words";
import { panelScale } from "../figures/panel-scale";
import { mergedLabels } from "../figures/panel-scene";
import { figureLegend, GLYPHS } from "../figures/point-shape";
import { stripScene } from "../figures/strip-scene";
import { supportLegend } from "../figures/treatment-strip";
import { type NativeChart, nativeChart } from "./chart-series";
import type { PlotBox } from "./chart-xml";
import { plainText } from "./plain-text";
import { FONT, INSET, LEGEND, SLIDE, type SlideBox } from "./slide-layout";

export const hex = (name: keyof (typeof THEMES)["light"]) => THEMES.light[name].slice(1);

/** A chart to be written over the placeholder that holds its place. */
export interface PlacedChart {
  readonly chart: NativeChart;
  readonly plot: PlotBox;
}

const inch = (f: number) => SLIDE.plotLeft + f * (SLIDE.plotRight - SLIDE.plotLeft);

const WORDS = { fontFace: FONT, margin: 0, wrap: false, fit: "none" } as const;

/**
 * The course as native charts over shapes: the plots are fixed, so windows, bands and course bars lie where the axis
 * says. Returns the charts in the order their placeholders were added.
 */
export function drawCourse(
  slide: PptxGenJS.Slide,
  figure: CourseFigure,
  box: SlideBox,
): readonly PlacedChart[] {
  drawStrip(slide, figure, box);
  const placed = figure.panels.map((panel, index) => {
    const place = box.panels[index] ?? { top: box.strip, height: 0.5 };
    return drawPanel(slide, figure, panel, place);
  });
  for (const tick of stripScene(figure).ticks) {
    const at = { x: inch(tick.f) - 0.5, y: box.axis, w: 1, h: 0.18, align: "center", fontSize: 8 } as const;
    slide.addText(tick.label, { ...WORDS, ...at, color: hex("muted") });
  }
  slide.addText(figure.axisTitle, {
    ...WORDS,
    x: SLIDE.margin,
    y: box.axis,
    w: 1.3,
    h: 0.18,
    fontSize: 8,
    color: hex("muted"),
  });
  if (figure.empty) {
    const at = {
      x: SLIDE.plotLeft,
      y: (box.strip + box.axis) / 2,
      w: SLIDE.plotRight - SLIDE.plotLeft,
      h: 0.4,
    };
    slide.addText(figure.empty, { fontFace: FONT, ...at, align: "center", fontSize: 16, color: hex("ink") });
  }
  drawLegend(slide, figure, box, placed);
  return placed;
}

function drawStrip(slide: PptxGenJS.Slide, figure: CourseFigure, box: SlideBox): void {
  const { windows, bars, support } = stripScene(figure);
  const line = (name: Parameters<typeof hex>[0]) => ({ color: hex(name), width: 0.75 });
  for (const { f0, f1, label } of windows) {
    const place = {
      x: inch(f0),
      y: box.strip + 0.16,
      w: inch(f1) - inch(f0),
      h: box.axis - box.strip - 0.16,
    };
    slide.addShape("rect", {
      ...place,
      fill: { color: hex("window") },
      line: { ...line("window-edge"), dashType: "sysDot" },
    });
    const at = {
      x: inch((f0 + f1) / 2) - 0.7,
      y: box.strip - 0.02,
      w: 1.4,
      h: 0.17,
      align: "center",
    } as const;
    slide.addText(label, { ...WORDS, ...at, fontSize: 9, bold: true, color: hex("ink") });
  }
  for (const tick of support) {
    const colour = hex(tick.kind);
    if (!tick.crowded) {
      const at = { x: inch(tick.f) - 0.2, y: box.strip + 0.02, w: 0.4, h: 0.13, align: "center" } as const;
      slide.addText(tick.letters, { ...WORDS, ...at, fontSize: 7, bold: true, color: colour });
    }
    slide.addShape("line", {
      x: inch(tick.f),
      y: box.strip + 0.17,
      w: 0,
      h: 0.09,
      line: { color: colour, width: 1.25 },
    });
  }
  for (const bar of bars) {
    slide.addText(plainText(bar.label), {
      ...WORDS,
      shape: bar.ongoing ? "homePlate" : "rect",
      x: inch(bar.f0),
      y: box.bars,
      w: Math.max(inch(bar.f1) - inch(bar.f0), 0.02),
      h: 0.16,
      // Left, right, bottom, top, in points.
      margin: [4, 0, 0, 0],
      fontSize: 8,
      align: "left",
      valign: "middle",
      color: hex("ink"),
      fill: { color: hex(bar.part === "induction" ? "bar-induction" : "bar-post") },
    });
  }
  slide.addText("Treatment", {
    ...WORDS,
    x: SLIDE.margin,
    y: box.bars,
    w: 1,
    h: 0.16,
    fontSize: 8,
    color: hex("muted"),
  });
}

function drawPanel(
  slide: PptxGenJS.Slide,
  figure: CourseFigure,
  panel: FigurePanel,
  place: { readonly top: number; readonly height: number },
): PlacedChart {
  const chart = nativeChart(panel, figure);
  const floor = place.top + place.height - INSET;
  const scale = panelScale({
    ...panel,
    scale: chart.log ? "log" : "linear",
    domain: chart.y,
  }).range([floor, place.top + INSET]);
  const width = figure.domain[1] - figure.domain[0];
  for (const band of panel.bands) {
    const y = scale(band.high);
    slide.addShape("rect", {
      x: inch((band.x0 - figure.domain[0]) / width),
      y,
      w: ((band.x1 - band.x0) / width) * (SLIDE.plotRight - SLIDE.plotLeft),
      h: Math.max(scale(Math.max(band.low, chart.y[0])) - y, 0.005),
      fill: { color: hex("band"), transparency: 20 },
      line: { type: "none" },
    });
  }
  slide.addShape("line", {
    x: SLIDE.margin,
    y: place.top + place.height,
    w: SLIDE.left - SLIDE.margin,
    h: 0,
    line: { color: hex("grid"), width: 0.75 },
  });
  drawNames(slide, panel, place.top);
  const lines = panel.lines.filter(({ y }) => y >= chart.y[0] && y <= chart.y[1]);
  for (const line of mergedLabels(
    lines.map((each) => ({ ...each, y: scale(each.y) })),
    0.13,
  )) {
    slide.addText(line.text, {
      ...WORDS,
      x: SLIDE.plotRight + 0.06,
      y: line.y - 0.08,
      w: 0.5,
      h: 0.16,
      fontSize: 8,
      bold: line.kind === "critical",
      color: hex(line.kind === "critical" ? "critical" : "muted"),
    });
  }
  const frame = {
    x: SLIDE.plotLeft - 0.5,
    y: place.top,
    w: SLIDE.plotRight - SLIDE.plotLeft + 0.55,
    h: place.height,
  };
  // The real chart replaces this one in the package; here it only holds its place and its relation.
  slide.addChart(
    "scatter",
    [
      { name: "x", values: [0] },
      { name: "y", values: [0] },
    ],
    {
      ...frame,
      altText: `${panel.label} over time; the values are in the table and in the notes of this slide.`,
    },
  );
  for (const label of chart.labels) {
    const text = plainText(label.text);
    slide.addText(text, {
      ...WORDS,
      x: inch((label.x - figure.domain[0]) / width) + 0.06,
      y: scale(label.y) - 0.18,
      // As narrow as the words, since the ground that keeps them readable hides what lies behind.
      w: text.length * 0.078,
      fill: { color: hex("surface"), transparency: 25 },
      h: 0.15,
      fontSize: 9,
      bold: true,
      color: hex("ink"),
    });
  }
  return {
    chart,
    plot: {
      x: 0.5 / frame.w,
      y: INSET / frame.h,
      w: (SLIDE.plotRight - SLIDE.plotLeft) / frame.w,
      h: (frame.h - 2 * INSET) / frame.h,
    },
  };
}

function drawNames(slide: PptxGenJS.Slide, panel: FigurePanel, top: number): void {
  const latest = panel.latest;
  const scale = panel.scale === "linear" ? "" : " · log";
  slide.addText(
    [
      { text: panel.label, options: { fontSize: 10, bold: true, color: hex("ink"), breakLine: true } },
      { text: `${panel.unit}${scale}`, options: { fontSize: 8, color: hex("muted"), breakLine: true } },
      { text: plainText(latest?.text ?? "–"), options: { fontSize: 12, bold: true, color: hex("ink") } },
      { text: ` ${flagMark(latest?.flag ?? null)}`, options: { fontSize: 9, bold: true, color: hex("ink") } },
    ],
    { ...WORDS, x: SLIDE.margin, y: top + 0.03, w: 1.05, h: 0.56, valign: "top" },
  );
}

function drawLegend(
  slide: PptxGenJS.Slide,
  figure: CourseFigure,
  box: SlideBox,
  placed: readonly PlacedChart[],
): void {
  const marks = figureLegend(figure).map((shape) => `${LEGEND_SIGNS[shape]} ${GLYPHS[shape].meaning}`);
  const support = supportLegend(figure).map(({ letter, words }) => `${letter} ${words}`);
  const untold = placed.flatMap(({ chart }) => chart.untold);
  const outside = untold.length === 0 ? [] : [`not drawn: ${untold.map(plainText).join("; ")}`];
  slide.addText([...marks, ...support, "shaded: interval at that age", ...outside].join("    "), {
    ...WORDS,
    wrap: true,
    x: SLIDE.margin,
    y: box.legend,
    w: SLIDE.left - SLIDE.margin,
    h: LEGEND,
    valign: "top",
    fontSize: 7.5,
    color: hex("muted"),
  });
}

const LEGEND_SIGNS = {
  dot: "●",
  square: "□",
  ring: "○",
  diamond: "◇",
  "triangle-down": "△",
  "triangle-up": "△",
  unconfirmed: "● ?",
  preliminary: "● p",
  ghost: "∗",
  cross: "×",
  words: "+",
} as const;
