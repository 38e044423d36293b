"use client";

import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { classNames } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/tag";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { showDate, showDay } from "@/lib/display";
import type { Sheet, SheetColumn, SheetRow } from "@/lib/figures/flowsheet/flowsheet-sheet";

/** Name, trend and interval stay in sight while the dates scroll; on a phone only the name does. */
const STICKY = {
  analyte: "sticky left-0 w-42 max-md:w-31 max-md:border-r",
  trend: "sticky left-42 w-22 max-md:hidden",
  interval: "sticky left-64 w-24 border-r text-right max-md:hidden",
};
const HEAD = "border-b border-line bg-surface px-2 text-left text-xs font-medium text-muted";

/** Pixels. */
export const ROW_HEIGHT = 30;
export const COLUMN_WIDTH = 88;

/** Analyte, trend and interval stand before the dates. */
export const HEADS = 3;

/** Date and day, then what stands under them: lines of a column that has most of them. */
export const headHeight = ({ reportLines, tagLines, times }: Sheet) =>
  8 + 16 * (times ? 3 : 2) + 24 * reportLines + 20 * tagLines;

export const courseHeight = ({ longCourse }: Sheet) => (longCourse ? 52 : 36);

export function CornerHeads({ words }: { readonly words: readonly [string, string, string] }) {
  return (
    <>
      <th scope="col" aria-colindex={1} className={classNames(HEAD, STICKY.analyte, "z-30 pl-3.5")}>
        {words[0]}
      </th>
      <th scope="col" aria-colindex={2} className={classNames(HEAD, STICKY.trend, "z-30")}>
        {words[1]}
      </th>
      <th scope="col" aria-colindex={3} className={classNames(HEAD, STICKY.interval, "z-30")}>
        {words[2]}
      </th>
    </>
  );
}

/** The course row's own head: its first cell names it, the other two have nothing to say. */
export function CourseRowHead() {
  return (
    <>
      <th scope="row" aria-colindex={1} className={classNames(HEAD, STICKY.analyte, "z-30 pl-3.5")}>
        Course
      </th>
      <td aria-colindex={2} className={classNames(HEAD, STICKY.trend, "z-30")} />
      <td aria-colindex={3} className={classNames(HEAD, STICKY.interval, "z-30")} />
    </>
  );
}

export function RowHeads({ row }: { readonly row: SheetRow }) {
  return (
    <>
      <th
        scope="row"
        aria-colindex={1}
        className={classNames(
          STICKY.analyte,
          "z-10 overflow-hidden border-b border-line bg-surface pr-2 pl-3.5 text-left font-normal text-ellipsis",
          "whitespace-nowrap max-md:text-sm max-md:leading-[0.8rem]",
        )}
      >
        {ANALYTES[row.analyte].label}{" "}
        <span className="text-xs text-muted max-md:block max-md:leading-[0.8rem]">
          {unitAfter(row.analyte)}
        </span>
      </th>
      <td aria-colindex={2} className={classNames(STICKY.trend, "z-10 border-b border-line bg-surface px-2")}>
        <Sparkline {...row.trend} />
      </td>
      <td
        aria-colindex={3}
        className={classNames(
          STICKY.interval,
          "z-10 border-b border-line bg-surface px-2 whitespace-nowrap text-muted",
        )}
      >
        {row.interval ?? "–"}
      </td>
    </>
  );
}

/** "Neut %" already says its unit. */
const unitAfter = (analyte: AnalyteCode) =>
  ANALYTES[analyte].label.endsWith("%") ? "" : ANALYTES[analyte].displayUnit;

export function ColumnHead({
  column,
  index,
  patientId,
  changed,
}: {
  /** Undefined while it is being read. */
  readonly column: SheetColumn | undefined;
  readonly index: number;
  readonly patientId: string;
  /** Reports that are new or other than they were at one's own last review. */
  readonly changed: ReadonlySet<string>;
}) {
  return (
    <th
      scope="col"
      aria-colindex={index}
      style={{ width: COLUMN_WIDTH }}
      className="z-20 border-b border-line bg-surface px-2 pb-1 text-right align-bottom text-xs font-normal text-muted"
    >
      {column === undefined ? (
        "…"
      ) : (
        <>
          <span className="block whitespace-nowrap">{showDate(column.date)}</span>
          {column.time === undefined ? null : <span className="block">{column.time}</span>}
          {column.day === undefined ? null : (
            <span className="block whitespace-nowrap">{showDay(column.day)}</span>
          )}
          {column.reports.map((report) => (
            <span key={report.id} className="flex flex-col items-end">
              {report.tag ? <Tag tone={report.tag.open ? "open" : "plain"}>{report.tag.text}</Tag> : null}
              <Link
                href={`/patients/${patientId}/reports/${report.id}`}
                prefetch={false}
                aria-label={`${report.specimen} report of ${report.collected}, ${
                  changed.has(report.id) ? "changed since your review, " : ""
                }versions`}
                className="inline-flex min-h-6 items-center gap-1.5 text-accent underline-offset-2 hover:underline"
              >
                {changed.has(report.id) ? (
                  <span className="size-2 rounded-full bg-accent" aria-hidden="true" />
                ) : null}
                {report.specimen}
              </Link>
            </span>
          ))}
        </>
      )}
    </th>
  );
}

/** Which course a column belongs to, and which day of it. */
export function CourseCell({
  column,
  index,
}: {
  readonly column: SheetColumn | undefined;
  readonly index: number;
}) {
  const course = column?.course;
  return (
    <td
      aria-colindex={index}
      className="z-20 border-b border-line bg-sunken px-2 text-right align-bottom text-xs leading-4 text-muted"
    >
      {column === undefined ? null : course === undefined ? (
        <span className="block">no course</span>
      ) : (
        <>
          <span className="block">{course.name}</span>
          <span className="block">{showDay(course.day)}</span>
        </>
      )}
    </td>
  );
}
