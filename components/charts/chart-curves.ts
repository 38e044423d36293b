import type { CourseFigure, FigurePanel, FigureRun } from "@/lib/figures/course-model";
import { panelHeight } from "@/lib/figures/geometry";
import { panelScene } from "@/lib/figures/panel-scene";

/** In pixels from the left edge of the plot and the top of the first panel; without y the line breaks. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number | null;
}

export interface PanelCurves {
  readonly panel: FigurePanel;
  readonly top: number;
  readonly curves: Readonly<Record<FigureRun["kind"], readonly CurvePoint[]>>;
}

/**
 * Where the panels and their lines lie, one under the other; `head` is the height of the row of names above each plot.
 * The runs of one kind follow each other with an empty point between any two.
 */
export function panelCurves(
  { panels, domain }: Pick<CourseFigure, "panels" | "domain">,
  { plotWidth, head }: { readonly plotWidth: number; readonly head: number },
): { readonly placed: PanelCurves[]; readonly height: number } {
  let height = 0;
  const placed = panels.map((panel): PanelCurves => {
    const top = height + head;
    height = top + panelHeight(panel);
    const { runs } = panelScene(panel, domain);
    const of = (kind: FigureRun["kind"]) =>
      runs
        .filter((run) => run.kind === kind)
        .flatMap(({ points }): CurvePoint[] => [
          ...points.map(([f, y]) => ({ x: f * plotWidth, y: top + y })),
          { x: 0, y: null },
        ]);
    return { panel, top, curves: { values: of("values"), limit: of("limit") } };
  });
  return { placed, height };
}
