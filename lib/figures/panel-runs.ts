import type { FigurePoint, FigureRun } from "./course-model";

/**
 * The gap rule. Used values are joined by straight segments, except across
 * - a value that was asked for and is not known (not done, set aside, unconfirmed, words instead of a number),
 * - more than `longestJoin` days without any.
 * A segment that ends on a censored value is a run of kind "limit": its end is a limit, not a measurement.
 * Preliminary, unused and earlier values are neither joined nor do they interrupt.
 */
export function joinedRuns(points: readonly FigurePoint[], longestJoin: number): FigureRun[] {
  const runs: { kind: FigureRun["kind"]; points: { x: number; y: number }[] }[] = [];
  let before: { x: number; y: number; censored: boolean } | null = null;
  let open = false;
  for (const point of points) {
    if (point.state === "ghost" || point.state === "preliminary" || point.state === "not-used") continue;
    if (point.state !== "ok" || point.y === null) {
      before = null;
      continue;
    }
    const here = { x: point.x, y: point.y, censored: point.censored !== null };
    if (!before || here.x - before.x > longestJoin) open = false;
    else {
      const kind = before.censored || here.censored ? "limit" : "values";
      const last = runs.at(-1);
      if (open && last?.kind === kind) last.points.push({ x: here.x, y: here.y });
      else
        runs.push({
          kind,
          points: [
            { x: before.x, y: before.y },
            { x: here.x, y: here.y },
          ],
        });
      open = true;
    }
    before = here;
  }
  return runs;
}

/** What can be seen of the runs: the vertices inside, and one beyond each edge so that the line leaves the picture. */
export function runsWithin(runs: readonly FigureRun[], domain: readonly [number, number]): FigureRun[] {
  return runs
    .map((run) => ({
      kind: run.kind,
      points: run.points.filter((point, index) => {
        const next = run.points[index + 1] ?? point;
        const previous = run.points[index - 1] ?? point;
        return next.x >= domain[0] && previous.x <= domain[1];
      }),
    }))
    .filter((run) => run.points.length > 1);
}

/**
 * From the newest back, a value is written where the last written one is far enough away. Words, and values that lie
 * beyond the scale and are drawn on its edge, are always written: their place does not tell them.
 */
export function withLabels(
  points: readonly FigurePoint[],
  domain: readonly [number, number],
  labelled: boolean,
  scale: readonly [number, number],
): FigurePoint[] {
  const room = (domain[1] - domain[0]) * 0.06;
  let last = Number.POSITIVE_INFINITY;
  const out = points.toReversed().map((point) => {
    const drawn = point.state !== "missing" && point.state !== "set-aside";
    const untold = drawn && (point.y === null || point.y < scale[0] || point.y > scale[1]);
    const wanted = labelled && drawn && point.state !== "ghost" && last - point.x >= room;
    if (!wanted && !untold) return point;
    last = point.x;
    return { ...point, labelled: true };
  });
  return out.reverse();
}
