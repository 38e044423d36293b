import { CheckGroup } from "@/components/entry/form/check-group";
import { SelectField, TextField } from "@/components/ui/field";
import { MARROW_SAMPLES, MARROW_SIDES, MARROW_SITES, MRD_METHODS } from "@/lib/contract/record";
import { showStart, showWords } from "@/lib/display";
import { showMrdMethod } from "@/lib/record-display";
import type { ProcedureDraft } from "./procedure-draft";
import type { Entry } from "./use-entry";

/** Where a marrow was taken and how it was looked at. */
export function MarrowFields({ entry: { draft, set, error } }: { readonly entry: Entry<ProcedureDraft> }) {
  const number = (path: "cellsCounted" | "cellularity" | "mrdSensitivity") => ({
    value: draft[path],
    error: error(path),
    inputMode: "decimal" as const,
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => set(path, event.target.value),
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Site"
          value={draft.site}
          error={error("site")}
          onChange={(event) => set("site", event.target.value as ProcedureDraft["site"])}
        >
          <option value="">Not recorded</option>
          {MARROW_SITES.map((site) => (
            <option key={site} value={site}>
              {showWords(site)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Side"
          value={draft.side}
          error={error("side")}
          onChange={(event) => set("side", event.target.value as ProcedureDraft["side"])}
        >
          <option value="">Not recorded</option>
          {MARROW_SIDES.map((side) => (
            <option key={side} value={side}>
              {showWords(side)}
            </option>
          ))}
        </SelectField>
        <TextField label="Cells counted" {...number("cellsCounted")} />
        <TextField label="Cellularity" unit="%" {...number("cellularity")} />
        <SelectField
          label="MRD method"
          value={draft.mrdMethod}
          error={error("mrdMethod")}
          onChange={(event) => set("mrdMethod", event.target.value as ProcedureDraft["mrdMethod"])}
        >
          <option value="">Not recorded</option>
          {MRD_METHODS.map((method) => (
            <option key={method} value={method}>
              {showStart(showMrdMethod(method))}
            </option>
          ))}
        </SelectField>
        <TextField label="MRD sensitivity" unit="%" {...number("mrdSensitivity")} />
      </div>
      <CheckGroup
        legend="Taken"
        choices={MARROW_SAMPLES}
        chosen={draft.samples}
        error={error("samples")}
        onChange={(samples) => set("samples", [...samples])}
      />
    </>
  );
}
