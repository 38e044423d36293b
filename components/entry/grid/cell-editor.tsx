"use client";

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { choose, commit, go } from "./grid-acts";
import type { Editing, GridStore } from "./grid-store";
import { editIntent } from "./model/key-intent";
import { moved } from "./model/moves-model";

/** The open cell: a text field that takes what is typed and gives it to the grid when it is left. */
export function CellEditor({
  store,
  editing,
  label,
  onSave,
}: {
  readonly store: GridStore;
  readonly editing: Editing;
  readonly label: string;
  readonly onSave: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);

  // Before the next key arrives: a fast typist must not lose the second character.
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const leave = (keep: boolean) => {
    if (over.current) return;
    over.current = true;
    if (keep) commit(store, input.current?.value ?? editing.text);
    else store.edit(null);
  };
  const keyed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const pressed = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    };
    const intent = editIntent(pressed, editing.opened);
    // The grid around this field reads keys too; these are spoken for.
    event.stopPropagation();
    if (intent === null) return;
    const extent = { rows: store.content.rows.length, columns: store.columns.length };
    const leaves = intent.do === "commit" && moved(store.place, intent.move, extent) === null;
    if (!leaves) event.preventDefault();
    leave(intent.do !== "cancel");
    if (intent.do === "commit") go(store, intent.move);
    else choose(store, store.place);
    if (intent.do === "save") onSave();
  };

  return (
    <input
      ref={input}
      aria-label={label}
      defaultValue={editing.text}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      className="absolute inset-0 z-10 h-full w-full min-w-0 bg-surface px-1.5 text-right outline-2 -outline-offset-2 outline-accent pointer-coarse:text-[1rem]"
      onChange={(event) => store.typing(event.target.value)}
      onKeyDown={keyed}
      onBlur={() => leave(true)}
    />
  );
}
