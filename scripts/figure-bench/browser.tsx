import "uplot/dist/uPlot.min.css";
import { createRoot, hydrateRoot } from "react-dom/client";
import UPlot from "uplot";
import { CourseChart } from "../../components/charts/course-chart";
import type { CourseFigure, FigurePanel } from "../../lib/figures/course-model";
import { type PackedFigure, unpackFigure } from "../../lib/figures/figure-wire";
import { LAYOUT, panelHeight } from "../../lib/figures/geometry";

declare global {
  interface Window {
    PACKED: PackedFigure;
    mountOurs: () => void;
    mountUplot: () => void;
    againOurs: (times: number) => Promise<void>;
    againUplot: (times: number) => Promise<void>;
  }
}

/** The server's picture becomes the interactive chart. */
function hydrated() {
  const root = document.querySelector("#ours");
  if (root) hydrateRoot(root, <CourseChart figure={unpackFigure(window.PACKED)} />);
}

/** The same panels as uPlot draws them: bands, levels, lines, marks, one cursor over all. */
function uplots(): UPlot[] {
  const root = document.querySelector<HTMLElement>("#theirs");
  if (!root) return [];
  const figure = unpackFigure(window.PACKED);
  const sync = UPlot.sync("course");
  return figure.panels.map((panel) => drawWithUplot(panel, figure, root, sync.key));
}

window.mountOurs = hydrated;
window.mountUplot = uplots;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** From nothing to the interactive chart and away again, as when one patient follows another. */
window.againOurs = async (times) => {
  const box = document.createElement("div");
  box.style.width = "1080px";
  document.body.prepend(box);
  for (let n = 0; n < times; n += 1) {
    const root = createRoot(box);
    root.render(<CourseChart figure={unpackFigure(window.PACKED)} />);
    while (!box.querySelector(".d29-taken")) await frame();
    await frame();
    root.unmount();
  }
};

window.againUplot = async (times) => {
  for (let n = 0; n < times; n += 1) {
    const charts = uplots();
    await frame();
    await frame();
    for (const chart of charts) chart.destroy();
  }
};

function drawWithUplot(panel: FigurePanel, figure: CourseFigure, root: HTMLElement, key: string) {
  const [low, high] = panel.domain;
  return new UPlot(
    {
      width: root.clientWidth,
      height: panelHeight(panel) + LAYOUT.axis,
      legend: { show: false },
      cursor: { sync: { key } },
      scales: {
        x: { time: false, range: () => [...figure.domain] },
        y: { range: () => [low, high], distr: panel.scale === "linear" ? 1 : 3 },
      },
      series: [{}, { stroke: "#0f6e6e", width: 1.5, points: { show: true, size: 5 } }],
      hooks: {
        drawClear: [
          (chart) => {
            const { ctx, bbox } = chart;
            ctx.fillStyle = "#e3edee";
            for (const band of panel.bands) {
              const x0 = chart.valToPos(band.x0, "x", true);
              const y0 = chart.valToPos(band.high, "y", true);
              ctx.fillRect(
                x0,
                y0,
                chart.valToPos(band.x1, "x", true) - x0,
                chart.valToPos(band.low, "y", true) - y0,
              );
            }
            ctx.strokeStyle = "#6a7681";
            for (const { y } of panel.lines) {
              const at = chart.valToPos(y, "y", true);
              ctx.beginPath();
              ctx.moveTo(bbox.left, at);
              ctx.lineTo(bbox.left + bbox.width, at);
              ctx.stroke();
            }
          },
        ],
      },
    },
    [panel.points.map(({ x }) => x), panel.points.map(({ y }) => y)],
    root,
  );
}
