import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { classNames } from "@/components/ui/class-names";
import { Table } from "@/components/ui/table";
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
}

const STICKY = "sticky left-0 z-10 bg-surface border-r border-line";
const reportHref = (patientId: string, { report }: JudgedReport) =>
  `/patients/${patientId}/reports/${report.reportId}`;

export function Flowsheet({ patientId, columns, rows, from, dayZero, authors }: FlowsheetProps) {
  const shown = columns.slice(from);
  const dayOf = (date: string) => (dayZero === null ? null : protocolDayOf(dayZero, date));
  return (
    <FlowsheetReader label="Flowsheet, oldest left">
      <Table className="w-auto min-w-full">
        <caption className="sr-only">Analytes by report, the newest at the right</caption>
        <thead>
          <tr className="align-bottom">
            <th
              scope="col"
              className={classNames(STICKY, "border-b px-3 py-1 text-xs font-medium text-muted")}
            >
              Analyte
            </th>
            <th
              scope="col"
              className="border-b border-line px-2 py-1 text-xs font-medium text-muted max-md:hidden"
            >
              Trend
            </th>
            <th
              scope="col"
              className="border-r border-b border-line px-2 py-1 text-right text-xs font-medium text-muted max-md:hidden"
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
              <th
                scope="row"
                className={classNames(STICKY, "border-b px-3 py-1 font-normal whitespace-nowrap")}
              >
                {ANALYTES[row.analyte].label}{" "}
                <span className="text-xs text-muted">{unitAfter(row.analyte)}</span>
              </th>
              <td className="border-b border-line px-2 py-0.5 max-md:hidden">
                <Sparkline {...row.trend} />
              </td>
              <td className="border-r border-b border-line px-2 py-1 text-right whitespace-nowrap text-muted max-md:hidden">
                {row.interval === null ? "–" : showInterval(row.interval)}
              </td>
              {shown.map((column, index) => (
                <ValueCell
                  key={column.key}
                  cell={row.cells[from + index] ?? null}
                  patientId={patientId}
                  day={dayOf(column.date)}
                  authors={authors}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
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
  if (report.report.status === "preliminary") return "preliminary";
  if (!report.usable) return "not-used";
  return markOf(result.state) ?? (result.derived ? "derived" : null);
}

function ValueCell({
  cell,
  patientId,
  day,
  authors,
}: {
  readonly cell: FlowsheetCell | null;
  readonly patientId: string;
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
      data-href={reportHref(patientId, cell.report)}
      className={classNames(
        "border-b border-line px-2 py-1 text-right focus-visible:-outline-offset-2",
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
