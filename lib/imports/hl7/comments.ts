import type { ImportProblem } from "../import-format";
import type { Segment } from "./segments";

/** The NTE segments under one segment: a comment, cut into lines by most senders. */
export type Comments = string[];

const NONE: readonly ImportProblem[] = [];

/** As long as a person may type a note; the rest stays in the file, which is kept. */
const LONGEST = 2000;

export function addComment(comments: Comments | null, note: Segment): void {
  if (comments === null) return;
  const repetitions = Array.from({ length: note.repetitions(3) }, (_, index) => note.whole(3, index + 1));
  const text = repetitions.join("\n");
  if (text !== "") comments.push(text);
}

export function asNotes(comments: Comments): readonly ImportProblem[] {
  if (comments.length === 0) return NONE;
  const message = comments.join("\n");
  return [{ code: "comment", message: message.slice(0, LONGEST) }];
}
