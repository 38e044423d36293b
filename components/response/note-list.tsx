import type { Note } from "@/lib/clinical/assessment";
import { showSentence } from "@/lib/display";
import { mergeNotes } from "./merge-notes";

/** What to know about a verdict, in sentences. */
export function NoteList({ notes }: { readonly notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2 text-sm text-muted">
      {mergeNotes(notes).map(({ code, text }) => (
        <li key={code} data-note={code}>
          {showSentence(text)}
        </li>
      ))}
    </ul>
  );
}
