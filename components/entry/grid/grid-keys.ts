import type { KeyboardEvent } from "react";
import {
  clear,
  confirm,
  copyDown,
  go,
  open,
  put,
  redo,
  revert,
  take,
  today,
  toProblem,
  undo,
} from "./grid-acts";
import type { GridStore } from "./grid-store";
import { isMoment } from "./model/grid-model";
import { keyIntent } from "./model/key-intent";

interface Around {
  readonly onSave: () => void;
  readonly onLeave: () => void;
  /** Goes to the unit of a column; false where it has only one. */
  readonly unit: (column: number) => boolean;
}

/** What needs nothing but the chosen cells. */
const ACTS = { clear, revert, undo, redo, "copy-down": copyDown, confirm, take, today };

/** Does what a key means to the chosen cell; a key that means nothing here stays with the page. */
export function keyed(store: GridStore, event: KeyboardEvent, around: Around): void {
  const field = store.columns[store.place.column];
  if (field === undefined || event.nativeEvent.isComposing) return;
  const pressed = {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
  };
  const intent = keyIntent(pressed, isMoment(field) ? field : "value");
  if (intent === null) return;
  store.keepsFocus = true;
  // Past the last cell the Tab key goes on to the rest of the page.
  if (intent.do === "move" && !go(store, intent.move, intent.extend)) {
    store.keepsFocus = false;
    return;
  }
  event.preventDefault();
  if (intent.do in ACTS) ACTS[intent.do as keyof typeof ACTS](store);
  else if (intent.do === "edit") open(store, intent.text);
  else if (intent.do === "put") put(store, intent.text);
  else if (intent.do === "problem") toProblem(store, intent.step);
  else if (intent.do === "unit") around.unit(store.place.column);
  else if (intent.do === "save") around.onSave();
  else if (intent.do === "leave") around.onLeave();
}
