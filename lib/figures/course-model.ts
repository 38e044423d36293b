import type { LocalDate } from "../branded";
import type { AnalyteCode } from "../clinical/analytes";
import type { Assessment, Flag, IntervalUsed, JudgedReport } from "../clinical/assessment";
import type { Policy } from "../clinical/policy";
import type { PatientRecord, Specimen, SupportKind } from "../clinical/record";
import type { ProcedureKind } from "../clinical/whole-record/record-entries";

/** How the one time axis is lettered; neither day count has a day 0. */
export const AXIS_MODES = ["date", "treatment-day", "course-day"] as const;
export type AxisMode = (typeof AXIS_MODES)[number];

/** All are anchored to the data: "14d" are the days up to the last result, never up to today. */
export const RANGE_PRESETS = ["14d", "30d", "induction", "course", "1y", "all"] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** Both days are inside. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Elapsed days from x = 0, both inside: a stretch that tells no date. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The interval of the patient's age, sex and site on a date, without any report; null where there is none.
 * An interval a laboratory sent with its result goes before it.
 */
export type IntervalsFor = (analyte: AnalyteCode, date: LocalDate) => IntervalUsed | null;

export interface CourseFigureInput {
  readonly record: PatientRecord;
  /** The newest version of every report known as of the assessment's moment. */
  readonly reports: readonly JudgedReport[];
  /** Earlier versions of those reports: drawn as ghosts where a value was corrected. */
  readonly superseded?: readonly JudgedReport[];
  /** Marrows, lumbar punctures and images that were done; left out: none is drawn. */
  readonly procedures?: readonly { readonly kind: ProcedureKind; readonly on: string }[];
  /** Lines a clinician pinned to a day; free text, never in a de-identified figure. */
  readonly annotations?: readonly { readonly on: string; readonly text: string }[];
  readonly assessment: Assessment;
  /** The policy the assessment was made with: its limits are drawn. */
  readonly policy: Policy;
  /** Left out: the patient's own, the site's and the default table, as the verdict reads them. */
  readonly intervalsFor?: IntervalsFor;
}

export interface CourseFigureOptions {
  readonly axis?: AxisMode;
  readonly range?: DateRange | DayRange | RangePreset;
  readonly panels?: readonly AnalyteCode[];
  readonly scales?: Partial<Record<AnalyteCode, "linear" | "log">>;
  /** No calendar date, protocol name, report id or free text enters the model. */
  readonly deidentified?: boolean;
}

/** Everything a drawing of the course needs and nothing it has to decide; survives JSON unchanged. */
export interface CourseFigure {
  readonly deidentified: boolean;
  readonly axis: AxisMode;
  /** The calendar date of x = 0, the first day of treatment (of the record where there is none). Null when de-identified. */
  readonly origin: LocalDate | null;
  readonly originIs: "treatment" | "first-result";
  /** "Day of treatment", "Date, 2026". */
  readonly axisTitle: string;
  /** Days from the origin; the hour of a collection is the fraction. */
  readonly domain: readonly [number, number];
  readonly ticks: readonly AxisTick[];
  readonly windows: readonly WindowBand[];
  readonly strip: TreatmentStrip;
  readonly annotations: readonly FigureAnnotation[];
  /** The whole course in small, where the stretch shown is chosen. */
  readonly overview: FigureOverview;
  /** Analytes of this record that are not charted and could be. */
  readonly offered: readonly { readonly analyte: AnalyteCode; readonly label: string }[];
  readonly panels: readonly FigurePanel[];
  readonly stops: readonly FigureStop[];
  /** Days with results in this stretch, where more than can be told apart; null where every one is shown. */
  readonly thinned: { readonly shown: number; readonly of: number } | null;
  /** Whose interval is shaded, as the legend says it. */
  readonly population: string;
  /** One paragraph, to be read aloud or pasted into a note. */
  readonly summary: string;
  /** Why nothing is drawn; null where something is. */
  readonly empty: string | null;
}

export interface AxisTick {
  readonly x: number;
  readonly label: string;
  /** Left out where there is little room. */
  readonly minor: boolean;
}

