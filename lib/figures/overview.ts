import type { CourseBar, FigureOverview, FigurePoint, FigureRun } from "./course-model";
import type { PanelStyle } from "./panel-catalogue";
import { joinedRuns } from "./panel-runs";
import { chooseScale, panelScale } from "./panel-scale";
import { thinnedRun } from "./thin-days";

/** The strip is drawn some 200 px tall and wide: finer vertices are not seen. */
const BUCKETS = 200;

/** The whole course in small: one line on its own scale, 0 at the foot and 1 at the top, over the courses. */
export function figureOverview(
  domain: readonly [number, number],
  courses: readonly CourseBar[],
  leading: { readonly style: PanelStyle; readonly all: readonly FigurePoint[] } | undefined,
): FigureOverview {
  if (leading === undefined) return { domain, courses, label: "", runs: [] };
  const { style, all: points } = leading;
  const used = points.filter(({ state }) => state === "ok");
  const chosen = chooseScale(
    style.scale,
    style.span,
    used.flatMap(({ y }) => y ?? []),
  );
  const scale = panelScale(chosen).range([0, 1]);
  const small = (run: FigureRun): FigureRun => ({
    kind: run.kind,
    points: thinnedRun(run, domain, BUCKETS).points.map(({ x, y }) => ({
      x,
      y: Math.round(scale(y) * 1000) / 1000,
    })),
  });
  return { domain, courses, label: style.label, runs: joinedRuns(used, style.longestJoin).map(small) };
}
