"use client";

import { useTable } from "@tanstack/react-table";
import Link from "next/link";
import type { KeyboardEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import type { WorklistSort } from "@/lib/contract/worklist";
import { type WorklistEntry, worklistColumns, worklistFeatures } from "./worklist-columns";
import type { SortState } from "./worklist-url";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows move from row to row; Enter opens, because the focus stands on the row's own link. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
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
  sort,
  sortHrefs,
}: {
  readonly rows: readonly WorklistEntry[];
  readonly sort: SortState;
  /** Where a press on each column's head leads. */
  readonly sortHrefs: Readonly<Record<WorklistSort, string>>;
}) {
  const table = useTable({
    features: worklistFeatures,
    columns: worklistColumns,
    data: rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    state: {
      sorting: worklistColumns
        .filter((column) => column.meta?.sort === sort.field)
        .map((column) => ({ id: column.id ?? "", desc: sort.descending })),
    },
  });
  return (
    <table className="worklist-table w-full border-collapse text-left">
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
                    "border-b border-line px-2.5 py-0.5 text-xs font-medium whitespace-nowrap text-muted",
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
      <tbody onKeyDown={moveBetweenRows}>
        {table.getRowModel().rows.map((row) => (
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
                    "px-2.5 py-1.5 align-middle",
                    meta?.className,
                    meta?.right && "text-right",
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
