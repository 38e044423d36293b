import type { Note } from "@/lib/clinical/assessment";
import { showSentence } from "@/lib/display";

/** What to know about a verdict, each in a sentence, each once. */
export function NoteList({ notes }: { readonly notes: readonly Note[] }) {
  const sentences = [
    ...new Map(notes.map((note) => [`${note.code} ${showSentence(note.text)}`, note])).values(),
  ];
  if (sentences.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2 text-sm text-muted">
      {sentences.map((note) => (
        <li key={`${note.code} ${showSentence(note.text)}`} data-note={note.code}>
          {showSentence(note.text)}
        </li>
      ))}
    </ul>
  );
}
