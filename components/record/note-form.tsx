"use client";

import { AddRow } from "@/components/entry/form/add-row";
import { FormFrame } from "@/components/entry/form/form-frame";
import { SelectField, TextAreaField } from "@/components/ui/field";
import { EMPTY_NOTE, NOTE_PATHS, type NoteDraft, noteBody } from "./record-drafts";
import { useEntry } from "./use-entry";

export function NoteForm({ patientId }: { readonly patientId: string }) {
  const { draft, set, error, add, problem, sending, saved } = useEntry<NoteDraft>(EMPTY_NOTE);
  const save = () =>
    add(`patients/${patientId}/notes`, noteBody(draft), ({ kind }) =>
      kind === "problem" ? "Problem" : "Note",
    );
  return (
    <FormFrame label="Write a note" onSubmit={() => void save()} problem={problem} shown={NOTE_PATHS}>
      <SelectField
        label="Kind"
        required
        className="max-w-64"
        value={draft.kind}
        error={error("kind")}
        onChange={(event) => set("kind", event.target.value as NoteDraft["kind"])}
      >
        <option value="note">Note</option>
        <option value="problem">Symptom or problem</option>
      </SelectField>
      <TextAreaField
        label="Text"
        required
        rows={3}
        maxLength={4000}
        value={draft.text}
        error={error("text")}
        onChange={(event) => set("text", event.target.value)}
      />
      <AddRow label="Save note" sending={sending} saved={saved} />
    </FormFrame>
  );
}
