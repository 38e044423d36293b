import { scaleLinear } from "d3-scale";

/** A few values with the interval of the newest; days in any unit of one length. */
export interface SparklineInput {
  readonly days: readonly number[];
  readonly values: readonly (number | null)[];
  readonly low: number | null;
  readonly high: number | null;
}

export interface SparklineScene {
  /** Move-to and line-to only; a missing value breaks it. */
  readonly path: string;
  readonly band: { readonly y: number; readonly height: number } | null;
  readonly last: { readonly x: number; readonly y: number } | null;
}

/** Free space for the last dot and the width of the stroke. */
const INSET = 2.5;

/** Null where there is nothing to draw. A single value is a dot. */
export function sparklineScene(input: SparklineInput, width: number, height: number): SparklineScene | null {
  const points = input.values.map((value, index) => ({ day: input.days[index] ?? index, value }));
  const numbers = points.flatMap(({ value }) => (value === null || !Number.isFinite(value) ? [] : [value]));
  if (numbers.length === 0) return null;
  const held = [...numbers, ...[input.low ?? [], input.high ?? []].flat()];
  const x = scaleLinear()
    .domain(stretch(points.map(({ day }) => day)))
    .range([INSET, width - INSET]);
  const y = scaleLinear()
    .domain(stretch(held))
    .range([height - INSET, INSET])
    .clamp(true);
  let pen = "M";
  let path = "";
  let last: SparklineScene["last"] = null;
  for (const { day, value } of points) {
    if (value === null || !Number.isFinite(value)) {
      pen = "M";
      continue;
    }
    last = { x: round(x(day)), y: round(y(value)) };
    path += `${pen}${last.x} ${last.y}`;
    pen = "L";
  }
  const open = input.low === null && input.high === null;
  const top = input.high === null ? 0 : y(input.high);
  const bottom = input.low === null ? height : y(input.low);
  return { path, last, band: open ? null : { y: round(top), height: round(Math.max(bottom - top, 0)) } };
}

/** One value, or several equal ones, lie in the middle. */
function stretch(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 1, high + 1] : [low, high];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
