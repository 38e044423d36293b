import { classNames } from "@/components/ui/class-names";
import type { CourseFigure, FigurePanel } from "@/lib/figures/course-model";
import { LAYOUT, panelHeight } from "@/lib/figures/geometry";
import { type PanelScene, panelScene } from "@/lib/figures/panel-scene";
import { GLYPHS, type Glyph, SHAPES } from "@/lib/figures/point-shape";
import type { StripScene } from "@/lib/figures/strip-scene";
import { round } from "@/lib/figures/svg-markup";
import { inPlaces } from "./in-places";

const percent = (f: number) => `${Math.round(f * 1e4) / 100}%`;
const token = (name: string) => `var(--d29-${name})`;

/** The marks, once per figure; every point refers to one. */
export function GlyphDefinitions() {
  return (
    <svg width={0} height={0} aria-hidden="true" style={{ position: "absolute" }}>
      <defs>
        {SHAPES.map((shape) => {
          const glyph: Glyph = GLYPHS[shape];
          return (
            <g key={shape} id={`d29-${shape}`}>
              <path
                d={glyph.path}
                fill={glyph.fill === "none" ? "none" : token(glyph.fill)}
                stroke={token(glyph.stroke)}
                strokeWidth={1.4}
                strokeDasharray={glyph.dashed ? "2 2" : undefined}
              />
              {glyph.letter && (
                <text y={3.2} textAnchor="middle" fontSize={8.5} fontWeight={700} fill={token("ink")}>
                  {glyph.letter}
                </text>
              )}
            </g>
          );
        })}
      </defs>
    </svg>
  );
}

/**
 * One panel, drawn at whatever width it gets: horizontal places are percentages, so the server's picture is right
 * before anything is measured. `marks` leaves bands, axes and lines to the interactive chart that lies beneath, but on
 * paper, whose width nobody has measured.
 */
export function PanelPlot({
  panel,
  domain,
  parts,
}: {
  readonly panel: FigurePanel;
  readonly domain: CourseFigure["domain"];
  readonly parts: "all" | "marks";
}) {
  const scene = panelScene(panel, domain);
  const height = panelHeight(panel);
  return (
    <svg width="100%" height={height} aria-hidden="true">
      <g className={parts === "marks" ? "d29-paper-only" : undefined}>
        <Ground scene={scene} height={height} />
      </g>
      {scene.lineLabels.map(({ y, text, kind }) => (
        <text
          key={text}
          x="100%"
          dx={6}
          y={round(y + 4)}
          fill={token(kind === "critical" ? "critical" : "muted")}
          fontWeight={kind === "critical" ? 700 : undefined}
        >
          {text}
        </text>
      ))}
      {inPlaces(scene.marks).map(({ place, value: { f, y, shape } }) => (
        <use key={place} href={`#d29-${shape}`} x={percent(f)} y={y} />
      ))}
      {scene.labels.map(({ f, y, text, end, endNarrow, wideOnly }) => (
        <text
          key={`${f} ${y}`}
          className={classNames(
            "d29-value-label",
            wideOnly && "d29-wide",
            endNarrow && !end && "d29-end-narrow",
          )}
          x={percent(f)}
          dx={end ? -7 : 8}
          y={round(y - 7)}
          textAnchor={end ? "end" : undefined}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

/** Stretched horizontally, 1000 units wide; strokes keep their width. */
const UNITS = 1000;

function Ground({ scene, height }: { readonly scene: PanelScene; readonly height: number }) {
  const line = (points: readonly (readonly [number, number])[]) =>
    points
      .map(([f, y], index) => `${index === 0 ? "M" : "L"}${Math.round(f * UNITS * 10) / 10} ${y}`)
      .join("");
  return (
    <>
      {scene.bands.map(({ f0, f1, y0, y1 }) => (
        <rect
          key={f0}
          x={percent(f0)}
          width={percent(f1 - f0)}
          y={y0}
          height={round(y1 - y0)}
          fill={token("band")}
          fillOpacity={0.85}
        />
      ))}
      {scene.grid.map(({ y, label }) => (
        <g key={label}>
          <line x2="100%" y1={y} y2={y} stroke={token("grid")} />
          <text x={-8} y={round(y + 4)} textAnchor="end" fill={token("muted")}>
            {label}
          </text>
        </g>
      ))}
      {scene.lines.map(({ y, kind }) => (
        <line
          key={y}
          x2="100%"
          y1={y}
          y2={y}
          stroke={token(kind)}
          strokeWidth={kind === "critical" ? 1.3 : 1.1}
          strokeDasharray={LINE_DASH[kind]}
        />
      ))}
      <svg
        className="d29-clip"
        width="100%"
        height={height}
        viewBox={`0 0 ${UNITS} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {scene.runs.map((run) => (
          <path
            key={line(run.points)}
            d={line(run.points)}
            fill="none"
            stroke={token("line")}
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeDasharray={run.kind === "limit" ? LIMIT_DASH : undefined}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </>
  );
}

export const LINE_DASH = { critical: "6 3", reference: "1.5 3.5" } as const;
/** A segment that ends on a limit, not on a measurement. */
export const LIMIT_DASH = "4 3";

export function StripPlot({ scene }: { readonly scene: StripScene }) {
  const { bar, support } = LAYOUT;
  return (
    <>
      <svg width="100%" height={LAYOUT.strip} aria-hidden="true">
        {scene.support.map((tick) => (
          <g key={tick.f}>
            {!tick.crowded && (
              <text
                className={tick.crowdedNarrow ? "d29-wide" : undefined}
                x={percent(tick.f)}
                y={support.letters}
                textAnchor="middle"
                fontSize={9.5}
                fontWeight={600}
                fill={token(tick.kind)}
              >
                {tick.letters}
              </text>
            )}
            <line
              x1={percent(tick.f)}
              x2={percent(tick.f)}
              y1={support.tickTop}
              y2={support.tickBottom}
              stroke={token(tick.kind)}
              strokeWidth={1.6}
            />
          </g>
        ))}
      </svg>
      {scene.bars.map((course) => (
        <div
          key={`${course.f0} ${course.label}`}
          className={course.ongoing ? "d29-bar d29-ongoing" : "d29-bar"}
          style={{
            left: percent(course.f0),
            width: percent(course.f1 - course.f0),
            top: bar.top,
            height: bar.height,
            lineHeight: `${bar.height}px`,
            background: token(course.part === "induction" ? "bar-induction" : "bar-post"),
          }}
        >
          {course.label}
        </div>
      ))}
    </>
  );
}

/** The windows behind all panels, from the strip down to the axis. */
export function WindowBackdrop({ scene }: { readonly scene: StripScene }) {
  return (
    <div className="d29-backdrop">
      {scene.windows.map(({ f0, f1, label }) => (
        <div key={f0}>
          <div
            className="d29-window"
            style={{
              left: percent(f0),
              width: percent(f1 - f0),
              top: LAYOUT.windowTop,
              bottom: LAYOUT.axis,
            }}
          />
          <div className="d29-window-label" style={{ left: percent((f0 + f1) / 2) }}>
            {label}
          </div>
        </div>
      ))}
    </div>
  );
}

export function AxisPlot({ scene }: { readonly scene: StripScene }) {
  return (
    <svg width="100%" height={LAYOUT.axis} aria-hidden="true">
      {scene.ticks.map((tick) => (
        <text
          key={tick.f}
          className={tick.minor ? "d29-wide" : undefined}
          x={percent(tick.f)}
          y={18}
          textAnchor="middle"
          fill={token("muted")}
        >
          {tick.label}
        </text>
      ))}
    </svg>
  );
}
