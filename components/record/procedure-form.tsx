"use client";

import { AddRow } from "@/components/entry/form/add-row";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { SelectField, TextAreaField } from "@/components/ui/field";
import { CONCLUDED_KINDS, PROCEDURE_KINDS } from "@/lib/clinical/whole-record/record-entries";
import { showDate } from "@/lib/display";
import { showProcedure } from "@/lib/record-display";
import { MarrowFields } from "./marrow-fields";
import {
  EMPTY_PROCEDURE,
  PROCEDURE_PATHS,
  type ProcedureDraft,
  type ProcedureFacts,
  procedureBody,
  samplesFor,
} from "./procedure-draft";
import { PunctureFields } from "./puncture-fields";
import { useEntry } from "./use-entry";

export function ProcedureForm({
  patientId,
  facts,
}: {
  readonly patientId: string;
  readonly facts: ProcedureFacts;
}) {
  const entry = useEntry<ProcedureDraft>(EMPTY_PROCEDURE);
  const { draft, set, error, problem, sending, saved } = entry;
  const samples = samplesFor(facts, draft.kind);
  const concluded = CONCLUDED_KINDS.some((kind) => kind === draft.kind);
  const save = () =>
    entry.add(
      `patients/${patientId}/procedures`,
      procedureBody(draft),
      ({ kind, on }) => `${showProcedure(kind)} of ${showDate(on)}`,
    );

  return (
    <FormFrame label="Add a procedure" onSubmit={() => void save()} problem={problem} shown={PROCEDURE_PATHS}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Procedure"
          required
          value={draft.kind}
          error={error("kind")}
          onChange={(event) => {
            set("kind", event.target.value as ProcedureDraft["kind"]);
            set("reportId", "");
          }}
        >
          <option value="">Choose…</option>
          {PROCEDURE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {showProcedure(kind)}
            </option>
          ))}
        </SelectField>
        <DateField
          label="Done on"
          required
          value={draft.on}
          error={error("on")}
          about={(date) =>
            facts.diagnosedOn !== null && date < facts.diagnosedOn
              ? `before the diagnosis of ${showDate(facts.diagnosedOn)}, please check`
              : null
          }
          onChange={(on) => set("on", on)}
        />
        {samples.length > 0 ? (
          <SelectField
            label="Report of the sample"
            className="lg:col-span-2"
            value={draft.reportId}
            error={error("reportId")}
            hint="Its values are read from there."
            onChange={(event) => {
              const chosen = samples.find(({ reportId }) => reportId === event.target.value);
              set("reportId", event.target.value);
              if (chosen && draft.on === "") set("on", chosen.on);
            }}
          >
            <option value="">None</option>
            {samples.map(({ reportId, label }) => (
              <option key={reportId} value={reportId}>
                {label}
              </option>
            ))}
          </SelectField>
        ) : null}
      </div>
      {draft.kind === "marrow" ? <MarrowFields entry={entry} /> : null}
      {draft.kind === "lumbar-puncture" ? <PunctureFields entry={entry} facts={facts} /> : null}
      {draft.kind === "" ? null : (
        <TextAreaField
          label="Conclusion"
          required={concluded}
          rows={2}
          maxLength={1000}
          value={draft.conclusion}
          error={error("conclusion")}
          onChange={(event) => set("conclusion", event.target.value)}
        />
      )}
      <AddRow label="Add procedure" sending={sending} saved={saved} />
    </FormFrame>
  );
}
