"use client";

import { AddRow } from "@/components/entry/form/add-row";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { TextField } from "@/components/ui/field";
import { showDate } from "@/lib/display";
import { EMPTY_FOLLOW_UP, FOLLOW_UP_PATHS, type FollowUpDraft, followUpBody } from "./record-drafts";
import { useEntry } from "./use-entry";

export function FollowUpForm({ patientId }: { readonly patientId: string }) {
  const { draft, set, error, add, problem, sending, saved } = useEntry<FollowUpDraft>(EMPTY_FOLLOW_UP);
  const save = () =>
    add(
      `patients/${patientId}/follow-up`,
      followUpBody(draft),
      ({ test, due }) => `${test}, due ${showDate(due)}`,
    );
  return (
    <FormFrame label="Plan a test" onSubmit={() => void save()} problem={problem} shown={FOLLOW_UP_PATHS}>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label="Test"
          required
          value={draft.test}
          error={error("test")}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => set("test", event.target.value)}
        />
        <DateField
          label="Due on"
          required
          value={draft.due}
          error={error("due")}
          onChange={(due) => set("due", due)}
        />
        <TextField
          label="Remark"
          value={draft.note}
          error={error("note")}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => set("note", event.target.value)}
        />
      </div>
      <AddRow label="Plan test" sending={sending} saved={saved} />
    </FormFrame>
  );
}
