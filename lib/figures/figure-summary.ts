import type { Assessment } from "../clinical/assessment";
import { showInterval, showMilestone, showRemission } from "../display";
import type { CourseFigure, FigurePanel, FigurePoint } from "./course-model";
import { flagMark } from "./figure-words";

/** More values of one kind than this are told as lowest and latest. */
const MOST_LISTED = 8;

type Shown = Pick<CourseFigure, "panels" | "strip" | "windows" | "annotations" | "empty">;

/** The figure in one paragraph of words; every number in it is one the figure shows. */
export function figureSummary(
  figure: Shown,
  assessment: Assessment,
  axisTitle: string,
  when: (x: number) => string,
): string {
  const verdicts =
    `Remission criterion: ${showRemission(assessment.remission.verdict).word.toLowerCase()}. ` +
    `4–5 week milestone: ${showMilestone(assessment.milestone.state).word.toLowerCase()} ` +
    `(policy ${assessment.policy.id} ${assessment.policy.version}).`;
  if (figure.empty) return `${figure.empty} ${verdicts}`;
  const courses = figure.strip.courses.map((bar) => `${bar.label} from ${when(bar.x0)}`).join("; ");
  return [
    `Course by ${axisTitle.toLowerCase()}.`,
    courses ? `Treatment: ${courses}.` : "No treatment in this range.",
    ...figure.panels.map((panel) => panelSentence(panel, when)),
    ...(figure.annotations.length === 0 ? [] : [annotationSentence(figure.annotations, when)]),
    verdicts,
  ].join(" ");
}

function annotationSentence(annotations: Shown["annotations"], when: (x: number) => string): string {
  const told = annotations.map(({ x, number, text }) => `(${number}) ${when(x)}: ${text}`);
  return `Annotations: ${told.join("; ")}.`;
}

function panelSentence(panel: FigurePanel, when: (x: number) => string): string {
  const unit = panel.unit === "" ? "" : ` ${panel.unit}`;
  const told = panel.points.filter((point) => point.state === "ok");
  const others = panel.points.filter((point) => point.state !== "ok" && point.state !== "missing").length;
  const aside = others > 0 ? `; ${others} more shown and not used` : "";
  if (told.length === 0) return `${panel.label}: no usable value${aside}.`;
  const say = (point: FigurePoint) => `${point.text}${unit} on ${when(point.x)}`;
  if (panel.specimen === "marrow" && told.length <= MOST_LISTED) {
    return `${panel.label}: ${told.map(say).join(", ")}${aside}.`;
  }
  const latest = told.at(-1) as FigurePoint;
  const numbers = told.filter((point) => point.y !== null && point.censored !== "above");
  const lowest = numbers.reduce<FigurePoint | null>(
    (low, point) => (low === null || (point.y ?? 0) < (low.y ?? 0) ? point : low),
    null,
  );
  const values = `${told.length} ${told.length === 1 ? "value" : "values"}`;
  const low = lowest && lowest !== latest ? `, lowest ${say(lowest)}` : "";
  return `${panel.label}: ${values}${low}, latest ${say(latest)}${judgement(panel, latest)}${aside}.`;
}

function judgement(panel: FigurePanel, point: FigurePoint): string {
  const band = panel.bands.find((each) => point.x >= each.x0 && point.x < each.x1);
  const interval = band ? ` ${showInterval(band.interval)}` : "";
  if (point.flag === null) return "";
  if (point.flag === "N") return band ? `, within${interval}` : "";
  return ` ${flagMark(point.flag)}${interval ? ` (interval${interval})` : ""}`;
}
