import type { CSSProperties, ReactNode } from "react";
import "./chart-colors.css";
import "./chart.css";
import type { CourseFigure, FigurePanel } from "@/lib/figures/course-model";
import { LAYOUT, panelHeight, stripHeight } from "@/lib/figures/geometry";
import { stripScene } from "@/lib/figures/strip-scene";
import { GlyphDefinitions } from "./course-figure-svg";
import { AxisPlot, StripPlot, WindowBackdrop } from "./course-strip";

const DISTANCES = {
  "--d29-wide-names": `${LAYOUT.names}px`,
  "--d29-wide-gutter": `${LAYOUT.gutter}px`,
  "--d29-wide-right": `${LAYOUT.right}px`,
  "--d29-narrow-head": `${LAYOUT.narrow.head}px`,
  "--d29-narrow-gutter": `${LAYOUT.narrow.gutter}px`,
  "--d29-narrow-right": `${LAYOUT.narrow.right}px`,
} as CSSProperties;

const SCALE_BADGE = { linear: null, log: "log", symlog: "log with 0" } as const;

/** The rows of the figure: treatment, one per panel, the time axis. What fills them is the caller's. */
export function CourseFrame({
  figure,
  plot,
  readout,
  axis = true,
  badges = true,
  children,
}: {
  readonly figure: CourseFigure;
  readonly plot: (panel: FigurePanel, index: number) => ReactNode;
  readonly readout: (panel: FigurePanel, index: number) => ReactNode;
  /** False: the time axis is drawn by the last panel, but on paper. */
  readonly axis?: boolean;
  /** The scale is written beside the unit. */
  readonly badges?: boolean;
  /** What lies over the rows and is not part of the picture. */
  readonly children?: ReactNode;
}) {
  const scene = stripScene(figure);
  return (
    <div className={badges ? "d29-course" : "d29-course d29-tooled"}>
      <div className="d29-body" style={DISTANCES}>
        <div role="img" aria-label={figure.summary}>
          <GlyphDefinitions />
          <WindowBackdrop scene={scene} />
          <div className="d29-row">
            <div className="d29-names d29-wide" style={{ paddingTop: LAYOUT.bar.top }}>
              Treatment
            </div>
            <div className="d29-plot" style={{ height: stripHeight(figure) }}>
              <StripPlot scene={scene} />
            </div>
          </div>
          {figure.panels.map((panel, index) => (
            <div key={panel.analyte} className="d29-row d29-panel">
              <div className="d29-names">
                <div className="d29-name">{panel.label}</div>
                <div>
                  {panel.unit}
                  {badges && SCALE_BADGE[panel.scale] && (
                    <>
                      {" · "}
                      <span className="d29-scale">{SCALE_BADGE[panel.scale]}</span>
                    </>
                  )}
                </div>
                {readout(panel, index)}
              </div>
              <div className="d29-plot" style={{ height: panelHeight(panel) }}>
                {plot(panel, index)}
              </div>
            </div>
          ))}
          <div className="d29-row">
            <div className="d29-names d29-wide" style={{ paddingTop: 7 }}>
              {figure.axisTitle}
            </div>
            <div className="d29-plot" style={{ height: LAYOUT.axis }}>
              <div className={axis ? undefined : "d29-paper-only"}>
                <AxisPlot scene={scene} />
              </div>
            </div>
          </div>
          {figure.empty && <p className="d29-empty">{figure.empty}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}
