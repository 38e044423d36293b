import type { AnalyteCode } from "../../clinical/analytes";
import type { Flag, JudgedReport } from "../../clinical/assessment";
import type { CoursePhase } from "../../clinical/record";
import {
  protocolDayOf,
  showCollected,
  showInterval,
  showMinute,
  showPhase,
  showSpecimen,
  showStatus,
  showUnit,
  showValue,
} from "../../display";
import {
  type FlowsheetCell,
  type FlowsheetColumn,
  type FlowsheetRow,
  type FlowsheetTrend,
  flowsheetOf,
} from "./flowsheet-model";
import { markInReport, type ValueMark } from "./value-mark";

/** Columns that travel at once: a year of weekly counts. */
export const BLOCK = 60;

/** A value as the sheet shows it; what most values do not have is left out. */
export interface SheetCell {
  readonly text: string;
  readonly flag?: Flag;
  readonly mark?: ValueMark;
  /** Place among the reports of its column; left out: the first. */
  readonly report?: number;
  /** Place among the intervals of its block. */
  readonly interval?: number;
  /** No number: the text takes no unit. */
  readonly words?: true;
  readonly facts?: readonly string[];
  readonly reasons?: readonly string[];
}

export interface SheetReport {
  readonly id: string;
  readonly specimen: string;
  readonly collected: string;
  /** "final, version 1 by Tom Hale" */
  readonly version: string;
  /** What a reader must know before reading its numbers; a plain final one needs no word. */
  readonly tag?: { readonly text: string; readonly open: boolean };
  readonly unusable?: string;
}

export interface SheetColumn {
  readonly date: string;
  /** Where a date has several columns. */
  readonly time?: string;
  /** Day of treatment. */
  readonly day?: number;
  readonly course?: { readonly name: string; readonly day: number };
  readonly reports: readonly SheetReport[];
}

/** Some columns side by side, the newest first, with the cells of every row. */
export interface SheetBlock {
  readonly columns: readonly SheetColumn[];
  readonly intervals: readonly string[];
  /** By column, then by row; 0: the report did not hold the analyte. */
  readonly cells: readonly (readonly (SheetCell | 0)[])[];
}

export interface SheetRow {
  readonly analyte: AnalyteCode;
  readonly interval: string | null;
  readonly trend: FlowsheetTrend;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  /** Analytes no verdict reads, shown or not. */
  readonly more: number;
  readonly columns: number;
  /** Most reports and marks that stand over one column: every head is as high as the highest. */
  readonly reportLines: number;
  readonly tagLines: number;
  /** Some date has several columns, which their times tell apart. */
  readonly times: boolean;
  /** Some course's name needs two lines in a column. */
  readonly longCourse: boolean;
  readonly marks: readonly ValueMark[];
  /** Another one says that a report came, went or changed: blocks of two stamps do not belong together. */
  readonly stamp: string;
  readonly newest: SheetBlock;
}

export interface SheetCourse {
  readonly phase: CoursePhase | null;
  readonly start: string;
  readonly end: string | null;
}

export interface SheetInput {
  readonly reports: readonly JudgedReport[];
  readonly courses: readonly SheetCourse[];
  /** First day of the first induction; null before there is one. */
  readonly dayZero: string | null;
  /** Who wrote the newest version of each report, by report id. */
  readonly authors: Readonly<Record<string, string>>;
  readonly allRows: boolean;
}

/** The flowsheet without its older blocks. */
export function sheetOf(input: SheetInput): Sheet {
  const { columns, rows, moreRows } = flowsheetOf(input.reports);
  const shown = input.allRows ? [...rows, ...moreRows] : rows;
  const most = (count: (column: FlowsheetColumn) => number) => Math.max(0, ...columns.map(count));
  return {
    rows: shown.map(({ analyte, interval, trend }) => ({
      analyte,
      interval: interval === null ? null : showInterval(interval),
      trend,
    })),
    more: moreRows.length,
    columns: columns.length,
    reportLines: most(({ reports }) => reports.length),
    tagLines: most(({ reports }) => reports.filter((judged) => tagOf(judged) !== null).length),
    times: columns.some(({ date }, at) => columns[at + 1]?.date === date),
    longCourse: input.courses.some(({ phase }) => showPhase(phase).length > 13),
    marks: [...new Set(shown.flatMap(({ cells }) => cells.flatMap((cell) => (cell && marked(cell)) ?? [])))],
    stamp: stampOf(input.reports),
    newest: blockOf(input, columns, shown, 0),
  };
}

