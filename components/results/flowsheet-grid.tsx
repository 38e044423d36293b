"use client";

import { Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { Newest } from "@/lib/contract/preferences";
import type { Sheet } from "@/lib/figures/flowsheet/flowsheet-sheet";
import { type CellAddress, CellDialog, type CellEditing } from "./cell-dialog";
import { explainCell } from "./explain-cell";
import { FlowsheetCell } from "./flowsheet-cell";
import {
  COLUMN_WIDTH,
  ColumnHead,
  CornerHeads,
  CourseCell,
  CourseRowHead,
  courseHeight,
  HEADS,
  headHeight,
  ROW_HEIGHT,
  RowHeads,
} from "./flowsheet-heads";
import type { CellPlace } from "./flowsheet-moves";
import { FlowsheetStatus } from "./flowsheet-status";
import { type Drawn, useSheetWindow, withGaps } from "./flowsheet-window";
import { useSheetBlocks } from "./use-sheet-blocks";
import { useSheetKeys } from "./use-sheet-keys";

/** Heads and course stand before the values. */
const HEAD_ROWS = 2;

/** A table by its marks; its keys are those of a grid. */
const GRID = { role: "grid" };
const ROOM_ONLY = { "aria-hidden": true };

interface FlowsheetGridProps {
  readonly patientId: string;
  readonly sheet: Sheet;
  readonly newest: Newest;
  readonly allRows: boolean;
  readonly asOf: string | null;
  /** Reports that are new or other than they were at one's own last review. */
  readonly changed: readonly string[];
  readonly editing: CellEditing;
}

/**
 * Analytes by dates. Only what is in sight is drawn; every cell keeps its number among all. The box begins at its
 * newest end by itself, without script: with the newest right its content overflows to the left.
 */
export function FlowsheetGrid({
  patientId,
  sheet,
  newest,
  allRows,
  asOf,
  changed,
  editing,
}: FlowsheetGridProps) {
  const since = useMemo(() => new Set(changed), [changed]);
  const scroller = useRef<HTMLDivElement>(null);
  const blocks = useSheetBlocks(sheet, { patientId, allRows, asOf });
  const [focus, setFocus] = useState<CellPlace>(() => newestValue(sheet));
  const [shown, setShown] = useState<CellPlace | null>(null);
  const [opened, setOpened] = useState<CellAddress | null>(null);
  const inSight = useSheetWindow(
    scroller,
    { rows: sheet.rows.length, columns: sheet.columns, newest },
    focus,
  );
  const { read } = blocks;
  useEffect(() => {
    for (const column of [inSight.newest, inSight.oldest]) void read(column);
  }, [inSight.newest, inSight.oldest, read]);

  const addressOf = ({ row, column }: CellPlace): CellAddress | null => {
    const cell = blocks.cell(row, column);
    const report = cell ? blocks.column(column)?.reports[cell.report ?? 0] : undefined;
    const analyte = sheet.rows[row]?.analyte;
    return report && analyte ? { reportId: report.id, analyte } : null;
  };
  const go = (place: CellPlace) => {
    setFocus(place);
    setShown(place);
  };
  const keys = useSheetKeys({ scroller, sheet, newest, blocks, focus, onMove: go });
  const explained = (place: CellPlace) => {
    const cell = blocks.cell(place.row, place.column);
    const column = blocks.column(place.column);
    const row = sheet.rows[place.row];
    return cell && column && row
      ? explainCell(row.analyte, cell, column, blocks.intervals(place.column))
      : null;
  };

  const drawn = withGaps(inSight.columns, sheet.columns);
  // As it is seen, and as it is read aloud: from left to right.
  const columns = newest === "right" ? [...drawn].reverse() : drawn;
  const indexOf = (at: number) => HEADS + (newest === "right" ? sheet.columns - at : at + 1);
  const each = (draw: (at: number) => ReactNode) =>
    columns.map((one) =>
      "at" in one ? (
        <Fragment key={one.at}>{draw(one.at)}</Fragment>
      ) : (
        <Gap key={`gap ${one.after}`} of={one} />
      ),
    );

  return (
    <>
      <section
        ref={scroller}
        aria-label={`Flowsheet, newest ${newest}`}
        className={classNames(
          "relative flex max-h-[max(24rem,78dvh)] overflow-auto",
          newest === "right" && "flex-row-reverse",
        )}
        onPointerOver={(event) => setShown(placeOf(event.target) ?? shown)}
        onFocus={(event) => {
          const place = placeOf(event.target);
          if (place) go(place);
        }}
        onKeyDown={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          if (event.key === "Enter") {
            event.preventDefault();
            setOpened(addressOf(place));
          } else keys(event, place);
        }}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          go(place);
          setOpened(addressOf(place));
        }}
      >
        <table
          {...GRID}
          aria-label={`Analytes by date, the newest at the ${newest}`}
          aria-rowcount={HEAD_ROWS + sheet.rows.length}
          aria-colcount={HEADS + sheet.columns}
          style={{ width: `calc(var(--heads) + ${sheet.columns * COLUMN_WIDTH}px)` }}
          className="mr-auto flex-none table-fixed border-separate border-spacing-0 text-left [--heads:22rem] max-md:[--heads:7.75rem]"
        >
          <thead className="sticky top-0 z-20">
            <tr aria-rowindex={1} style={{ height: headHeight(sheet) }} className="align-bottom">
              <CornerHeads words={["Analyte", "Trend", "Interval"]} />
              {each((at) => (
                <ColumnHead
                  column={blocks.column(at)}
                  index={indexOf(at)}
                  patientId={patientId}
                  changed={since}
                />
              ))}
            </tr>
            <tr aria-rowindex={2} style={{ height: courseHeight(sheet) }}>
              <CourseRowHead />
              {each((at) => (
                <CourseCell column={blocks.column(at)} index={indexOf(at)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {withGaps(inSight.rows, sheet.rows.length).map((one) => {
              if ("gap" in one) return <RowGap key={`gap ${one.after}`} of={one} />;
              const row = sheet.rows[one.at];
              return row === undefined ? null : (
                <tr key={row.analyte} aria-rowindex={HEAD_ROWS + 1 + one.at} style={{ height: ROW_HEIGHT }}>
                  <RowHeads row={row} />
                  {each((at) => (
                    <FlowsheetCell
                      cell={blocks.cell(one.at, at)}
                      row={one.at}
                      column={at}
                      index={indexOf(at)}
                      stop={focus.row === one.at && focus.column === at}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <FlowsheetStatus
        older={sheet.columns - 1 - inSight.oldest}
        newer={inSight.newest}
        problem={blocks.problem}
        text={shown === null ? null : explained(shown)}
        onHistory={() => setOpened(shown === null ? null : addressOf(shown))}
      />
      <CellDialog patientId={patientId} cell={opened} editing={editing} onClose={() => setOpened(null)} />
    </>
  );
}

function Gap({ of }: { readonly of: Extract<Drawn, { gap: number }> }) {
  return <td {...ROOM_ONLY} style={{ width: of.gap * COLUMN_WIDTH }} />;
}

function RowGap({ of }: { readonly of: Extract<Drawn, { gap: number }> }) {
  return (
    <tr {...ROOM_ONLY} style={{ height: of.gap * ROW_HEIGHT }}>
      <td />
    </tr>
  );
}

function placeOf(target: EventTarget | null): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-row]") : null;
  return cell && { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Where the Tab key enters: the newest value of the first row that has one. */
function newestValue({ newest, rows }: Sheet): CellPlace {
  for (let row = 0; row < rows.length; row += 1) {
    const column = newest.cells.findIndex((cells) => Boolean(cells[row]));
    if (column >= 0) return { row, column };
  }
  return { row: 0, column: 0 };
}
