import type { AnalyteCode } from "../clinical/analytes";
import type { JudgedReport, JudgedResult } from "../clinical/assessment";
import { parseMeasurement } from "../clinical/measurement";
import { showValue } from "../display";
import type { FigurePoint, PointState } from "./course-model";
import { collectedDay } from "./day-axis";

const LEFT_OUT = new Set(["entered-in-error", "cancelled"]);

/** Reports that exist: withdrawn and cancelled ones count as absent everywhere (policy §4). */
export function presentReports(reports: readonly JudgedReport[]): JudgedReport[] {
  return reports
    .filter(({ report }) => !LEFT_OUT.has(report.status))
    .sort(
      (a, b) =>
        collectedDay(a.report.collected) - collectedDay(b.report.collected) ||
        a.report.receivedAt - b.report.receivedAt,
    );
}

/** Every value of one analyte in time order, x in days from the origin; two at the same time stay two. */
export function analytePoints(
  analyte: AnalyteCode,
  reports: readonly JudgedReport[],
  superseded: readonly JudgedReport[],
  origin: number,
  deidentified: boolean,
): FigurePoint[] {
  const points: FigurePoint[] = [];
  const newest = new Map(reports.map((judged) => [judged.report.reportId, judged]));
  const add = (judged: JudgedReport, result: JudgedResult, state: PointState) =>
    points.push(pointOf(judged, result, state, origin, deidentified));
  for (const judged of superseded) {
    const now = newest.get(judged.report.reportId);
    if (!now || now.report.version === judged.report.version) continue;
    for (const result of judged.results) {
      if (result.analyte === analyte && result.value !== null && wasCorrected(judged, result, now)) {
        add(judged, result, "ghost");
      }
    }
  }
  for (const judged of reports) {
    for (const result of judged.results) {
      if (result.analyte === analyte) add(judged, result, stateOf(judged, result));
    }
  }
  return points.sort((a, b) => a.x - b.x);
}

function wasCorrected(before: JudgedReport, result: JudgedResult, now: JudgedReport): boolean {
  const kept = now.results.find((each) => each.analyte === result.analyte);
  const moved = collectedDay(before.report.collected) !== collectedDay(now.report.collected);
  return moved || kept?.text !== result.text || kept.unit !== result.unit;
}

export function stateOf(judged: JudgedReport, result: JudgedResult): PointState {
  if (result.state === "missing") return "missing";
  if (result.state === "set-aside" || result.state === "mismatch") return "set-aside";
  if (judged.report.status === "preliminary") return "preliminary";
  if (result.state === "unconfirmed") return "unconfirmed";
  return judged.usable ? "ok" : "not-used";
}

function pointOf(
  judged: JudgedReport,
  result: JudgedResult,
  state: PointState,
  origin: number,
  deidentified: boolean,
): FigurePoint {
  const placed = state !== "missing" && state !== "set-aside" && result.state !== "set-aside";
  return {
    // To the tenth of a minute: the float tail of a subtraction is not a time.
    x: Math.round((collectedDay(judged.report.collected) - origin) * 14_400) / 14_400,
    y: placed ? result.value : null,
    text: shownText(result, deidentified),
    flag: result.flag,
    censored: result.comparator === null ? null : result.comparator.startsWith("<") ? "below" : "above",
    state,
    derived: result.derived,
    labelled: false,
    reportId: deidentified ? null : judged.report.reportId,
    version: judged.report.version,
  };
}

/** As the screen shows it; de-identified, words are replaced by what they meant, since somebody typed them. */
export function shownText(result: JudgedResult, deidentified: boolean): string {
  if (!deidentified || result.value !== null) return showValue(result);
  const said = parseMeasurement(result.text);
  return said.kind === "range" || said.kind === "number" || said.kind === "censored"
    ? result.text.trim()
    : PLAIN_WORDS[said.kind];
}

const PLAIN_WORDS = {
  missing: "no value",
  seen: "seen",
  "not-detected": "not detected",
  unreadable: "unreadable",
} as const;
