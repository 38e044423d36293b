import { SelectField } from "@/components/ui/field";
import { RADIATION_FIELDS } from "@/lib/clinical/whole-record/record-entries";
import { CheckGroup } from "../form/check-group";
import type { CourseDraft } from "./treatment-draft";

/** What is asked once radiation or a transplant is ticked. */
export function KindFields({
  draft,
  set,
  error,
}: {
  readonly draft: CourseDraft;
  readonly set: <K extends keyof CourseDraft>(path: K, value: CourseDraft[K]) => void;
  readonly error: (path: keyof CourseDraft) => string | undefined;
}) {
  return (
    <>
      {draft.kinds.includes("radiation") ? (
        <CheckGroup
          legend="Radiation"
          choices={RADIATION_FIELDS}
          chosen={draft.radiation}
          error={error("radiation")}
          onChange={(fields) => set("radiation", [...fields])}
        />
      ) : null}
      {draft.kinds.includes("stem-cell-transplant") ? (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <SelectField
            label="Stem cells of"
            value={draft.transplantFrom}
            error={error("transplantFrom")}
            onChange={(event) => set("transplantFrom", event.target.value as CourseDraft["transplantFrom"])}
          >
            <option value="">Not recorded</option>
            <option value="autologous">The patient (autologous)</option>
            <option value="donor">A donor</option>
          </SelectField>
          <SelectField
            label="Conditioning"
            value={draft.transplantIntensity}
            error={error("transplantIntensity")}
            onChange={(event) =>
              set("transplantIntensity", event.target.value as CourseDraft["transplantIntensity"])
            }
          >
            <option value="">Not recorded</option>
            <option value="full">Full</option>
            <option value="mini">Reduced (“mini”)</option>
          </SelectField>
        </div>
      ) : null}
    </>
  );
}
