import { ANALYTES, type AnalyteCode } from "../clinical/analytes";
import { dateOfDayNumber, dayNumber } from "../clinical/calendar";
import { intervalFinder, shownInterval } from "../clinical/reference-intervals";
import type { AxisFrame } from "./axis-ticks";
import { axisTicks, stopLabel } from "./axis-ticks";
import type {
  AxisMode,
  CourseFigure,
  CourseFigureInput,
  CourseFigureOptions,
  FigurePanel,
  FigurePoint,
  IntervalsFor,
} from "./course-model";
import { figureAnnotations } from "./figure-annotations";
import { anchors, figureRange, resultDays, wholeRange } from "./figure-range";
import { figureSummary } from "./figure-summary";
import { figureStops } from "./figure-table";
import { figureOverview } from "./overview";
import { bandsOf, intervalSteps } from "./panel-bands";
import { DEFAULT_PANELS, type PanelStyle, panelStyle } from "./panel-catalogue";
import { analytePoints, presentReports } from "./panel-points";
import { joinedRuns, runsWithin, withLabels } from "./panel-runs";
import { chooseScale } from "./panel-scale";
import { daysToKeep, thinnedRun } from "./thin-days";
import { marrowWindows, treatmentStrip } from "./treatment-strip";

/** Decides everything about the picture of a course; drawings only place what they find here. */
export function courseFigure(input: CourseFigureInput, options: CourseFigureOptions = {}): CourseFigure {
  const { record, assessment } = input;
  const deidentified = options.deidentified ?? false;
  const mode = axisMode(options.axis ?? "treatment-day", deidentified);
  const reports = presentReports(input.reports);
  const measured = new Set(reports.flatMap(({ results }) => results.map(({ analyte }) => analyte)));
  const charted = options.panels ?? DEFAULT_PANELS;
  // Those every course opens with anchor it: taking a panel away must not move day one.
  const anchoring = new Set<AnalyteCode>([...DEFAULT_PANELS, ...charted]);
  const relevant = reports.filter(({ results }) => results.some(({ analyte }) => anchoring.has(analyte)));
  const at = anchors(record, assessment, resultDays(relevant));
  const [from, to] = figureRange(options.range ?? "induction", at, input);
  const inDays = (ends: readonly [number, number]) => [ends[0] - at.origin, ends[1] - at.origin] as const;
  const frame: AxisFrame = {
    mode,
    origin: at.origin,
    starts: record.courses.map((course) => dayNumber(course.start) - at.origin).sort((a, b) => a - b),
    domain: inDays([from, to]),
  };
  const drawn = charted.map((analyte) =>
    figurePanel(analyte, { ...input, reports }, options, frame, deidentified),
  );
  const knownUntil = Math.max(dayNumber(assessment.asOf.date), Math.floor(at.lastResult ?? 0)) + 1;
  const stripOver = (domain: readonly [number, number]) =>
    treatmentStrip(input, { origin: at.origin, domain, knownUntil, deidentified });
  const show = { date: !deidentified, day: at.originIs === "treatment" };
  const label = (x: number) => stopLabel(x, frame, show);
  const axisTitle = axisTitleOf(frame, at.originIs);
  const whole = inDays(wholeRange(at, input));
  const leading = drawn.find(({ panel }) => panel.specimen === "blood") ?? drawn[0];
  const shown = {
    strip: stripOver(frame.domain),
    annotations: figureAnnotations(deidentified ? [] : (input.annotations ?? []), frame, label),
    windows: marrowWindows(assessment, at.origin, frame.domain),
    empty: emptyReason(drawn, relevant.length > 0),
  };
  const every = drawn.map(({ panel }) => panel);
  const thin = thinned(every, frame.domain);
  return {
    ...shown,
    ...thin,
    deidentified,
    population: populationOf(record.patient.sex),
    axis: mode,
    axisTitle,
    origin: deidentified ? null : dateOfDayNumber(at.origin),
    originIs: at.originIs,
    domain: frame.domain,
    ticks: axisTicks(frame),
    overview: figureOverview(whole, stripOver(whole).courses, leading),
    offered: [...measured]
      .filter((analyte) => !charted.includes(analyte))
      .map((analyte) => ({ analyte, label: ANALYTES[analyte].label }))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
    stops: figureStops(thin.panels, shown.annotations, label),
    summary: figureSummary({ ...shown, panels: every }, assessment, axisTitle, (x) => spoken(label(x))),
  };
}

