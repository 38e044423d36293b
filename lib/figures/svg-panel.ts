import { line } from "d3-shape";
import type { CourseFigure, FigurePanel } from "./course-model";
import type { FigureTheme } from "./figure-themes";
import { flagMark } from "./figure-words";
import type { FigureBox } from "./geometry";
import { panelScene } from "./panel-scene";
import { GLYPHS, type Glyph, type Shape } from "./point-shape";
import { element as el, escapeXml, round, text } from "./svg-markup";

export function drawPanel(
  panel: FigurePanel,
  figure: CourseFigure,
  box: FigureBox,
  theme: FigureTheme,
): string {
  const scene = panelScene(panel, figure.domain);
  const px = (f: number) => box.plotLeft + f * box.plotWidth;
  const right = box.plotLeft + box.plotWidth;
  const path = line<readonly [number, number]>(
    ([f]) => px(f),
    ([, y]) => y,
  );
  const bands = scene.bands.map((band) =>
    el("rect", {
      x: px(band.f0),
      y: band.y0,
      width: px(band.f1) - px(band.f0),
      height: band.y1 - band.y0,
      fill: theme.band,
      "fill-opacity": 0.85,
    }),
  );
  const grid = scene.grid.map(
    ({ y, label }) =>
      el("line", { x1: box.plotLeft, x2: right, y1: y, y2: y, stroke: theme.grid }) +
      text(box.plotLeft - 8, y + 4, label, { "text-anchor": "end", fill: theme.muted }),
  );
  const lines = scene.lines.map(({ y, kind }) =>
    el("line", {
      x1: box.plotLeft,
      x2: right,
      y1: y,
      y2: y,
      stroke: theme[kind],
      "stroke-dasharray": kind === "critical" ? "6 3" : "1.5 3.5",
      "stroke-width": kind === "critical" ? 1.3 : 1.1,
    }),
  );
  const lineLabels = scene.lineLabels.map(({ y, text: label, kind }) =>
    text(right + 6, y + 4, label, {
      fill: kind === "critical" ? theme.critical : theme.muted,
      "font-weight": kind === "critical" ? 700 : undefined,
    }),
  );
  const runs = scene.runs.map((run) =>
    el("path", {
      d: path([...run.points]) ?? "",
      fill: "none",
      stroke: theme.line,
      "stroke-width": 1.5,
      "stroke-linejoin": "round",
      "stroke-dasharray": run.kind === "limit" ? "4 3" : undefined,
    }),
  );
  const marks = scene.marks.map((mark) => drawMark(mark.shape, px(mark.f), mark.y, theme));
  const labels = scene.labels.map((label) => {
    return text(px(label.f) + (label.end ? -7 : 8), label.y - 7, label.text, {
      "font-weight": 600,
      // A halo keeps the number readable across a line.
      stroke: theme.surface,
      "stroke-width": 3,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
      "text-anchor": label.end ? "end" : undefined,
    });
  });
  return [
    drawNames(panel, theme),
    ...bands,
    ...grid,
    ...lines,
    ...lineLabels,
    ...runs,
    ...marks,
    ...labels,
  ].join("");
}

function drawNames(panel: FigurePanel, theme: FigureTheme): string {
  const latest = panel.latest;
  const mark = flagMark(latest?.flag ?? null);
  const scale =
    panel.scale === "linear"
      ? ""
      : el(
          "tspan",
          { fill: theme.line, "font-weight": 600 },
          panel.scale === "log" ? "\u00a0· log" : "\u00a0· log with 0",
        );
  const unit = el("text", { x: 0, y: 36, fill: theme.muted }, `${escapeXml(panel.unit)}${scale}`);
  const value = el(
    "text",
    { x: 0, y: 60, "font-size": 17, "font-weight": 700 },
    escapeXml(latest?.text ?? "–") +
      (mark === "" ? "" : el("tspan", { "font-size": 11, "font-weight": 600 }, `\u00a0${mark}`)),
  );
  return text(0, 20, panel.label, { "font-size": 13, "font-weight": 700 }) + unit + value;
}

export function drawMark(shape: Shape, x: number, y: number, theme: FigureTheme): string {
  const glyph: Glyph = GLYPHS[shape];
  const fill = glyph.fill === "none" ? "none" : theme[glyph.fill];
  const drawn = el("path", {
    d: glyph.path,
    fill,
    stroke: theme[glyph.stroke],
    "stroke-width": 1.4,
    "stroke-dasharray": glyph.dashed ? "2 2" : undefined,
  });
  const letter = glyph.letter
    ? text(0, 3.2, glyph.letter, { "text-anchor": "middle", "font-size": 8.5, "font-weight": 700 })
    : "";
  return el("g", { transform: `translate(${round(x)} ${y})` }, drawn + letter);
}
