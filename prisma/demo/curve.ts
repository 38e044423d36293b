/** A day since the start of induction and the value reached on it. */
export type Point = readonly [day: number, value: number];

/**
 * A line through points, flat beyond its ends. Between two positive values it is straight on a log scale, as cells
 * grow and die; next to a zero it is straight.
 */
export function valueOn(points: readonly Point[], day: number): number {
  const after = points.findIndex(([at]) => at >= day);
  const next = points[after < 0 ? points.length - 1 : after];
  if (next === undefined) throw new Error("A curve needs at least one point.");
  const before = after > 0 ? points[after - 1] : undefined;
  if (after < 0 || before === undefined) return next[1];
  const share = (day - before[0]) / (next[0] - before[0]);
  if (before[1] > 0 && next[1] > 0) return before[1] * (next[1] / before[1]) ** share;
  return before[1] + (next[1] - before[1]) * share;
}

/** The same line up to where the new points begin, then through them. */
export function continued(points: readonly Point[], more: readonly Point[]): readonly Point[] {
  const from = more[0]?.[0] ?? Infinity;
  return [...points.filter(([day]) => day < from), ...more];
}
