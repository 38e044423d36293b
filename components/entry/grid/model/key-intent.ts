import type { Move } from "./moves-model";
import { MISSING_KEYS } from "./typed-value";

/** What a key means to a cell that is not being edited. */
export type Intent =
  | { readonly do: "move"; readonly move: Move; readonly extend: boolean }
  /** Opens the cell: with what it holds, or with the typed character in its place. */
  | { readonly do: "edit"; readonly text: string | null }
  | { readonly do: "put"; readonly text: string }
  | { readonly do: "clear" | "revert" | "undo" | "redo" | "copy-down" | "save" }
  | { readonly do: "confirm" | "take" | "unit" | "today" | "leave" }
  | { readonly do: "problem"; readonly step: 1 | -1 };

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

const ARROWS: Readonly<Record<string, Move>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "row-start",
  End: "row-end",
};

const JUMPS: Readonly<Record<string, Move>> = {
  ArrowUp: "top",
  ArrowDown: "bottom",
  ArrowLeft: "row-start",
  ArrowRight: "row-end",
  Home: "first",
  End: "last",
};

const PLAIN: Readonly<Record<string, Intent>> = {
  F2: { do: "edit", text: null },
  Delete: { do: "clear" },
  Backspace: { do: "clear" },
  Escape: { do: "revert" },
  F6: { do: "leave" },
};

/** Letters that act at once on a value; every other character begins a new text. */
const LETTERS: Readonly<Record<string, Intent>> = {
  y: { do: "confirm" },
  m: { do: "take" },
  u: { do: "unit" },
};

/** The intent of a key, or null where the key is the browser's: "?" and "/" stay with the page. */
export function keyIntent(pressed: Key, field: "date" | "time" | "value"): Intent | null {
  const { key, ctrl, shift, alt } = pressed;
  const letter = key.toLowerCase();
  if (ctrl) return alt ? null : withControl(key, letter, shift);
  if (alt) return null;
  const arrow = ARROWS[key];
  if (arrow !== undefined) return { do: "move", move: arrow, extend: shift };
  if (key === "Enter") return { do: "move", move: shift ? "up" : "down", extend: false };
  if (key === "Tab") return { do: "move", move: shift ? "previous" : "next", extend: false };
  if (key === "F8") return { do: "problem", step: shift ? -1 : 1 };
  const plain = PLAIN[key];
  if (plain !== undefined) return plain;
  if ([...key].length !== 1 || key === "?" || key === "/" || key === " ") return null;
  if (field === "date") return letter === "t" ? { do: "today" } : { do: "edit", text: key };
  if (field === "time") return { do: "edit", text: key };
  if (isMissingKey(letter)) return { do: "put", text: MISSING_KEYS[letter] };
  return LETTERS[letter] ?? { do: "edit", text: key };
}

const isMissingKey = (letter: string): letter is keyof typeof MISSING_KEYS =>
  Object.hasOwn(MISSING_KEYS, letter);

function withControl(key: string, letter: string, shift: boolean): Intent | null {
  const jump = JUMPS[key];
  if (jump !== undefined) return { do: "move", move: jump, extend: shift };
  if (letter === "z") return { do: shift ? "redo" : "undo" };
  if (letter === "y") return { do: "redo" };
  if (letter === "d") return { do: "copy-down" };
  if (letter === "s" || key === "Enter") return { do: "save" };
  return null;
}

/** What a key means while a cell is being typed into; null: it is part of the text. */
export type EditIntent = { readonly do: "cancel" | "save" } | { readonly do: "commit"; readonly move: Move };

/** `opened`: the cell was opened with what it held, so that the sideways arrows walk in its text. */
export function editIntent({ key, ctrl, shift, alt }: Key, opened: boolean): EditIntent | null {
  if (alt) return null;
  if (ctrl) return key.toLowerCase() === "s" || key === "Enter" ? { do: "save" } : null;
  if (key === "Escape") return { do: "cancel" };
  if (key === "Enter") return { do: "commit", move: shift ? "up" : "down" };
  if (key === "Tab") return { do: "commit", move: shift ? "previous" : "next" };
  if (key === "ArrowUp") return { do: "commit", move: "up" };
  if (key === "ArrowDown") return { do: "commit", move: "down" };
  if (opened || shift) return null;
  if (key === "ArrowLeft") return { do: "commit", move: "left" };
  return key === "ArrowRight" ? { do: "commit", move: "right" } : null;
}
