import { ANALYTES, type AnalyteCode } from "../../clinical/analytes";
import type { IntervalUsed, JudgedReport, JudgedResult } from "../../clinical/assessment";
import { daysBetween } from "../../display";

/** What stands under one date: one report of each specimen. Two blood reports of one date are two columns. */
export interface FlowsheetColumn {
  readonly key: string;
  readonly date: string;
  readonly reports: readonly JudgedReport[];
}

export interface FlowsheetCell {
  readonly result: JudgedResult;
  readonly report: JudgedReport;
}

export interface FlowsheetRow {
  readonly analyte: AnalyteCode;
  /** One per column, null where the report did not hold the analyte. */
  readonly cells: readonly (FlowsheetCell | null)[];
  /** The interval of the newest value that has one. */
  readonly interval: IntervalUsed | null;
  readonly trend: FlowsheetTrend;
}

export interface FlowsheetTrend {
  readonly days: readonly number[];
  readonly values: readonly number[];
  readonly low: number | null;
  readonly high: number | null;
}

export interface Flowsheet {
  readonly columns: readonly FlowsheetColumn[];
  /** What the verdicts read comes first. */
  readonly rows: readonly FlowsheetRow[];
  readonly moreRows: readonly FlowsheetRow[];
}

const DECISIVE: readonly AnalyteCode[] = [
  "MARROW_BLAST",
  "MRD",
  "WBC",
  "ANC",
  "HGB",
  "PLT",
  "BLAST_PCT",
  "BLAST_ABS",
];

/** A date without a time counts as noon. */
const NOON = 720;
const minuteOf = ({ report }: JudgedReport) => report.collected.minute ?? NOON;

function inTime(a: JudgedReport, b: JudgedReport): number {
  if (a.report.collected.date !== b.report.collected.date) {
    return a.report.collected.date < b.report.collected.date ? -1 : 1;
  }
  return minuteOf(a) - minuteOf(b);
}

function columnsOf(reports: readonly JudgedReport[]): FlowsheetColumn[] {
  const columns: { key: string; date: string; reports: JudgedReport[] }[] = [];
  for (const judged of [...reports].sort(inTime)) {
    const { date } = judged.report.collected;
    const { specimen } = judged.report;
    // They come in order of time: columns of the same date are the last ones.
    const sameDate = columns.slice(columns.findLastIndex((column) => column.date !== date) + 1);
    const room = sameDate.find((column) =>
      column.reports.every(({ report }) => report.specimen !== specimen),
    );
    if (room) room.reports.push(judged);
    else columns.push({ key: judged.report.reportId, date, reports: [judged] });
  }
  return columns;
}

/** The number of a value that stands for itself: used, and not the limit of a censored one. */
function numberIn(cell: FlowsheetCell | null): number | null {
  if (!cell?.report.usable) return null;
  const { state, comparator, value } = cell.result;
  return state === "ok" && comparator === null ? value : null;
}

function rowOf(analyte: AnalyteCode, columns: readonly FlowsheetColumn[]): FlowsheetRow | null {
  const cells = columns.map(({ reports }) => {
    for (const report of reports) {
      const result = report.results.find((each) => each.analyte === analyte);
      if (result) return { result, report };
    }
    return null;
  });
  if (cells.every((cell) => cell === null)) return null;
  const interval = cells.findLast((cell) => cell?.result.interval)?.result.interval ?? null;
  const drawn = cells.flatMap((cell) => {
    const value = numberIn(cell);
    return cell === null || value === null ? [] : [{ value, report: cell.report }];
  });
  const first = drawn[0]?.report.report.collected.date ?? "";
  const points = fewer(
    drawn.map(({ report, value }) => ({
      day: daysBetween(first, report.report.collected.date) + minuteOf(report) / 1440,
      value,
    })),
  );
  return {
    analyte,
    cells,
    interval,
    trend: {
      days: points.map(({ day }) => Math.round(day * 100) / 100),
      values: points.map(({ value }) => value),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    },
  };
}

interface TrendPoint {
  readonly day: number;
  readonly value: number;
}

/** Stretches of time the little drawing can tell apart. */
const STRETCHES = 24;

/** Of each stretch the first, lowest, highest and last value: no extreme is lost, and a long course stays small. */
function fewer(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length <= 4 * STRETCHES) return points;
  const stretchOf = ({ day }: TrendPoint) =>
    Math.min(STRETCHES - 1, Math.floor(((day - first.day) / (last.day - first.day || 1)) * STRETCHES));
  const stretches: TrendPoint[][] = Array.from({ length: STRETCHES }, () => []);
  for (const point of points) stretches[stretchOf(point)]?.push(point);
  const kept = new Set<TrendPoint>();
  for (const stretch of stretches) {
    const byValue = stretch.toSorted((a, b) => a.value - b.value);
    for (const point of [stretch[0], byValue[0], byValue.at(-1), stretch.at(-1)]) if (point) kept.add(point);
  }
  return points.filter((point) => kept.has(point));
}

/** Analytes by reports, oldest left: what a column holds depends on dates and specimens only. */
export function flowsheetOf(reports: readonly JudgedReport[]): Flowsheet {
  const columns = columnsOf(reports);
  const codes = Object.keys(ANALYTES) as AnalyteCode[];
  const rowsFor = (analytes: readonly AnalyteCode[]) =>
    analytes.flatMap((analyte) => rowOf(analyte, columns) ?? []);
  return {
    columns,
    rows: rowsFor(DECISIVE),
    moreRows: rowsFor(codes.filter((code) => !DECISIVE.includes(code))),
  };
}
