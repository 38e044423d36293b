import { WithdrawRow } from "@/components/entry/treatment/withdraw-row";
import { Tag } from "@/components/ui/tag";
import type { NoteAnswer } from "@/lib/contract/record-answers";
import { showInstant } from "@/lib/display";
import { ChangeNote } from "./change-note";

/** Notes newest first, as plain text whatever is in them. */
export function NoteList({
  notes,
  timeZone,
  mayChange,
}: {
  readonly notes: readonly NoteAnswer[];
  readonly timeZone: string;
  readonly mayChange: boolean;
}) {
  if (notes.length === 0)
    return <p className="border-b border-line px-3.5 py-3 text-muted">No note is on record.</p>;
  return (
    <ul aria-label="Notes on record">
      {notes.toReversed().map((note) => (
        <li key={`${note.id} ${note.version}`} className="border-b border-line px-3.5 py-2">
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            {note.kind === "problem" ? <Tag>Problem</Tag> : null}
            {note.author} · {showInstant(note.writtenAt, timeZone)}
            {note.changedAt === null ? "" : ` · changed ${showInstant(note.changedAt, timeZone)}`}
          </p>
          <NoteText text={note.text} />
          {mayChange ? (
            <div className="flex flex-wrap gap-1">
              <ChangeNote note={note} />
              <WithdrawRow path={`notes/${note.id}/withdraw`} version={note.version} what="this note" />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Its own direction and its own lines: nothing typed reaches beyond its place. */
export function NoteText({ text }: { readonly text: string }) {
  return (
    <p dir="auto" className="max-w-prose whitespace-pre-wrap wrap-anywhere [unicode-bidi:isolate]">
      {text}
    </p>
  );
}
