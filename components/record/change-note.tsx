"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import type { NoteAnswer } from "@/lib/contract/record-answers";
import { useChange } from "./use-change";

/** Writes a note anew; the words before stay in the audit. */
export function ChangeNote({ note }: { readonly note: NoteAnswer }) {
  const { open, setOpen, sending, problem, refuse, send } = useChange(`notes/${note.id}`, note.version);
  const [text, setText] = useState(note.text);
  useLeaveWarning(open && text !== note.text);
  const save = () =>
    text.trim() === ""
      ? refuse([{ path: "text", code: "missing", message: "To take the note back, withdraw it." }])
      : void send({ text: text.trim() });
  if (!open) {
    return (
      <Button size="small" look="quiet" aria-label="Change this note" onClick={() => setOpen(true)}>
        Change…
      </Button>
    );
  }
  return (
    <FormFrame
      label="Change this note"
      onSubmit={save}
      problem={problem}
      shown={["text"]}
      className="w-full gap-2 text-left"
    >
      <TextAreaField
        label="Text"
        required
        rows={4}
        maxLength={4000}
        value={text}
        error={problemAt(problem?.fields, "text")?.message}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" busy={sending} busyText="Saving…">
          Save
        </Button>
        <Button size="small" look="quiet" onClick={() => setOpen(false)}>
          Leave as it is
        </Button>
      </div>
    </FormFrame>
  );
}
