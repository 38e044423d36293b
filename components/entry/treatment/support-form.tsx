"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { SelectField } from "@/components/ui/field";
import { SUPPORT_KINDS } from "@/lib/clinical/record";
import { showDate, showSupport } from "@/lib/display";
import { AddRow } from "../form/add-row";
import { DateField } from "../form/date-field";
import { FormFrame } from "../form/form-frame";
import { useAdded } from "../form/use-added";
import { useLeaveWarning } from "../form/use-leave-warning";
import { EMPTY_SUPPORT, SUPPORT_PATHS, type SupportDraft, supportBody } from "./treatment-draft";

export function SupportForm({ patientId }: { readonly patientId: string }) {
  const [draft, setDraft] = useState<SupportDraft>(EMPTY_SUPPORT);
  const { sending, problem, saved, add } = useAdded();
  useLeaveWarning(draft.on !== "");

  const save = async () => {
    const done = await add(
      `patients/${patientId}/support`,
      supportBody(draft),
      ({ kind, on }) => `${showSupport(kind)} on ${showDate(on)}`,
    );
    // The kind stays: transfusions are typed in as a series.
    if (done) setDraft((old) => ({ ...old, on: "" }));
  };

  return (
    <FormFrame
      label="Add a support event"
      onSubmit={() => void save()}
      problem={problem}
      shown={SUPPORT_PATHS}
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Given"
          required
          value={draft.kind}
          error={problemAt(problem?.fields, "kind")?.message}
          onChange={(event) =>
            setDraft((old) => ({ ...old, kind: event.target.value as SupportDraft["kind"] }))
          }
        >
          <option value="">Choose…</option>
          {SUPPORT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {showSupport(kind)}
            </option>
          ))}
        </SelectField>
        <DateField
          label="Given on"
          required
          value={draft.on}
          error={problemAt(problem?.fields, "on")?.message}
          onChange={(on) => setDraft((old) => ({ ...old, on }))}
        />
      </div>
      <AddRow label="Add support event" sending={sending} saved={saved} />
    </FormFrame>
  );
}
