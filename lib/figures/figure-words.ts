import type { Flag } from "../clinical/assessment";
import { showFlag } from "../display";
import type { PointState } from "./course-model";

/** What is added to a value that is shown and not used. */
const STATE_NOTE = {
  ok: "",
  missing: "",
  unconfirmed: "unconfirmed",
  "set-aside": "not used",
  preliminary: "preliminary",
  "not-used": "not used",
  ghost: "earlier version",
} as const satisfies Record<PointState, string>;

/** Arrow and letters together: "↓LL" survives a black-and-white copy. */
export function flagMark(flag: Flag | null): string {
  const shown = showFlag(flag);
  return shown === null ? "" : shown.arrow + shown.letters;
}

export function stateNote(state: PointState): string {
  return STATE_NOTE[state];
}

/** "0.46 ↓LL", "2000 (unconfirmed)" */
export function valueWords(value: {
  readonly text: string;
  readonly flag: Flag | null;
  readonly state: PointState;
}): string {
  const note = stateNote(value.state);
  return [value.text, flagMark(value.flag), note === "" ? "" : `(${note})`]
    .filter((part) => part !== "")
    .join(" ");
}
