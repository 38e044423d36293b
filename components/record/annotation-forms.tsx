"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { AddRow } from "@/components/entry/form/add-row";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { WithdrawRow } from "@/components/entry/treatment/withdraw-row";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { AnnotationAnswer } from "@/lib/contract/record-answers";
import { showDate } from "@/lib/display";
import { ANNOTATION_PATHS, type AnnotationDraft, annotationBody } from "./record-drafts";
import { useChange } from "./use-change";
import { useEntry } from "./use-entry";

/** What is pinned to the course, to be changed or taken back, and the form for another. */
export function AnnotationForms({
  patientId,
  annotations,
  on,
}: {
  readonly patientId: string;
  readonly annotations: readonly AnnotationAnswer[];
  /** The day in focus; "" where there was none. */
  readonly on: string;
}) {
  return (
    <div className="flex flex-col gap-4">
      <AddAnnotation patientId={patientId} on={on} />
      {annotations.length === 0 ? null : (
        <ol aria-label="Annotations on record" className="border-t border-line">
          {annotations.map((annotation) => (
            <li key={`${annotation.id} ${annotation.version}`} className="border-b border-line py-2">
              <p className="text-sm text-muted">
                {showDate(annotation.on)} · {annotation.author}
              </p>
              <p className="wrap-anywhere">
                <bdi>{annotation.text}</bdi>
              </p>
              <div className="flex flex-wrap gap-1">
                <ChangeAnnotation annotation={annotation} />
                <WithdrawRow
                  path={`annotations/${annotation.id}/withdraw`}
                  version={annotation.version}
                  what={`the annotation of ${showDate(annotation.on)}`}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function AddAnnotation({ patientId, on }: { readonly patientId: string; readonly on: string }) {
  const { draft, set, error, add, problem, sending, saved } = useEntry<AnnotationDraft>({ on, text: "" });
  const save = () =>
    add(`patients/${patientId}/annotations`, annotationBody(draft), (made) => showDate(made.on));
  return (
    <FormFrame
      label="Pin an annotation"
      onSubmit={() => void save()}
      problem={problem}
      shown={ANNOTATION_PATHS}
      focusFirst
    >
      <AnnotationFields draft={draft} set={set} error={error} />
      <AddRow label="Pin it" sending={sending} saved={saved} />
    </FormFrame>
  );
}

function AnnotationFields({
  draft,
  set,
  error,
}: {
  readonly draft: AnnotationDraft;
  readonly set: (path: keyof AnnotationDraft, value: string) => void;
  readonly error: (path: keyof AnnotationDraft) => string | undefined;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_12rem]">
      <TextField
        label="Text"
        required
        maxLength={200}
        autoComplete="off"
        value={draft.text}
        error={error("text")}
        onChange={(event) => set("text", event.target.value)}
      />
      <DateField label="Day" required value={draft.on} error={error("on")} onChange={(on) => set("on", on)} />
    </div>
  );
}

function ChangeAnnotation({ annotation }: { readonly annotation: AnnotationAnswer }) {
  const stood = { on: annotation.on, text: annotation.text };
  const change = useChange(`annotations/${annotation.id}`, annotation.version);
  const [draft, setDraft] = useState<AnnotationDraft>(stood);
  useLeaveWarning(change.open && JSON.stringify(draft) !== JSON.stringify(stood));
  const save = () => {
    const made = annotationBody(draft);
    if (!made.ok) return change.refuse(made.fields);
    void change.send(made.body);
  };
  const name = `Change the annotation of ${showDate(annotation.on)}`;
  if (!change.open) {
    return (
      <Button size="small" look="quiet" aria-label={name} onClick={() => change.setOpen(true)}>
        Change…
      </Button>
    );
  }
  return (
    <FormFrame
      label={name}
      onSubmit={save}
      problem={change.problem}
      shown={ANNOTATION_PATHS}
      className="w-full gap-2"
    >
      <AnnotationFields
        draft={draft}
        set={(path, value) => setDraft((old) => ({ ...old, [path]: value }))}
        error={(path) => problemAt(change.problem?.fields, path)?.message}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" busy={change.sending} busyText="Saving…">
          Save
        </Button>
        <Button size="small" look="quiet" onClick={() => change.setOpen(false)}>
          Leave as it is
        </Button>
      </div>
    </FormFrame>
  );
}
