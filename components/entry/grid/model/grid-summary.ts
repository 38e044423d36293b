import type { GridField, GridRow } from "./grid-model";
import type { Place } from "./moves-model";
import type { RowActivity } from "./row-activity";
import type { RowView } from "./row-view";

export interface RowState {
  readonly row: GridRow;
  readonly view: RowView;
  readonly activity: RowActivity;
}

/** What the toolbar says of the whole grid. */
export interface Summary {
  /** Cells that keep their row from being saved. */
  readonly refused: number;
  /** Cells that ask to be confirmed. */
  readonly asking: number;
  /** Rows that wait to be saved, and those of them that would correct a report on record. */
  readonly waiting: number;
  /** Rows of them that can be saved as they are. */
  readonly sound: number;
  readonly corrections: number;
  readonly saving: number;
  /** Rows whose last attempt failed, or that a colleague changed meanwhile. */
  readonly failed: number;
  readonly values: number;
}

/** A row that can be sent as it is: something to save, nothing refused, nobody's version in between. */
export const isSound = ({ row, view, activity }: RowState): boolean =>
  view.changed &&
  view.refused.length === 0 &&
  activity.theirs === null &&
  !activity.saving &&
  (row.report !== null || Object.values(view.draft.values).some((value) => value.text !== ""));

export function summaryOf(states: readonly RowState[]): Summary {
  const sum = {
    refused: 0,
    asking: 0,
    waiting: 0,
    sound: 0,
    corrections: 0,
    saving: 0,
    failed: 0,
    values: 0,
  };
  for (const state of states) {
    const { row, view, activity } = state;
    sum.sound += isSound(state) ? 1 : 0;
    sum.refused += view.refused.length;
    sum.asking += view.asking.length;
    sum.saving += activity.saving ? 1 : 0;
    sum.failed += activity.problem !== null || activity.theirs !== null ? 1 : 0;
    if (!view.changed) continue;
    sum.waiting += 1;
    sum.corrections += row.report === null ? 0 : 1;
    sum.values += Object.keys(row.cells).length;
  }
  return sum;
}

/** Where something asks for a person, row by row: refused and unusual cells, and rows that could not be saved. */
export function problemsOf(states: readonly RowState[], columns: readonly GridField[]): Place[] {
  return states.flatMap(({ view, activity }, row) => {
    const cells = [...view.refused, ...view.asking].map((field) => columns.indexOf(field));
    const failed = cells.length === 0 && (activity.problem !== null || activity.theirs !== null) ? [0] : [];
    return [...cells, ...failed].sort((a, b) => a - b).map((column) => ({ row, column }));
  });
}

/** The next place after this one in reading order, round the end; null where there is none. */
export function nextPlace(places: readonly Place[], from: Place, step: 1 | -1): Place | null {
  const order = (a: Place, b: Place) => a.row - b.row || a.column - b.column;
  const beyond = step === 1 ? places : [...places].reverse();
  return beyond.find((place) => order(place, from) * step > 0) ?? beyond[0] ?? null;
}
