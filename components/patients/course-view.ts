import { daysBetween } from "@/lib/display";
import { AXIS_MODES, type AxisMode, RANGE_PRESETS, type RangePreset } from "@/lib/figures/course-model";

/** What of the patient page stands in its address: how the time axis is lettered, which stretch, how much of the flowsheet. */
export interface CourseView {
  readonly axis: AxisMode;
  /** Null: none was chosen, and the newest result decides. */
  readonly range: RangePreset | null;
  /** Analytes no verdict reads are shown too. */
  readonly allRows: boolean;
  /** Reports older than the newest stretch are shown too. */
  readonly allColumns: boolean;
  /** The moment the page is replayed as of, as the address has it; null: now. */
  readonly asOf: string | null;
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const DEFAULT: CourseView = {
  axis: "treatment-day",
  range: null,
  allRows: false,
  allColumns: false,
  asOf: null,
};

/** Reads a link leniently: what is not understood falls back to the default. */
export function readCourseView(params: SearchParams): CourseView {
  return {
    axis: AXIS_MODES.find((mode) => mode === params.axis) ?? DEFAULT.axis,
    range: RANGE_PRESETS.find((preset) => preset === params.range) ?? DEFAULT.range,
    allRows: params.rows === "all",
    allColumns: params.columns === "all",
    // Whether it is a moment is for the server to say: only it knows the clock of the site.
    asOf: [params.asOf].flat()[0] ?? null,
  };
}

export function courseHref(patientId: string, view: CourseView, change: Partial<CourseView>): string {
  const next = { ...view, ...change };
  const query = new URLSearchParams();
  if (next.asOf !== null) query.set("asOf", next.asOf);
  if (next.axis !== DEFAULT.axis) query.set("axis", next.axis);
  if (next.range !== null) query.set("range", next.range);
  if (next.allRows) query.set("rows", "all");
  if (next.allColumns) query.set("columns", "all");
  const text = query.toString();
  return `/patients/${patientId}${text === "" ? "" : `?${text}`}`;
}

/** Days after the window closes that the induction picture still shows. */
const AFTER_WINDOW = 14;

/**
 * The stretch a course opens with: the induction while it holds the newest result, everything after that, so that a
 * late relapse is in sight at once.
 */
export function openingRange(windowCloses: string | null, collectedOn: readonly string[]): RangePreset {
  if (windowCloses === null) return "all";
  return collectedOn.every((date) => daysBetween(windowCloses, date) <= AFTER_WINDOW) ? "induction" : "all";
}

/** Where each choice of the chart's controls leads. */
export function courseLinks(patientId: string, view: CourseView) {
  const every = <Value extends string>(values: readonly Value[], href: (value: Value) => string) =>
    Object.fromEntries(values.map((value) => [value, href(value)])) as Record<Value, string>;
  return {
    axis: every(AXIS_MODES, (axis) => courseHref(patientId, view, { axis })),
    range: every(RANGE_PRESETS, (range) => courseHref(patientId, view, { range })),
  };
}
