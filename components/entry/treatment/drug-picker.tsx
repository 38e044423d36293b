import { SelectField } from "@/components/ui/field";
import { type DrugKind, NAMED_DRUGS, type NamedDrug } from "@/lib/clinical/whole-record/drugs";

const GROUPS: Record<DrugKind, string> = {
  targeted: "Targeted",
  immunotherapy: "Immunotherapy",
  "car-t": "CAR-T",
};

/** Adds a drug of the list to the agents; every other drug is typed. */
export function DrugPicker({ onPick }: { readonly onPick: (drug: NamedDrug) => void }) {
  return (
    <SelectField
      label="Add a named drug"
      value=""
      onChange={(event) => {
        const drug = NAMED_DRUGS.find(({ generic }) => generic === event.target.value);
        if (drug) onPick(drug);
      }}
    >
      <option value="">Choose…</option>
      {(Object.keys(GROUPS) as DrugKind[]).map((kind) => (
        <optgroup key={kind} label={GROUPS[kind]}>
          {NAMED_DRUGS.filter((drug) => drug.kind === kind).map(({ generic, brand }) => (
            <option key={generic} value={generic}>
              {generic} ({brand})
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
