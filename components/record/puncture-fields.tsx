import { Button } from "@/components/ui/button";
import { CheckboxField, SelectField, TextField } from "@/components/ui/field";
import { CNS_SOURCE } from "@/lib/clinical/whole-record/cns-status";
import { CNS_CLASSES } from "@/lib/clinical/whole-record/record-entries";
import { showSentence } from "@/lib/display";
import { showCns } from "@/lib/record-display";
import { type ProcedureDraft, type ProcedureFacts, typedCns } from "./procedure-draft";
import type { Entry } from "./use-entry";

/** The cells of a puncture, the class they suggest, and the class the clinician chooses. */
export function PunctureFields({
  entry: { draft, set, error },
  facts,
}: {
  readonly entry: Entry<ProcedureDraft>;
  readonly facts: ProcedureFacts;
}) {
  const suggestion = typedCns(draft, facts);
  const [only, ...others] = suggestion.classes;
  const box = (path: "traumatic" | "steroidsBefore" | "clinicalSigns") => ({
    checked: draft[path],
    onChange: () => set(path, !draft[path]),
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label="CSF white cells"
          unit="/µL"
          inputMode="decimal"
          autoComplete="off"
          value={draft.whiteCells}
          error={error("whiteCells")}
          onChange={(event) => set("whiteCells", event.target.value)}
        />
        <TextField
          label="CSF red cells"
          unit="/µL"
          inputMode="decimal"
          autoComplete="off"
          value={draft.redCells}
          error={error("redCells")}
          onChange={(event) => set("redCells", event.target.value)}
        />
        <SelectField
          label="Blasts in the CSF"
          value={draft.blasts}
          error={error("blasts")}
          onChange={(event) => set("blasts", event.target.value as ProcedureDraft["blasts"])}
        >
          <option value="">Not recorded</option>
          <option value="none">None</option>
          <option value="seen">Seen</option>
        </SelectField>
        <SelectField
          label="CNS class"
          value={draft.cns}
          error={error("cns")}
          onChange={(event) => set("cns", event.target.value as ProcedureDraft["cns"])}
        >
          <option value="">Not chosen</option>
          {CNS_CLASSES.map((cns) => (
            <option key={cns} value={cns}>
              {showCns(cns)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        <CheckboxField label="Traumatic" {...box("traumatic")} />
        <CheckboxField label="Steroids were given before" {...box("steroidsBefore")} />
        <CheckboxField label="Clinical signs of CNS leukaemia" {...box("clinicalSigns")} />
      </div>
      <div role="status" className="flex flex-wrap items-center gap-2 text-sm" title={CNS_SOURCE}>
        <span>
          {suggestion.classes.length === 0
            ? "No class is suggested. "
            : `Suggested: ${suggestion.classes.map(showCns).join(" or ")}. `}
          <span className="text-muted">
            {showSentence(suggestion.reason)}
            {draft.steroidsBefore ? " After steroids it may have been more." : ""}
          </span>
        </span>
        {only !== undefined && others.length === 0 && draft.cns !== only ? (
          <Button size="small" onClick={() => set("cns", only)}>
            Use {showCns(only)}
          </Button>
        ) : null}
      </div>
    </>
  );
}
