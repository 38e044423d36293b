import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { classNames } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/tag";
import { ANALYTES } from "@/lib/clinical/analytes";
import type { JudgedReport } from "@/lib/clinical/assessment";
import {
  protocolDayOf,
  showCollected,
  showDate,
  showDay,
  showInterval,
  showSpecimen,
  showStatus,
  showValue,
} from "@/lib/display";
import type { CellEditing } from "./cell-dialog";
import { explainValue } from "./explain-value";
import type { FlowsheetCell, FlowsheetColumn, FlowsheetRow } from "./flowsheet-model";
import { FlowsheetReader } from "./flowsheet-reader";
import { markOf, ResultValue, type ValueMark } from "./result-value";

interface FlowsheetProps {
  readonly patientId: string;
  readonly columns: readonly FlowsheetColumn[];
  readonly rows: readonly FlowsheetRow[];
  /** Columns left out at the old end of what is shown. */
  readonly from: number;
  /** First day of the first induction; null before there is one. */
  readonly dayZero: string | null;
  /** Who entered each report, by report id. */
  readonly authors: Readonly<Record<string, string>>;
  readonly editing: CellEditing;
}

/** Name, trend and interval stay in sight while the dates scroll; on a phone only the name does. */
const STICKY = {
  analyte:
    "sticky left-0 z-10 w-36 min-w-36 bg-surface border-line max-md:border-r max-md:w-28 max-md:min-w-28",
  trend: "sticky left-36 z-10 w-22 min-w-22 bg-surface border-line max-md:hidden",
  interval: "sticky left-58 z-10 w-24 min-w-24 border-r bg-surface border-line text-right max-md:hidden",
};
const reportHref = (patientId: string, { report }: JudgedReport) =>
  `/patients/${patientId}/reports/${report.reportId}`;

export function Flowsheet({ patientId, columns, rows, from, dayZero, authors, editing }: FlowsheetProps) {
  const shown = columns.slice(from);
  const dayOf = (date: string) => (dayZero === null ? null : protocolDayOf(dayZero, date));
  return (
    <FlowsheetReader label="Flowsheet, oldest left" patientId={patientId} editing={editing}>
      <table className="w-auto min-w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">Analytes by report, the newest at the right</caption>
        <thead>
          <tr className="align-bottom">
            <th
              scope="col"
              className={classNames(STICKY.analyte, "border-b px-3 py-1 text-xs font-medium text-muted")}
            >
              Analyte
            </th>
            <th
              scope="col"
              className={classNames(STICKY.trend, "border-b px-2 py-1 text-xs font-medium text-muted")}
            >
              Trend
            </th>
            <th
              scope="col"
              className={classNames(STICKY.interval, "border-b px-2 py-1 text-xs font-medium text-muted")}
            >
              Interval
            </th>
            {shown.map((column) => (
              <ColumnHead key={column.key} column={column} patientId={patientId} day={dayOf(column.date)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.analyte}>
              <th scope="row" className={classNames(STICKY.analyte, "border-b px-3 py-1 font-normal")}>
                {ANALYTES[row.analyte].label}{" "}
                <span className="text-xs text-muted">{unitAfter(row.analyte)}</span>
              </th>
              <td className={classNames(STICKY.trend, "border-b px-2 py-0.5")}>
                <Sparkline {...row.trend} />
              </td>
              <td className={classNames(STICKY.interval, "border-b px-2 py-1 whitespace-nowrap text-muted")}>
                {row.interval === null ? "–" : showInterval(row.interval)}
              </td>
              {shown.map((column, index) => (
                <ValueCell
                  key={column.key}
                  cell={row.cells[from + index] ?? null}
                  day={dayOf(column.date)}
                  authors={authors}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FlowsheetReader>
  );
}

/** "Neut %" already says its unit. */
const unitAfter = (analyte: FlowsheetRow["analyte"]) =>
  ANALYTES[analyte].label.endsWith("%") ? "" : ANALYTES[analyte].displayUnit;

/** What a reader must know about a report before reading its numbers; a plain final one needs no word. */
function statusTag({ report, usable, unusable }: JudgedReport) {
  if (
    report.status === "entered-in-error" ||
    report.status === "cancelled" ||
    report.status === "preliminary"
  ) {
    return <Tag tone="open">{showStatus(report.status)}</Tag>;
  }
  if (!usable)
    return <Tag tone="open">{unusable?.length && unusable.length < 16 ? unusable : "not used"}</Tag>;
  return report.status === "final" && report.version === 1 ? null : <Tag>corrected</Tag>;
}

function ColumnHead({
  column,
  patientId,
  day,
}: {
  readonly column: FlowsheetColumn;
  readonly patientId: string;
  readonly day: number | null;
}) {
  return (
    <th scope="col" className="border-b border-line px-2 py-1 text-right text-xs font-normal text-muted">
      <span className="block whitespace-nowrap">{showDate(column.date)}</span>
      {day === null ? null : <span className="block whitespace-nowrap">{showDay(day)}</span>}
      {column.reports.map((judged) => (
        <span key={judged.report.reportId} className="flex flex-col items-end">
          {statusTag(judged)}
          <Link
            href={reportHref(patientId, judged)}
            aria-label={`${showSpecimen(judged.report.specimen)} report of ${showCollected(judged.report.collected)}, versions`}
            className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
          >
            {showSpecimen(judged.report.specimen)}
          </Link>
        </span>
      ))}
    </th>
  );
}

function markOfCell({ result, report }: FlowsheetCell): ValueMark | null {
  const { status } = report.report;
  if (status === "preliminary") return "preliminary";
  if (status === "entered-in-error" || status === "cancelled") return "withdrawn";
  if (!report.usable) return "not-used";
  return markOf(result.state) ?? (result.derived ? "derived" : null);
}

function ValueCell({
  cell,
  day,
  authors,
}: {
  readonly cell: FlowsheetCell | null;
  readonly day: number | null;
  readonly authors: Readonly<Record<string, string>>;
}) {
  if (cell === null) {
    return (
      <td className="border-b border-line px-2 py-1 text-right text-muted">
        <span className="pr-[2.1rem]">·</span>
      </td>
    );
  }
  const mark = markOfCell(cell);
  const { flag } = cell.result;
  const critical = (flag === "LL" || flag === "HH") && (mark === null || mark === "derived");
  return (
    <td
      data-explain={explainValue(cell, day, authors[cell.report.report.reportId] ?? null)}
      data-report={cell.report.report.reportId}
      data-analyte={cell.result.analyte}
      className={classNames(
        "cursor-pointer border-b border-line px-2 py-1 text-right focus-visible:-outline-offset-2",
        critical && "bg-critical-cell",
      )}
    >
      <ResultValue shown={showValue(cell.result)} flag={flag} mark={mark} />
    </td>
  );
}

/** The marks that occur in what is shown, for the legend. */
export function marksIn(rows: readonly FlowsheetRow[], from: number): readonly ValueMark[] {
  const marks = rows.flatMap((row) =>
    row.cells.slice(from).flatMap((cell) => (cell && markOfCell(cell)) ?? []),
  );
  return [...new Set(marks)];
}
