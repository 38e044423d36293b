import { memo, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { CourseFigure, FigurePanel } from "@/lib/figures/course-model";
import { panelHeight } from "@/lib/figures/geometry";
import { panelScene } from "@/lib/figures/panel-scene";
import { GLYPHS, type Glyph, SHAPES, type Shape } from "@/lib/figures/point-shape";
import { round } from "@/lib/figures/svg-markup";
import { inPlaces } from "./in-places";

export const percent = (f: number) => `${Math.round(f * 1e4) / 100}%`;
export const token = (name: string) => `var(--d29-${name})`;

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
 * What lies under the marks of one panel, drawn at whatever width it gets: horizontal places are shares, so the
 * server's picture is right before anything is measured. Once the interactive chart lies on it, which draws axes and
 * lines, those of its own are for paper only, whose width nobody has measured.
 */
export function PanelGround({ panel, domain }: PlotProps) {
  const scene = panelScene(panel, domain);
  const height = panelHeight(panel);
  return (
    <svg width="100%" height={height} aria-hidden="true">
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
        <line key={label} x2="100%" y1={y} y2={y} stroke={token("grid")} />
      ))}
      <g className="d29-first">
        {scene.grid.map(({ y, label }) => (
          <text key={label} x={-8} y={round(y + 4)} textAnchor="end" fill={token("muted")}>
            {label}
          </text>
        ))}
      </g>
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
      <Stretched height={height} className="d29-first">
        {inPlaces(scene.runs).map(({ place, value: { kind, points } }) => (
          <path
            key={place}
            d={points.map(([f, y], at) => `${at === 0 ? "M" : "L"}${units(f)} ${y}`).join("")}
            fill="none"
            stroke={token("line")}
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeDasharray={kind === "limit" ? LIMIT_DASH : undefined}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </Stretched>
    </svg>
  );
}

interface PlotProps {
  readonly panel: FigurePanel;
  readonly domain: CourseFigure["domain"];
}

/** 1000 units wide whatever it measures; strokes keep their width. */
const UNITS = 1000;
const units = (f: number) => Math.round(f * UNITS * 10) / 10;

function Stretched({
  height,
  className,
  children,
}: {
  readonly height: number;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <svg
      className={classNames("d29-clip", className)}
      width="100%"
      height={height}
      viewBox={`0 0 ${UNITS} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** Marks, values written beside them and the names of the lines. */
export const PanelMarks = memo(function PanelMarks({ panel, domain }: PlotProps) {
  const scene = panelScene(panel, domain);
  const height = panelHeight(panel);
  const at = (shape: Shape) => scene.marks.filter((mark) => mark.shape === shape);
  return (
    <svg width="100%" height={height} aria-hidden="true">
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
      <ManyMarks shape="dot" marks={at("dot")} height={height} />
      <ManyMarks shape="square" marks={at("square")} height={height} />
      {inPlaces(scene.marks.filter(({ shape }) => shape !== "dot" && shape !== "square")).map(
        ({ place, value: { f, y, shape } }) => (
          <use key={place} href={`#d29-${shape}`} x={percent(f)} y={y} />
        ),
      )}
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
});

/**
 * Hundreds of one simple mark as two strokes of one path: a stroke of next to no length is a dot or a square of the
 * stroke's width, at any stretch (of no length at all, a PDF has no square). The sizes are those of the glyphs, outline
 * included.
 */
function ManyMarks({
  shape,
  marks,
  height,
}: {
  readonly shape: "dot" | "square";
  readonly marks: readonly { readonly f: number; readonly y: number }[];
  readonly height: number;
}) {
  if (marks.length === 0) return null;
  const d = marks.map(({ f, y }) => `M${units(f)} ${y}h.01`).join("");
  const stroke = {
    d,
    fill: "none",
    strokeLinecap: shape === "dot" ? ("round" as const) : ("square" as const),
    vectorEffect: "non-scaling-stroke",
  };
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 ${UNITS} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-shape={shape}
    >
      <path {...stroke} stroke={token("line")} strokeWidth={shape === "dot" ? 5.8 : 7.4} />
      {shape === "square" && <path {...stroke} stroke={token("surface")} strokeWidth={4.6} />}
    </svg>
  );
}

export const LINE_DASH = { critical: "6 3", reference: "1.5 3.5" } as const;
/** A segment that ends on a limit, not on a measurement. */
export const LIMIT_DASH = "4 3";
