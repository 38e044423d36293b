import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import type { JudgedReport } from "@/lib/clinical/assessment";
import { showCount } from "@/lib/display";
import type { CellEditing } from "./cell-dialog";
import { Flowsheet, marksIn } from "./flowsheet";
import { flowsheetOf } from "./flowsheet-model";
import { MarkLegend } from "./result-value";

/** Columns drawn unless all are asked for: a year of weekly counts. */
const NEWEST = 60;

export function FlowsheetPanel({
  patientId,
  reports,
  dayZero,
  authors,
  allRows,
  allColumns,
  hrefs,
  editing,
  tools,
}: {
  readonly patientId: string;
  readonly reports: readonly JudgedReport[];
  readonly dayZero: string | null;
  readonly authors: Readonly<Record<string, string>>;
  readonly allRows: boolean;
  readonly allColumns: boolean;
  readonly hrefs: { readonly rows: string; readonly columns: string };
  readonly editing: CellEditing;
  readonly tools?: ReactNode;
}) {
  const { columns, rows, moreRows } = flowsheetOf(reports);
  const from = allColumns ? 0 : Math.max(0, columns.length - NEWEST);
  const shown = allRows ? [...rows, ...moreRows] : rows;
  const quiet = "text-sm text-muted underline-offset-2 hover:text-ink hover:underline";
  return (
    <Panel
      title="Flowsheet"
      aside="newest right"
      tools={
        <>
          {moreRows.length > 0 ? (
            <Link href={hrefs.rows} scroll={false} className={quiet}>
              {allRows ? "Fewer analytes" : `${showCount(moreRows.length, "more analyte")}`}
            </Link>
          ) : null}
          {columns.length > NEWEST ? (
            <Link href={hrefs.columns} scroll={false} className={quiet}>
              {allColumns ? `Newest ${NEWEST} dates only` : `${showCount(from, "older date")}`}
            </Link>
          ) : null}
          {tools}
        </>
      }
    >
      {columns.length === 0 ? (
        <EmptyState title="No results yet">
          The first report that is entered or imported appears here and on the chart.
        </EmptyState>
      ) : (
        <>
          <Flowsheet
            patientId={patientId}
            columns={columns}
            rows={shown}
            from={from}
            dayZero={dayZero}
            authors={authors}
            editing={editing}
          />
          <div className="px-3.5 pb-2 empty:hidden">
            <MarkLegend marks={marksIn(shown, from)} />
          </div>
        </>
      )}
    </Panel>
  );
}
