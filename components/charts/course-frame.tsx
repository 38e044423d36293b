import { type CSSProperties, memo, type ReactNode } from "react";
import "./chart-colors.css";
import "./chart.css";
import type { CourseFigure, FigurePanel } from "@/lib/figures/course-model";
import { LAYOUT, panelHeight, stripHeight } from "@/lib/figures/geometry";
import { stripScene } from "@/lib/figures/strip-scene";
import { GlyphDefinitions, PanelGround, PanelMarks } from "./course-figure-svg";
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

/**
 * The figure in layers: windows, then what lies under the lines, the lines, and the rows with names and marks:
 * treatment, one per panel, the time axis.
 */
export function CourseFrame({
  figure,
  live = false,
  badges = true,
  lines,
  readout,
  rings,
  children,
}: {
  readonly figure: CourseFigure;
  /** The interactive chart draws lines and letters; those of the first paint are for paper. */
  readonly live?: boolean;
  /** The scale is written beside the unit. */
  readonly badges?: boolean;
  readonly lines?: ReactNode;
  readonly readout: (panel: FigurePanel, index: number) => ReactNode;
  readonly rings: (panel: FigurePanel, index: number) => ReactNode;
  /** What lies over the rows and is not part of the picture. */
  readonly children?: ReactNode;
}) {
  return (
    <div className={badges ? "d29-course" : "d29-course d29-tooled"}>
      <div className={live ? "d29-body d29-taken" : "d29-body"} style={DISTANCES}>
        <div role="img" aria-label={figure.summary}>
          <FigureGround figure={figure} />
          {lines && (
            <div className="d29-live" style={{ top: stripHeight(figure) }}>
              {lines}
            </div>
          )}
          <StripRow figure={figure} />
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
                <PanelMarks panel={panel} domain={figure.domain} />
                {rings(panel, index)}
              </div>
            </div>
          ))}
          <AxisRow figure={figure} />
          {figure.empty && <p className="d29-empty">{figure.empty}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}

const FigureGround = memo(function FigureGround({ figure }: { readonly figure: CourseFigure }) {
  return (
    <>
      <GlyphDefinitions />
      <WindowBackdrop scene={stripScene(figure)} />
      <div className="d29-grounds" style={{ paddingTop: stripHeight(figure) }}>
        {figure.panels.map((panel) => (
          <div key={panel.analyte} className="d29-plot" style={{ height: panelHeight(panel) }}>
            <PanelGround panel={panel} domain={figure.domain} />
          </div>
        ))}
      </div>
    </>
  );
});

const StripRow = memo(function StripRow({ figure }: { readonly figure: CourseFigure }) {
  return (
    <div className="d29-row">
      <div className="d29-names d29-wide" style={{ paddingTop: LAYOUT.bar.top }}>
        Treatment
      </div>
      <div className="d29-plot" style={{ height: stripHeight(figure) }}>
        <StripPlot scene={stripScene(figure)} />
      </div>
    </div>
  );
});

const AxisRow = memo(function AxisRow({ figure }: { readonly figure: CourseFigure }) {
  return (
    <div className="d29-row">
      <div className="d29-names d29-wide" style={{ paddingTop: 7 }}>
        {figure.axisTitle}
      </div>
      <div className="d29-plot" style={{ height: LAYOUT.axis }}>
        <div className="d29-first">
          <AxisPlot scene={stripScene(figure)} />
        </div>
      </div>
    </div>
  );
});
