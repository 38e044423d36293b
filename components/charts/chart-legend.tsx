import type { CourseFigure } from "@/lib/figures/course-model";
import { figureLegend, GLYPHS } from "@/lib/figures/point-shape";
import { supportLegend } from "@/lib/figures/treatment-strip";

/** Only what occurs in this figure. */
export function ChartLegend({ figure }: { readonly figure: CourseFigure }) {
  return (
    <div className="d29-legend">
      {figure.panels.some(({ bands }) => bands.length > 0) && (
        <span>
          <i className="d29-swatch" aria-hidden="true" />
          {figure.population}
        </span>
      )}
      {figureLegend(figure).map((shape) => (
        <span key={shape}>
          <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
            <use href={`#d29-${shape}`} />
          </svg>
          {GLYPHS[shape].meaning}
        </span>
      ))}
      {supportLegend(figure).map(({ letter, words, kind }) => (
        <span key={letter}>
          <b style={{ color: `var(--d29-${kind})` }}>{letter}</b>
          {words}
        </span>
      ))}
    </div>
  );
}
