import { problemAt } from "@/components/api/api-problem";
import { SelectField, TextField } from "@/components/ui/field";
import type { CorrectionReason } from "@/lib/contract/report";
import type { FieldProblem } from "@/lib/errors";
import { type BecauseDraft, REASON_WORDS } from "./correction-draft";

/** Why something on record changes: one of a few codes, and words where the code does not say enough. */
export function BecauseFields({
  reasons,
  because,
  fields,
  onChange,
}: {
  readonly reasons: readonly CorrectionReason[];
  readonly because: BecauseDraft;
  readonly fields: readonly FieldProblem[];
  readonly onChange: (because: BecauseDraft) => void;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <SelectField
        label="Reason"
        required
        value={because.reason}
        error={problemAt(fields, "reason")?.message}
        onChange={(event) => onChange({ ...because, reason: event.target.value as BecauseDraft["reason"] })}
      >
        <option value="">Choose…</option>
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {REASON_WORDS[reason]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Note"
        required={because.reason === "other"}
        maxLength={500}
        autoComplete="off"
        value={because.note}
        error={problemAt(fields, "note")?.message}
        onChange={(event) => onChange({ ...because, note: event.target.value })}
      />
    </div>
  );
}
