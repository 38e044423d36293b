import type { CourseFigure } from "./course-model";
import { type FigureTheme, THEMES, type ThemeName } from "./figure-themes";
import { type FigureBox, figureBox, LAYOUT } from "./geometry";
import { figureLegend, GLYPHS } from "./point-shape";
import { stripScene } from "./strip-scene";
import { element as el, text } from "./svg-markup";
import { drawMark, drawPanel } from "./svg-panel";
import { supportLegend } from "./treatment-strip";

export interface CourseFigureSvgOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  /** Lines above the figure; the first is the largest. */
  readonly header?: readonly string[];
  /** Lines below it. */
  readonly footer?: readonly string[];
  readonly fontFamily?: string;
}

const MARGIN = 16;
const TITLE_LINE = 24;
const TEXT_LINE = 17;
const LEGEND_LINE = 20;

/** The course as one self-contained picture: no script, no style sheet, no reference outside itself. */
export function courseFigureSvg(figure: CourseFigure, options: CourseFigureSvgOptions = {}): string {
  const theme = THEMES[options.theme ?? "light"];
  const width = options.width ?? 1080;
  const header = options.header ?? [];
  const footer = options.footer ?? [];
  const box = figureBox(figure, width - 2 * MARGIN);
  const headerHeight = header.length === 0 ? 0 : TITLE_LINE + (header.length - 1) * TEXT_LINE + 10;
  const footerHeight = footer.length * TEXT_LINE;
  const rows = [...legendRows(figure, box.width, theme), ...annotationRows(figure, box.width, theme)];
  const height = 2 * MARGIN + headerHeight + box.height + rows.length * LEGEND_LINE + footerHeight;
  const body =
    el("rect", { width, height, fill: theme.surface }) +
    headerText(header, theme) +
    el("g", { transform: `translate(${MARGIN} ${MARGIN + headerHeight})` }, drawing(figure, box, theme)) +
    el(
      "g",
      { transform: `translate(${MARGIN} ${MARGIN + headerHeight + box.height + 14})` },
      drawLegend(rows),
    ) +
    footerText(footer, height, theme);
  return el(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": options.fontFamily ?? "Inter, Helvetica, Arial, sans-serif",
      "font-size": 11,
      fill: theme.ink,
    },
    el("title", {}, "Course of treatment and laboratory results") + body,
  );
}

function headerText(lines: readonly string[], theme: FigureTheme): string {
  return lines
    .map((content, index) =>
      index === 0
        ? text(MARGIN, MARGIN + 16, content, { "font-size": 17, "font-weight": 700 })
        : text(MARGIN, MARGIN + TITLE_LINE + index * TEXT_LINE - 4, content, {
            "font-size": 12,
            fill: theme.muted,
          }),
    )
    .join("");
}

function footerText(lines: readonly string[], height: number, theme: FigureTheme): string {
  return lines
    .map((content, index) =>
      text(MARGIN, height - MARGIN - (lines.length - 1 - index) * TEXT_LINE, content, { fill: theme.muted }),
    )
    .join("");
}

function drawing(figure: CourseFigure, box: FigureBox, theme: FigureTheme): string {
  const shared = stripScene(figure);
  const px = (f: number) => box.plotLeft + f * box.plotWidth;
  const bottom = box.axisTop;
  const windows = shared.windows
    .map(({ f0, f1, label }) => {
      const edge = {
        y1: LAYOUT.windowTop,
        y2: bottom,
        stroke: theme["window-edge"],
        "stroke-dasharray": "1 3",
      };
      return (
        el("rect", {
          x: px(f0),
          y: LAYOUT.windowTop,
          width: px(f1) - px(f0),
          height: bottom - LAYOUT.windowTop,
          fill: theme.window,
        }) +
        el("line", { x1: px(f0), x2: px(f0), ...edge }) +
        el("line", { x1: px(f1), x2: px(f1), ...edge }) +
        text((px(f0) + px(f1)) / 2, LAYOUT.windowLabel, label, {
          "text-anchor": "middle",
          "font-weight": 600,
        })
      );
    })
    .join("");
  const panels = figure.panels
    .map((panel, index) => {
      const place = box.panels[index];
      if (!place) return "";
      const rule = el("line", {
        x1: 0,
        x2: box.width,
        y1: place.top + place.height,
        y2: place.top + place.height,
        stroke: theme.grid,
      });
      return rule + el("g", { transform: `translate(0 ${place.top})` }, drawPanel(panel, figure, box, theme));
    })
    .join("");
  const letters = shared.ticks
    .map((tick) =>
      text(px(tick.f), box.axisTop + 18, tick.label, { "text-anchor": "middle", fill: theme.muted }),
    )
    .join("");
  const title = text(0, box.axisTop + 18, figure.axisTitle, { fill: theme.muted });
  const empty = figure.empty
    ? text(px(0.5), box.axisTop / 2, figure.empty, { "text-anchor": "middle", "font-size": 14 })
    : "";
  const pins = shared.pins.map(({ f, label }) => drawPin(px(f), bottom, label, theme)).join("");
  return windows + pins + drawStrip(figure, box, theme) + panels + letters + title + empty;
}

