import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { daysBetween } from "@/lib/display";
import { AXIS_MODES, type AxisMode, type RangePreset } from "@/lib/figures/course-model";
import { type ChosenRange, rangeText, readRange } from "@/lib/figures/range-text";

export type WantedScale = "linear" | "log";

/** What of the patient page stands in its address: how the time axis is lettered, which stretch, how much of the flowsheet. */
export interface CourseView {
  readonly axis: AxisMode;
  /** Null: none was chosen, and the newest result decides. */
  readonly range: ChosenRange | null;
  /** The charted analytes; null: those a course opens with. */
  readonly panels: readonly AnalyteCode[] | null;
  /** Where it is not the scale the analyte is usually drawn on. */
  readonly scales: Readonly<Partial<Record<AnalyteCode, WantedScale>>>;
  /** Analytes no verdict reads are shown too. */
  readonly allRows: boolean;
  /** The moment the page is replayed as of, as the address has it; null: now. */
  readonly asOf: string | null;
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const DEFAULT: CourseView = {
  axis: "treatment-day",
  range: null,
  panels: null,
  scales: {},
  allRows: false,
  asOf: null,
};

/** More panels than this are no picture any more. */
export const MOST_PANELS = 12;

const isAnalyte = (code: string): code is AnalyteCode => Object.hasOwn(ANALYTES, code);
const first = (value: string | string[] | undefined) => [value].flat()[0] ?? "";

/** Reads a link leniently: what is not understood falls back to the default. */
export function readCourseView(params: SearchParams): CourseView {
  return {
    axis: AXIS_MODES.find((mode) => mode === params.axis) ?? DEFAULT.axis,
    range: typeof params.range === "string" ? readRange(params.range) : DEFAULT.range,
    panels: readPanels(first(params.panels)),
    scales: readScales(first(params.scales)),
    allRows: params.rows === "all",
    // Whether it is a moment is for the server to say: only it knows the clock of the site.
    asOf: [params.asOf].flat()[0] ?? null,
  };
}

/** "MARROW_BLAST.WBC": a point needs no escape in an address. */
function readPanels(text: string): readonly AnalyteCode[] | null {
  const codes = [...new Set(text.split(".").filter(isAnalyte))].slice(0, MOST_PANELS);
  return codes.length === 0 ? null : codes;
}

/** "WBC-linear.PLT-log" */
function readScales(text: string): CourseView["scales"] {
  const pairs = text.split(".").flatMap((part): [AnalyteCode, WantedScale][] => {
    const [code = "", scale] = part.split("-");
    return isAnalyte(code) && (scale === "linear" || scale === "log") ? [[code, scale]] : [];
  });
  return Object.fromEntries(pairs);
}

export function courseHref(patientId: string, view: CourseView, change: Partial<CourseView>): string {
  const next = { ...view, ...change };
  const query = new URLSearchParams();
  if (next.asOf !== null) query.set("asOf", next.asOf);
  if (next.axis !== DEFAULT.axis) query.set("axis", next.axis);
  if (next.range !== null) query.set("range", rangeText(next.range));
  if (next.panels !== null) query.set("panels", next.panels.join("."));
  const scales = Object.entries(next.scales).map((pair) => pair.join("-"));
  if (scales.length > 0) query.set("scales", scales.join("."));
  if (next.allRows) query.set("rows", "all");
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
