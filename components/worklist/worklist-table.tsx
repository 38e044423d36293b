"use client";

import { useTable } from "@tanstack/react-table";
import Link from "next/link";
import { type KeyboardEvent, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { WorklistReason, WorklistSort } from "@/lib/contract/worklist";
import { type WorklistEntry, worklistColumns, worklistFeatures } from "./worklist-columns";
import type { SortState } from "./worklist-url";

export interface ShownGroup {
  readonly reason: WorklistReason;
  readonly title: string;
  readonly says: string;
  /** "3", "1,000+" */
  readonly count: string;
  /** Its whole list, where there is more of it than here; null where there is not. */
  readonly href: string | null;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows move from row to row; Enter opens, because the focus stands on the row's own link. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody:not([hidden]) [data-row-link]")];
  const here = links.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  const target =
    event.key === "Home" ? links[0] : event.key === "End" ? links.at(-1) : links[here + (step ?? 0)];
  if (
    here < 0 ||
    target === undefined ||
    (step === undefined && event.key !== "Home" && event.key !== "End")
  ) {
    return;
  }
  event.preventDefault();
  target.focus();
}

const ORDER = { asc: { aria: "ascending", arrow: "↑" }, desc: { aria: "descending", arrow: "↓" } } as const;

export function WorklistTable({
  rows,
  groups = [],
  all,
  sort,
  sortHrefs,
}: {
  /** Rows of groups first, in the order of the groups. */
  readonly rows: readonly WorklistEntry[];
  readonly groups?: readonly ShownGroup[];
  /** What the list of all says of itself, under groups. */
  readonly all?: string;
  readonly sort: SortState;
  /** Where a press on each column's head leads. */
  readonly sortHrefs: Readonly<Record<WorklistSort, string>>;
}) {
  const table = useTable({
    features: worklistFeatures,
    columns: worklistColumns,
    data: rows,
    getRowId: (row) => `${row.group ?? "all"} ${row.id}`,
    manualSorting: true,
    state: {
      sorting: worklistColumns
        .filter((column) => column.meta?.sort === sort.field)
        .map((column) => ({ id: column.id ?? "", desc: sort.descending })),
    },
  });
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const fold = (reason: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(reason)) next.add(reason);
      return next;
    });
  const columns = worklistColumns.length;
  const bodyOf = (group: WorklistReason | null) =>
    table
      .getRowModel()
      .rows.filter(({ original }) => original.group === group)
      .map((row) => (
        <tr
          key={row.id}
          className="worklist-row relative border-b border-line last:border-b-0 hover:bg-sunken"
        >
          {row.getAllCells().map((cell) => {
            const meta = cell.column.columnDef.meta;
            return (
              <td
                key={cell.id}
                className={classNames(
                  "px-2 py-1.5 align-middle 2xl:px-2.5",
                  meta?.className,
                  meta?.right && "text-right",
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            );
          })}
        </tr>
      ));
  return (
    <table onKeyDown={moveBetweenRows} className="worklist-table w-full border-collapse text-left">
      <caption className="sr-only">Patients, one a row; the column heads sort</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta;
              const sorted = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={sorted ? ORDER[sorted].aria : undefined}
                  className={classNames(
                    "border-b border-line px-2 py-0.5 text-xs font-medium text-muted 2xl:px-2.5",
                    meta?.className,
                    meta?.right && "text-right",
                  )}
                >
                  <Link
                    href={meta ? sortHrefs[meta.sort] : "/"}
                    scroll={false}
                    className={classNames(
                      "inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink",
                      sorted && "font-semibold text-ink",
                    )}
                  >
                    <span>
                      <table.FlexRender header={header} />
                    </span>
                    <span aria-hidden="true" className="w-2.5 text-accent">
                      {sorted ? ORDER[sorted].arrow : ""}
                    </span>
                  </Link>
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      {groups.map(({ reason, title, says, count, href }) => [
        <tbody key={`${reason} head`}>
          <tr className="worklist-group border-b border-line bg-sunken">
            <th colSpan={columns} scope="rowgroup" className="px-2.5 py-1 text-left font-normal">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <button
                  type="button"
                  aria-expanded={!folded.has(reason)}
                  aria-controls={`group-${reason}`}
                  onClick={() => fold(reason)}
                  className="inline-flex min-h-6 items-center gap-1.5 font-semibold hover:underline"
                >
                  <span aria-hidden="true" className="w-3 text-muted">
                    {folded.has(reason) ? "▸" : "▾"}
                  </span>
                  {title} <span className="tabular-nums">· {count}</span>
                </button>
                <span className="text-xs text-muted">{says}</span>
                {href === null ? null : (
                  <Link href={href} className="inline-flex min-h-6 items-center text-sm underline md:ml-auto">
                    Show all {count}
                    <span className="sr-only"> of {title}</span>
                  </Link>
                )}
              </span>
            </th>
          </tr>
        </tbody>,
        <tbody key={reason} id={`group-${reason}`} hidden={folded.has(reason)}>
          {bodyOf(reason)}
        </tbody>,
      ])}
      {all === undefined ? null : (
        <tbody>
          <tr className="worklist-group border-b border-line bg-sunken">
            <th colSpan={columns} scope="rowgroup" className="px-2.5 py-1 text-left font-semibold">
              {all}
            </th>
          </tr>
        </tbody>
      )}
      <tbody>{bodyOf(null)}</tbody>
    </table>
  );
}
