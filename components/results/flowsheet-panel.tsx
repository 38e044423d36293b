import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import type { Newest } from "@/lib/contract/preferences";
import { showCount } from "@/lib/display";
import { type SheetInput, sheetOf } from "@/lib/figures/flowsheet/flowsheet-sheet";
import type { CellEditing } from "./cell-dialog";
import { FlowsheetGrid } from "./flowsheet-grid";
import { NewestSwitch } from "./newest-switch";
import { MarkLegend } from "./result-value";

export function FlowsheetPanel({
  patientId,
  input,
  newest,
  asOf,
  rowsHref,
  changed,
  editing,
}: {
  readonly patientId: string;
  readonly input: SheetInput;
  readonly newest: Newest;
  /** The moment it is replayed as of; null: now. */
  readonly asOf: string | null;
  /** Shows or hides the analytes no verdict reads. */
  readonly rowsHref: string;
  /** Reports that are new or other than they were at one's own last review. */
  readonly changed: readonly string[];
  readonly editing: CellEditing;
}) {
  const sheet = sheetOf(input);
  return (
    <Panel
      title="Flowsheet"
      aside={sheet.columns === 0 ? null : `${showCount(sheet.columns, "date")}, newest ${newest}`}
      className="print:hidden"
      tools={
        <>
          {sheet.more > 0 ? (
            <Link
              href={rowsHref}
              scroll={false}
              className="text-sm text-muted underline-offset-2 hover:text-ink hover:underline"
            >
              {input.allRows ? "Fewer analytes" : `${showCount(sheet.more, "more analyte")}`}
            </Link>
          ) : null}
          <NewestSwitch value={newest} />
        </>
      }
    >
      {sheet.columns === 0 ? (
        <EmptyState title="No results yet">
          The first report that is entered or imported appears here and on the chart.
        </EmptyState>
      ) : (
        <>
          <FlowsheetGrid
            // The other direction is another scroll origin: begun anew.
            key={newest}
            patientId={patientId}
            sheet={sheet}
            newest={newest}
            allRows={input.allRows}
            asOf={asOf}
            changed={changed}
            editing={editing}
          />
          <div className="px-3.5 pb-2 empty:hidden">
            <MarkLegend marks={sheet.marks} />
          </div>
        </>
      )}
    </Panel>
  );
}
