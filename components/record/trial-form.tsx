"use client";

import { AddRow } from "@/components/entry/form/add-row";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { TextField } from "@/components/ui/field";
import { EMPTY_TRIAL, TRIAL_PATHS, type TrialDraft, trialBody } from "./record-drafts";
import { useEntry } from "./use-entry";

export function TrialForm({ patientId }: { readonly patientId: string }) {
  const { draft, set, error, add, problem, sending, saved } = useEntry<TrialDraft>(EMPTY_TRIAL);
  const save = () => add(`patients/${patientId}/trials`, trialBody(draft), ({ nct }) => nct);
  return (
    <FormFrame label="Add a trial" onSubmit={() => void save()} problem={problem} shown={TRIAL_PATHS}>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label="NCT number"
          required
          value={draft.nct}
          error={error("nct")}
          maxLength={20}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set("nct", event.target.value)}
        />
        <TextField
          label="Arm"
          value={draft.arm}
          error={error("arm")}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => set("arm", event.target.value)}
        />
        <DateField label="Since" value={draft.on} error={error("on")} onChange={(on) => set("on", on)} />
      </div>
      <AddRow label="Add trial" sending={sending} saved={saved} />
    </FormFrame>
  );
}
