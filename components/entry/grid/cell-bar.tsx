"use client";

import { Button } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import { Kbd } from "@/components/ui/kbd";
import { ANALYTES } from "@/lib/clinical/analytes";
import { showFlag, showName } from "@/lib/display";
import { choose, confirm, put, take } from "./grid-acts";
import { fieldLabel } from "./grid-row";
import type { GridStore } from "./grid-store";
import { isMoment } from "./model/grid-model";
import type { CellView, RowView } from "./model/row-view";
import { MISSING_KEYS } from "./model/typed-value";
import { useGrid } from "./use-grid";

/** All there is to say of the chosen cell, always in the same place: why it is refused, its interval, what is on record. */
export function CellBar({ store }: { readonly store: GridStore }) {
  useGrid(store, "sheet");
  const { place, columns } = store;
  const row = store.rowAt(place.row);
  const field = columns[place.column];
  if (row === undefined || field === undefined) return null;
  const view = store.viewOf(row);
  const cell = view.cells[field];
  const person = store.people.get(row.patientId)?.patient;
  const problem = store.activityOf(row.id).problem;
  const back = (act: (store: GridStore) => void) => () => {
    act(store);
    store.keepsFocus = true;
    choose(store, { ...store.place });
  };
  return (
    <div className="flex min-h-16 flex-wrap content-start items-center gap-x-3 gap-y-1 border-b border-line px-3.5 py-2">
      <span className="font-medium">
        {store.patientId === null && person ? <Identifier>{showName(person)}</Identifier> : null}
        {store.patientId === null ? " · " : ""}
        {isMoment(field) ? `${fieldLabel(field)} of collection` : ANALYTES[field].name}
      </span>
      <CellWords cell={cell} />
      {cell?.state === "refused" && cell.suggestion !== null ? (
        <Button size="small" onClick={back(confirm)}>
          Use {cell.suggestion} <Kbd>Y</Kbd>
        </Button>
      ) : null}
      {cell?.state === "warning" ? (
        <>
          <Button size="small" onClick={back(confirm)}>
            It is right <Kbd>Y</Kbd>
          </Button>
          {cell.suggestion === null ? null : (
            <Button size="small" onClick={back(take)}>
              Use {cell.suggestion} <Kbd>M</Kbd>
            </Button>
          )}
        </>
      ) : null}
      {isMoment(field) ? null : (
        <span className="ml-auto flex gap-1">
          {Object.entries(MISSING_KEYS).map(([key, words]) => (
            <Button key={key} size="small" look="quiet" onClick={back((grid) => put(grid, words))}>
              {words} <Kbd>{key}</Kbd>
            </Button>
          ))}
        </span>
      )}
      <RowWords view={view} problem={problem?.message ?? null} />
    </div>
  );
}

function CellWords({ cell }: { readonly cell: CellView | undefined }) {
  if (cell === undefined) return null;
  const flag = showFlag(cell.flag);
  const { state, reason, interval, converted, recorded } = cell;
  return (
    <>
      {state === "refused" ? <span className="text-critical">✕ {reason}</span> : null}
      {state === "warning" ? <span className="text-open">? {reason}</span> : null}
      {state === "confirmed" ? <span className="text-open">unusual, confirmed</span> : null}
      {state === "missing" ? <span className="text-muted">no value, never read as normal</span> : null}
      {state === "computed" ? <span className="text-muted">computed from the other values</span> : null}
      {state === "unused" ? <span className="text-muted">not used: {reason}</span> : null}
      {flag === null ? null : <span>{flag.words}</span>}
      {converted === null ? null : <span className="text-muted">= {converted}</span>}
      {interval === null ? null : (
        <span className="text-sm text-muted">
          interval {interval.text} ({interval.source})
        </span>
      )}
      {recorded === null ? null : <span className="text-sm text-muted">on record: {recorded}</span>}
    </>
  );
}

function RowWords({ view, problem }: { readonly view: RowView; readonly problem: string | null }) {
  if (view.notes.length === 0 && problem === null) return null;
  return (
    <span className="w-full">
      {problem === null ? null : <span className="pr-3 text-critical">! Not saved: {problem}</span>}
      {view.notes.map((note) => (
        <span key={note} className="pr-3 text-sm text-open">
          ! {note}
        </span>
      ))}
    </span>
  );
}