/** "31-Mar-2026 · Day 30" in running text. */
function spoken(label: string): string {
  const [date = "", day] = label.split(" · ");
  return day === undefined ? date : `${date} (${day})`;
}

/** A calendar axis would give the dates away. */
function axisMode(wanted: AxisMode, deidentified: boolean): AxisMode {
  return deidentified && wanted === "date" ? "treatment-day" : wanted;
}

function axisTitleOf(frame: AxisFrame, originIs: CourseFigure["originIs"]): string {
  if (frame.mode === "date") {
    const [first, last] = frame.domain.map((x) => dateOfDayNumber(frame.origin + Math.floor(x)).slice(0, 4));
    return first === last ? `Date, ${first}` : `Date, ${first}–${last}`;
  }
  if (originIs === "first-result") return "Day since the first result";
  return frame.mode === "course-day" ? "Day of course" : "Day of treatment";
}

function emptyReason(drawn: readonly DrawnPanel[], anyResult: boolean): string | null {
  if (drawn.length === 0) return "No panel is chosen.";
  if (drawn.some(({ panel }) => panel.points.length > 0)) return null;
  return anyResult ? "No results in this range." : "No results yet.";
}

/** The laboratory's own goes before it; which one judged a value is said with the value. */
function populationOf(sex: CourseFigureInput["record"]["patient"]["sex"]): string {
  const whom =
    sex === "female" || sex === "male" ? `${sex}, of the age on each date` : "of the age on each date";
  return `reference interval: ${whom}, or the laboratory's own`;
}

/** More days than can be told apart are thinned, in every panel alike; the lines keep their shape. */
function thinned(panels: readonly FigurePanel[], domain: CourseFigure["domain"]) {
  const days = daysToKeep(
    panels.map(({ points }) => points),
    domain,
  );
  if (days === null) return { panels, thinned: null };
  const of = new Set(panels.flatMap(({ points }) => points.map(({ x }) => Math.floor(x)))).size;
  const kept = panels.map((panel) => ({
    ...panel,
    points: panel.points.filter(({ x }) => days.has(Math.floor(x))),
    runs: panel.runs.map((run) => thinnedRun(run, domain)),
  }));
  return { panels: kept, thinned: { shown: days.size, of } };
}

interface DrawnPanel {
  readonly panel: FigurePanel;
  readonly style: PanelStyle;
  /** In every stretch, not only the one shown. */
  readonly all: readonly FigurePoint[];
}

function figurePanel(
  analyte: AnalyteCode,
  input: CourseFigureInput,
  options: CourseFigureOptions,
  frame: AxisFrame,
  deidentified: boolean,
): DrawnPanel {
  const { domain, origin } = frame;
  const all = analytePoints(analyte, input.reports, input.superseded ?? [], origin, deidentified);
  const intervalsFor = input.intervalsFor ?? tableIntervals(input);
  const style = panelStyle(analyte, input.policy);
  const inside = all.filter((point) => point.x >= domain[0] && point.x <= domain[1]);
  const steps = intervalSteps(analyte, input.reports, intervalsFor, origin, domain, style.target);
  const held = [
    ...inside.filter(setsScale).flatMap((point) => point.y ?? []),
    ...steps.flatMap((step) => [step.low ?? [], step.high ?? []].flat()).filter((limit) => limit > 0),
  ];
  const chosen = chooseScale(options.scales?.[analyte] ?? style.scale, style.span, held);
  const points = withLabels(inside, domain, style.labelled, chosen.domain);
  const panel: FigurePanel = {
    ...chosen,
    analyte,
    label: style.label,
    unit: style.unit,
    specimen: style.specimen,
    bands: bandsOf(steps, chosen.domain),
    lines: style.lines,
    runs: runsWithin(joinedRuns(all, style.longestJoin), domain),
    points,
    latest: points.findLast(isKnown) ?? null,
  };
  return { panel, style, all };
}

function tableIntervals({ record, policy }: CourseFigureInput): IntervalsFor {
  const find = intervalFinder(record.patient, policy);
  return (analyte, date) => shownInterval(find(analyte, date, null));
}

/** A typing error since corrected, or a value nobody confirmed, must not flatten the rest of the course. */
function setsScale(point: FigurePoint): boolean {
  return point.state === "ok" || point.state === "preliminary";
}

function isKnown(point: FigurePoint): boolean {
  return point.state === "ok";
}