/** x0 is the start of the first day, x1 the end of the last. */
export interface WindowBand {
  readonly x0: number;
  readonly x1: number;
  readonly label: string;
}

export interface TreatmentStrip {
  readonly courses: readonly CourseBar[];
  readonly support: readonly SupportTick[];
}

export interface CourseBar {
  readonly x0: number;
  readonly x1: number;
  readonly label: string;
  readonly part: "induction" | "post-remission";
  /** No end is recorded: drawn to the next course or the end of the record. */
  readonly ongoing: boolean;
}

/** What the strip has a letter for. */
export type TickKind = SupportKind | "marrow" | "lumbar-puncture" | "imaging";

/** All support and procedures of one day: "R", "P", "RP", "G", "ML". */
export interface SupportTick {
  readonly x: number;
  readonly letters: string;
  readonly kinds: readonly TickKind[];
}

/** Numbered by their days, over the whole course: a number means the same line in every stretch. */
export interface FigureAnnotation {
  readonly x: number;
  readonly number: number;
  readonly text: string;
  /** As a stop of the focus line is named. */
  readonly when: string;
}

export interface FigureOverview {
  readonly domain: readonly [number, number];
  readonly courses: readonly CourseBar[];
  /** What is drawn in it: "WBC". */
  readonly label: string;
  /** x in days; y is 0 at the foot of the strip and 1 at its top. */
  readonly runs: readonly FigureRun[];
}

export type PanelScale = "linear" | "log" | "symlog";

export interface FigurePanel {
  readonly analyte: AnalyteCode;
  readonly label: string;
  /** As printed: "×10⁹/L". */
  readonly unit: string;
  readonly specimen: Specimen;
  readonly scale: PanelScale;
  /** d3's constant of the symlog; null for any other scale. */
  readonly symlogConstant: number | null;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly bands: readonly IntervalBand[];
  readonly lines: readonly ReferenceMark[];
  readonly runs: readonly FigureRun[];
  /** In time order, earlier versions first. */
  readonly points: readonly FigurePoint[];
  readonly latest: FigurePoint | null;
}

/** The interval in force from x0 to x1, cut at the edges of the panel. */
export interface IntervalBand {
  readonly x0: number;
  readonly x1: number;
  readonly low: number;
  readonly high: number;
  /** The limits themselves; null where that side is open. */
  readonly interval: { readonly low: number | null; readonly high: number | null };
}

export interface ReferenceMark {
  readonly y: number;
  readonly label: string;
  readonly kind: "critical" | "reference";
}

/** One unbroken stretch: "limit" where it touches a censored value, whose place on the scale is only a limit. */
export interface FigureRun {
  readonly kind: "values" | "limit";
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/**
 * ok           judged and used
 * unconfirmed  beyond a soft limit and nobody confirmed it: drawn, not joined
 * set-aside    refused or from the wrong specimen: a cross on the floor of the panel
 * preliminary  shown, not used
 * not-used     shown, not used (duplicate, inadequate marrow)
 * ghost        an earlier version's value, since corrected
 * missing      no value was given: nothing is drawn and the line breaks
 */
export type PointState =
  | "ok"
  | "unconfirmed"
  | "set-aside"
  | "preliminary"
  | "not-used"
  | "ghost"
  | "missing";

export interface FigurePoint {
  readonly x: number;
  /** In the canonical unit; null where there is no number to place. */
  readonly y: number | null;
  /** As recorded, with its own unit where that is not the panel's. */
  readonly text: string;
  readonly flag: Flag | null;
  readonly censored: "below" | "above" | null;
  readonly state: PointState;
  readonly derived: boolean;
  /** The value is written beside the point. */
  readonly labelled: boolean;
  /** Null when de-identified. */
  readonly reportId: string | null;
  readonly version: number;
}

/** One calendar day with results: what the focus line stops at. */
export interface FigureStop {
  readonly x: number;
  /** "31-Mar-2026 · Day 30", or "Day 30". */
  readonly label: string;
  /** Per panel, in their order: places in its `points`. */
  readonly points: readonly (readonly number[])[];
  /** Places in the figure's annotations. */
  readonly annotations: readonly number[];
}