/** One older stretch of the same sheet; null where there is none. */
export function olderBlock(
  input: SheetInput,
  place: number,
): { readonly stamp: string; readonly block: SheetBlock } | null {
  const { columns, rows, moreRows } = flowsheetOf(input.reports);
  if (place * BLOCK >= columns.length) return null;
  const shown = input.allRows ? [...rows, ...moreRows] : rows;
  return { stamp: stampOf(input.reports), block: blockOf(input, columns, shown, place) };
}

const marked = ({ report, result }: FlowsheetCell) => markInReport(report, result);

function blockOf(
  input: SheetInput,
  columns: readonly FlowsheetColumn[],
  rows: readonly FlowsheetRow[],
  place: number,
): SheetBlock {
  const intervals: string[] = [];
  const end = columns.length - place * BLOCK;
  const places = Array.from({ length: Math.min(BLOCK, end) }, (_, index) => end - 1 - index);
  return {
    columns: places.flatMap((at) => columnOf(input, columns, at) ?? []),
    cells: places.map((at) =>
      rows.map(({ cells }) => {
        const cell = cells[at];
        const column = columns[at];
        return cell && column ? cellOf(cell, column, intervals) : 0;
      }),
    ),
    intervals,
  };
}

function columnOf(
  { courses, dayZero, authors }: SheetInput,
  columns: readonly FlowsheetColumn[],
  at: number,
): SheetColumn | null {
  const column = columns[at];
  if (column === undefined) return null;
  const { date, reports } = column;
  const shared = columns[at - 1]?.date === date || columns[at + 1]?.date === date;
  const minute = reports[0]?.report.collected.minute ?? null;
  const course = courseOn(courses, date);
  return {
    date,
    ...(shared && minute !== null ? { time: showMinute(minute) } : {}),
    ...(dayZero === null ? {} : { day: protocolDayOf(dayZero, date) }),
    ...(course ? { course: { name: showPhase(course.phase), day: protocolDayOf(course.start, date) } } : {}),
    reports: reports.map((judged) => {
      const { reportId, specimen, collected, status, version } = judged.report;
      const tag = tagOf(judged);
      const author = authors[reportId];
      return {
        id: reportId,
        specimen: showSpecimen(specimen),
        collected: showCollected(collected),
        version: `${showStatus(status)}, version ${version}${author === undefined ? "" : ` by ${author}`}`,
        ...(tag ? { tag } : {}),
        ...(judged.unusable ? { unusable: judged.unusable } : {}),
      };
    }),
  };
}

/** The course that began last and is not over; both ends inclusive. */
function courseOn(courses: readonly SheetCourse[], date: string): SheetCourse | undefined {
  return courses
    .filter(({ start, end }) => start <= date && (end === null || date <= end))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .at(-1);
}

function tagOf({ report, usable, unusable }: JudgedReport): SheetReport["tag"] | null {
  const { status, version } = report;
  if (status === "entered-in-error" || status === "cancelled" || status === "preliminary") {
    return { text: showStatus(status), open: true };
  }
  if (!usable) return { text: unusable?.length && unusable.length < 16 ? unusable : "not used", open: true };
  return status === "final" && version === 1 ? null : { text: "corrected", open: false };
}

function cellOf(cell: FlowsheetCell, column: FlowsheetColumn, intervals: string[]): SheetCell {
  const { result, report } = cell;
  const text = showValue(result);
  const mark = marked(cell);
  const place = column.reports.indexOf(report);
  const facts = [
    result.value !== null && result.unit !== null && text !== result.text.trim()
      ? `received as ${result.text} ${showUnit(result.unit)}`
      : null,
    result.derived ? "computed from white cells and differential" : null,
    result.grade === null || result.grade === undefined ? null : `CTCAE v5.0 grade ${result.grade}`,
  ].filter((fact) => fact !== null);
  const reasons = [result.reason, result.suggestion].filter((reason) => Boolean(reason)) as string[];
  return {
    text,
    ...(result.flag === null || result.flag === "N" ? {} : { flag: result.flag }),
    ...(mark === null ? {} : { mark }),
    ...(place > 0 ? { report: place } : {}),
    ...(result.interval
      ? { interval: placeIn(intervals, `${showInterval(result.interval)} (${result.interval.source})`) }
      : {}),
    ...(result.value === null ? { words: true } : {}),
    ...(facts.length > 0 ? { facts } : {}),
    ...(reasons.length > 0 ? { reasons } : {}),
  };
}

function placeIn(list: string[], text: string): number {
  const found = list.indexOf(text);
  return found >= 0 ? found : list.push(text) - 1;
}

/** Of which versions the sheet is made (FNV-1a, 32 bit). */
function stampOf(reports: readonly JudgedReport[]): string {
  let hash = 0x811c9dc5;
  for (const { report } of reports) {
    for (const letter of `${report.reportId} ${report.version} ${report.status};`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return `${reports.length}-${(hash >>> 0).toString(36)}`;
}
