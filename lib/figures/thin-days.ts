import type { FigurePoint, FigureRun } from "./course-model";

/** Each day is a stop of the focus line, a row of the table and marks in every panel: more are not told apart. */
export const MOST_DAYS = 1000;
/** Stretches a line is thinned by: finer than the pixels of any screen's plot would be drawn twice. */
export const LINE_BUCKETS = 800;
/** Coarser than this a stretch is a week of a year's picture. */
const FEWEST_BUCKETS = 16;

type Domain = readonly [number, number];

/**
 * The days to keep, null where all fit. The picture is cut into equal stretches; of every panel and every kind of value
 * (flag, state, censored) a stretch keeps its first, last, lowest and highest, and a day that is kept is kept whole.
 */
export function daysToKeep(
  panels: readonly (readonly FigurePoint[])[],
  domain: Domain,
  most = MOST_DAYS,
): ReadonlySet<number> | null {
  const all = new Set(panels.flatMap((points) => points.map(({ x }) => Math.floor(x))));
  if (all.size <= most) return null;
  for (let buckets = most; ; buckets = Math.floor(buckets / 2)) {
    const kept = new Set(panels.flatMap((points) => telling(points, domain, buckets)));
    if (kept.size <= most || buckets <= FEWEST_BUCKETS) return kept;
  }
}

function telling(points: readonly FigurePoint[], domain: Domain, buckets: number): number[] {
  const kinds = new Map<string, FigurePoint[]>();
  for (const point of points) {
    const kind = `${bucketOf(point.x, domain, buckets)} ${point.state} ${point.flag} ${point.censored}`;
    const found = kinds.get(kind);
    if (found) found.push(point);
    else kinds.set(kind, [point]);
  }
  return [...kinds.values()].flatMap((found) =>
    [...ends(found.map(({ y }) => y ?? 0))].map((at) => Math.floor(found[at]?.x ?? 0)),
  );
}

/** A line with the first, last, lowest and highest vertex of every stretch: drawn it is the same line. */
export function thinnedRun(run: FigureRun, domain: Domain, buckets = LINE_BUCKETS): FigureRun {
  if (run.points.length <= buckets) return run;
  const kept: { x: number; y: number }[] = [];
  for (let from = 0; from < run.points.length; ) {
    const bucket = bucketOf(run.points[from]?.x ?? 0, domain, buckets);
    let to = from + 1;
    while (to < run.points.length && bucketOf(run.points[to]?.x ?? 0, domain, buckets) === bucket) to++;
    const stretch = run.points.slice(from, to);
    const ordered = [...ends(stretch.map(({ y }) => y))].sort((a, b) => a - b);
    kept.push(...ordered.flatMap((at) => stretch[at] ?? []));
    from = to;
  }
  return { kind: run.kind, points: kept };
}

function bucketOf(x: number, domain: Domain, buckets: number): number {
  return Math.floor(((x - domain[0]) / (domain[1] - domain[0])) * buckets);
}

/** Places of the first, the last, the lowest and the highest. */
function ends(values: readonly number[]): Set<number> {
  let low = 0;
  let high = 0;
  values.forEach((value, at) => {
    if (value < (values[low] ?? 0)) low = at;
    if (value > (values[high] ?? 0)) high = at;
  });
  return new Set([0, low, high, values.length - 1]);
}