function drawPin(x: number, bottom: number, label: string, theme: FigureTheme): string {
  const top = LAYOUT.strip + LAYOUT.pins / 2;
  const width = 9 + label.length * 6;
  return (
    el("line", { x1: x, x2: x, y1: top, y2: bottom, stroke: theme.muted, "stroke-dasharray": "1 4" }) +
    el("rect", {
      x: x - width / 2,
      y: top - 7,
      width,
      height: 14,
      rx: 7,
      fill: theme.surface,
      stroke: theme.muted,
    }) +
    text(x, top + 3.5, label, { "text-anchor": "middle", "font-size": 9.5, "font-weight": 700 })
  );
}

function drawStrip(figure: CourseFigure, box: FigureBox, theme: FigureTheme): string {
  const { bars, support } = stripScene(figure);
  const px = (f: number) => box.plotLeft + f * box.plotWidth;
  const ticks = support
    .map((tick) => {
      const colour = theme[tick.kind];
      const x = px(tick.f);
      const letter = tick.crowded
        ? ""
        : text(x, LAYOUT.support.letters, tick.letters, {
            "text-anchor": "middle",
            "font-size": 9.5,
            "font-weight": 600,
            fill: colour,
          });
      const mark = { y1: LAYOUT.support.tickTop, y2: LAYOUT.support.tickBottom, stroke: colour };
      return letter + el("line", { x1: x, x2: x, ...mark, "stroke-width": 1.6 });
    })
    .join("");
  const courses = bars
    .map((bar) => {
      const width = px(bar.f1) - px(bar.f0);
      const fill = theme[bar.part === "induction" ? "bar-induction" : "bar-post"];
      const { top, height } = LAYOUT.bar;
      const arrow = bar.ongoing
        ? el("path", { d: `M${px(bar.f1)} ${top}l6 ${height / 2}l-6 ${height / 2}Z`, fill })
        : "";
      return (
        el("rect", { x: px(bar.f0), y: top, width, height, rx: 1.5, fill }) +
        arrow +
        text(px(bar.f0) + 7, top + 11, fitting(bar.label, width - 12), {})
      );
    })
    .join("");
  return text(0, LAYOUT.bar.top + 11, "Treatment", { fill: theme.muted }) + ticks + courses;
}

/** About 5.7 px a letter at this size; a label that does not fit is cut, never spilled over the next course. */
function fitting(label: string, width: number): string {
  const letters = Math.floor(width / 5.7);
  if (label.length <= letters) return label;
  return letters < 4 ? "" : `${label.slice(0, letters - 1)}…`;
}

interface LegendEntry {
  readonly width: number;
  readonly draw: (x: number, y: number) => string;
}

function bandEntry(figure: CourseFigure, theme: FigureTheme): LegendEntry[] {
  if (figure.panels.every(({ bands }) => bands.length === 0)) return [];
  return [
    {
      width: 34 + figure.population.length * 5.8,
      draw: (x, y) =>
        el("rect", { x: x - 6, y: y - 5, width: 14, height: 10, fill: theme.band, stroke: theme.grid }) +
        text(x + 12, y + 4, figure.population, { fill: theme.muted }),
    },
  ];
}

/** The entries in rows as wide as the drawing; about 5.8 px a letter. */
function legendRows(figure: CourseFigure, width: number, theme: FigureTheme): LegendEntry[][] {
  const marks = figureLegend(figure).map((shape): LegendEntry => {
    const { meaning } = GLYPHS[shape];
    return {
      width: 34 + meaning.length * 5.8,
      draw: (x, y) => drawMark(shape, x, y, theme) + text(x + 10, y + 4, meaning, { fill: theme.muted }),
    };
  });
  const letters = supportLegend(figure).map(
    ({ kind, letter, words }): LegendEntry => ({
      width: 34 + words.length * 5.8,
      draw: (x, y) =>
        text(x - 4, y + 4, letter, { fill: theme[kind], "font-weight": 700 }) +
        text(x + 8, y + 4, words, { fill: theme.muted }),
    }),
  );
  const rows: LegendEntry[][] = [];
  let room = 0;
  for (const entry of [...bandEntry(figure, theme), ...marks, ...letters]) {
    if (entry.width > room) {
      rows.push([]);
      room = width;
    }
    rows.at(-1)?.push(entry);
    room -= entry.width;
  }
  return rows;
}

/** One line each; what does not fit on it is cut, the table twin has it whole. */
function annotationRows(figure: CourseFigure, width: number, theme: FigureTheme): LegendEntry[][] {
  return figure.annotations.map(({ number, when, text: said }) => [
    {
      width,
      draw: (x, y) =>
        text(x - 4, y + 4, String(number), { "font-weight": 700 }) +
        text(x + 14, y + 4, fitting(`${when}: ${said}`, width - 30), { fill: theme.muted }),
    },
  ]);
}

function drawLegend(rows: readonly LegendEntry[][]): string {
  return rows
    .flatMap((row, line) => {
      let x = 6;
      return row.map((entry) => {
        const drawn = entry.draw(x, line * LEGEND_LINE);
        x += entry.width;
        return drawn;
      });
    })
    .join("");
}
