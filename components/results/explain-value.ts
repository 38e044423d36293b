import { ANALYTES } from "@/lib/clinical/analytes";
import {
  showCollected,
  showDay,
  showFlag,
  showInterval,
  showStatus,
  showUnit,
  showValue,
} from "@/lib/display";
import type { FlowsheetCell } from "./flowsheet-model";

/** Everything behind one cell in a sentence: value, interval and its source, when, which version, by whom, why not used. */
export function explainValue(
  { result, report }: FlowsheetCell,
  day: number | null,
  author: string | null,
): string {
  const { label, displayUnit } = ANALYTES[result.analyte];
  const shown = showValue(result);
  const flag = showFlag(result.flag);
  const { interval } = result;
  const received =
    result.value !== null && result.unit !== null && shown !== result.text.trim()
      ? `received as ${result.text} ${showUnit(result.unit)}`
      : null;
  return [
    `${label} ${result.value === null ? shown : `${shown} ${displayUnit}`}${flag ? `, ${flag.words}` : ""}`,
    received,
    interval === null
      ? "no interval: not assessed"
      : `interval ${showInterval(interval)} (${interval.source})`,
    result.derived ? "computed from white cells and differential" : null,
    result.grade === null ? null : `CTCAE v5.0 grade ${result.grade}`,
    `${showCollected(report.report.collected)}${day === null ? "" : `, ${showDay(day)}`}`,
    `${showStatus(report.report.status)}, version ${report.report.version}${author === null ? "" : ` by ${author}`}`,
    result.reason,
    result.suggestion,
    report.unusable === null ? null : `not used: ${report.unusable}`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
