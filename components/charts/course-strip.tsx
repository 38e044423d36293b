import { LAYOUT } from "@/lib/figures/geometry";
import type { StripScene } from "@/lib/figures/strip-scene";
import { percent, token } from "./course-figure-svg";

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
      {scene.pins.map(({ f, label }) => (
        <div key={f} className="d29-pin" style={{ left: percent(f), top: LAYOUT.strip }}>
          {label}
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
      {scene.pins.map(({ f }) => (
        <div
          key={f}
          className="d29-pin-line"
          style={{ left: percent(f), top: LAYOUT.strip, bottom: LAYOUT.axis }}
        />
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
