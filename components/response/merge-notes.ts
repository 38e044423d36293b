import type { Note } from "@/lib/clinical/assessment";
import { NOTE_SENTENCES, type NoteCode } from "@/lib/clinical/notes";

export interface MergedNote {
  readonly code: NoteCode;
  readonly text: string;
}

/** Notes of one code say their sentence once, and after it what is particular to each. */
export function mergeNotes(notes: readonly Note[]): readonly MergedNote[] {
  const particulars = new Map<NoteCode, Set<string>>();
  for (const { code, text } of notes) {
    const sentence = NOTE_SENTENCES[code];
    const known = particulars.get(code) ?? new Set<string>();
    particulars.set(code, known.add(text.startsWith(sentence) ? text.slice(sentence.length).trim() : text));
  }
  return [...particulars].map(([code, each]) => ({
    code,
    text: [NOTE_SENTENCES[code], ...each].filter((part) => part !== "").join(" "),
  }));
}
