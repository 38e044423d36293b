"use client";

import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Identifier } from "@/components/ui/identifier";
import { protocolDayOf, showDay, showName, showStatus } from "@/lib/display";
import { typedDate } from "../form/typed-date";
import type { GridStore } from "./grid-store";
import type { GridRow } from "./model/grid-model";
import type { RowView } from "./model/row-view";

/** Where a row stands, in a word with a mark: the colour only repeats it. */
function standing(store: GridStore, row: GridRow, view: RowView): readonly [string, string] | null {
  const { saving, problem, theirs, saved, elsewhere } = store.activityOf(row.id);
  if (saving) return ["… saving", "text-muted"];
  if (theirs !== null) return ["! changed by a colleague", "text-critical"];
  if (view.refused.length > 0) return [`✕ ${view.refused.length} refused`, "text-critical"];
  if (problem !== null) return ["! not saved", "text-critical"];
  if (view.asking.length > 0) return [`? ${view.asking.length} to confirm`, "text-open"];
  if (Object.keys(row.cells).length > 0) return ["• not saved", "text-accent"];
  if (saved.length > 0) return ["✓ saved", "text-met"];
  if (elsewhere !== null) return [`↻ ${elsewhere.time || "changed"}`, "text-accent"];
  if (row.report === null) return null;
  return [
    row.report.version > 1 ? `version ${row.report.version}` : showStatus(row.report.status),
    "text-muted",
  ];
}

/** The head of a row: whose it is, or which day, and where it stands. Always in sight while the values scroll. */
export function RowHeadCell({
  store,
  id,
  dayOne,
}: {
  readonly store: GridStore;
  readonly id: string;
  readonly dayOne: string | null;
}) {
  const row = store.rowById(id);
  if (row === undefined) return null;
  const view = store.viewOf(row);
  const state = standing(store, row, view);
  const { here, elsewhere } = store.activityOf(id);
  const person = store.people.get(row.patientId)?.patient;
  const ward = store.patientId === null;
  const day = dayOf(row, view, dayOne);
  return (
    <th
      scope="row"
      aria-colindex={1}
      className={classNames(
        "sticky left-0 z-10 h-7.5 overflow-hidden border-r border-b border-line bg-surface px-2 py-0 text-left font-normal whitespace-nowrap",
        ward ? "w-50 max-w-50 max-md:w-28 max-md:max-w-28" : "w-36 max-w-36 max-md:w-26 max-md:max-w-26",
      )}
    >
      <span className="flex items-baseline gap-2 overflow-hidden">
        {ward && person ? (
          <span className="truncate font-medium" title={`MRN ${person.mrn}`}>
            <Identifier>{showName(person)}</Identifier>
          </span>
        ) : null}
        {!ward && day !== null ? <span className="text-sm">{day}</span> : null}
        {here === null ? null : (
          <span className="min-w-4 truncate text-xs text-accent" title={`${here} is editing this row`}>
            ✎ {here}
          </span>
        )}
        {state === null ? null : row.report !== null && state[1] === "text-muted" ? (
          <Link
            href={`/patients/${row.patientId}/reports/${row.report.id}`}
            tabIndex={-1}
            className="ml-auto text-xs text-muted underline-offset-2 hover:underline"
          >
            {state[0]}
          </Link>
        ) : (
          <span
            title={elsewhere === null ? undefined : `Saved by ${elsewhere.name}`}
            className={classNames("ml-auto shrink-0 text-xs", state[1], ward && "max-md:sr-only")}
          >
            {state[0]}
          </span>
        )}
      </span>
    </th>
  );
}

function dayOf(row: GridRow, view: RowView, dayOne: string | null): string | null {
  const date = typedDate(row.report !== null && !row.cells.date ? row.report.collectedOn : view.draft.date);
  return dayOne !== null && date.ok && date.date !== null ? showDay(protocolDayOf(dayOne, date.date)) : null;
}
