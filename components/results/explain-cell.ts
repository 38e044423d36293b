import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { showDay, showFlag } from "@/lib/display";
import type { SheetCell, SheetColumn } from "@/lib/figures/flowsheet/flowsheet-sheet";

/** Everything behind one cell in a sentence: value, interval and its source, when, which version, by whom, why not used. */
export function explainCell(
  analyte: AnalyteCode,
  cell: SheetCell,
  column: SheetColumn,
  intervals: readonly string[],
): string {
  const { label, displayUnit } = ANALYTES[analyte];
  const flag = showFlag(cell.flag ?? null);
  const report = column.reports[cell.report ?? 0];
  return [
    `${label} ${cell.words ? cell.text : `${cell.text} ${displayUnit}`}${flag ? `, ${flag.words}` : ""}`,
    cell.interval === undefined ? "no interval: not assessed" : `interval ${intervals[cell.interval]}`,
    ...(cell.facts ?? []),
    `${report?.collected ?? ""}${column.day === undefined ? "" : `, ${showDay(column.day)}`}`,
    report?.version,
    ...(cell.reasons ?? []),
    report?.unusable === undefined ? undefined : `not used: ${report.unusable}`,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}
