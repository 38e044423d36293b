import type { GridChange } from "./grid-model";

/** Everything one act changed: a keystroke's cell, or a whole paste. */
export type UndoStep = readonly GridChange[];

export interface UndoStack {
  readonly past: readonly UndoStep[];
  readonly future: readonly UndoStep[];
}

export const NOTHING_DONE: UndoStack = { past: [], future: [] };

/** So many acts can be taken back. */
const DEPTH = 200;

/** After a new act nothing that was taken back can be done again. */
export function done(stack: UndoStack, step: UndoStep): UndoStack {
  return step.length === 0 ? stack : { past: [...stack.past, step].slice(-DEPTH), future: [] };
}

export function undone(stack: UndoStack): { readonly step: UndoStep; readonly stack: UndoStack } | null {
  const step = stack.past.at(-1);
  return step === undefined
    ? null
    : { step, stack: { past: stack.past.slice(0, -1), future: [...stack.future, step] } };
}

export function redone(stack: UndoStack): { readonly step: UndoStep; readonly stack: UndoStack } | null {
  const step = stack.future.at(-1);
  return step === undefined
    ? null
    : { step, stack: { past: [...stack.past, step], future: stack.future.slice(0, -1) } };
}

/** What was saved is on record and is corrected with a reason, never undone: its cells leave the steps. */
export function withoutRows({ past, future }: UndoStack, saved: ReadonlySet<string>): UndoStack {
  const kept = (steps: readonly UndoStep[]) =>
    steps
      .map((step) => step.filter((change) => change.kind === "unit" || !saved.has(change.rowId)))
      .filter((step) => step.length > 0);
  return { past: kept(past), future: kept(future) };
}
