"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { SelectField } from "@/components/ui/field";
import { EXTRAMEDULLARY_FINDINGS } from "@/lib/clinical/record";
import { EXTRAMEDULLARY_SITES } from "@/lib/contract/patient";
import { showDate, showWords } from "@/lib/display";
import { AddRow } from "../form/add-row";
import { CheckGroup } from "../form/check-group";
import { DateField } from "../form/date-field";
import { FormFrame } from "../form/form-frame";
import { useAdded } from "../form/use-added";
import { useLeaveWarning } from "../form/use-leave-warning";
import {
  EMPTY_EXTRAMEDULLARY,
  EXTRAMEDULLARY_PATHS,
  type ExtramedullaryDraft,
  extramedullaryBody,
  findingHasSites,
} from "./treatment-draft";

export function ExtramedullaryForm({ patientId }: { readonly patientId: string }) {
  const [draft, setDraft] = useState<ExtramedullaryDraft>(EMPTY_EXTRAMEDULLARY);
  const { sending, problem, saved, add } = useAdded();
  useLeaveWarning(draft.finding !== "" || draft.on !== "");
  const error = (path: keyof ExtramedullaryDraft) => problemAt(problem?.fields, path)?.message;

  const save = async () => {
    const done = await add(
      `patients/${patientId}/extramedullary`,
      extramedullaryBody(draft),
      ({ finding, on }) => `${showWords(finding)}${on === null ? ", undated" : ` on ${showDate(on)}`}`,
    );
    if (done) setDraft(EMPTY_EXTRAMEDULLARY);
  };

  return (
    <FormFrame
      label="Add an extramedullary finding"
      onSubmit={() => void save()}
      problem={problem}
      shown={EXTRAMEDULLARY_PATHS}
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Finding"
          required
          value={draft.finding}
          error={error("finding")}
          onChange={(event) =>
            setDraft((old) => ({ ...old, finding: event.target.value as ExtramedullaryDraft["finding"] }))
          }
        >
          <option value="">Choose…</option>
          {EXTRAMEDULLARY_FINDINGS.map((finding) => (
            <option key={finding} value={finding}>
              {showWords(finding)}
            </option>
          ))}
        </SelectField>
        <DateField
          label="Found on"
          value={draft.on}
          error={error("on")}
          onChange={(on) => setDraft((old) => ({ ...old, on }))}
          hint="Without a date it counts for every marrow."
        />
      </div>
      {findingHasSites(draft.finding) ? (
        <CheckGroup
          legend="Sites"
          choices={EXTRAMEDULLARY_SITES}
          chosen={draft.sites}
          words={{ cns: "CNS" }}
          error={error("sites")}
          onChange={(sites) => setDraft((old) => ({ ...old, sites }))}
        />
      ) : null}
      <AddRow label="Add finding" sending={sending} saved={saved} />
    </FormFrame>
  );
}
