import "./chart-colors.css";
import { type SparklineInput, sparklineScene } from "@/lib/figures/sparkline";

/** The shape of a course beside its values; the values themselves are in the row, so it is hidden from readers. */
export function Sparkline({
  days,
  values,
  low,
  high,
  width = 68,
  height = 22,
}: SparklineInput & { readonly width?: number; readonly height?: number }) {
  const scene = sparklineScene({ days, values, low, high }, width, height);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {scene?.band && (
        <rect x={0} y={scene.band.y} width={width} height={scene.band.height} fill="var(--d29-band)" />
      )}
      {scene && (
        <path d={scene.path} fill="none" stroke="var(--d29-line)" strokeWidth={1.25} strokeLinejoin="round" />
      )}
      {scene?.last && <circle cx={scene.last.x} cy={scene.last.y} r={1.8} fill="var(--d29-line)" />}
    </svg>
  );
}
