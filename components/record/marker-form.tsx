"use client";

import { AddRow } from "@/components/entry/form/add-row";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { SelectField, TextField } from "@/components/ui/field";
import { MARKER_RESULTS, MARKER_TESTS } from "@/lib/clinical/whole-record/record-entries";
import { showDate } from "@/lib/display";
import { showMarkerResult, showMarkerTest } from "@/lib/record-display";
import { EMPTY_MARKER, MARKER_PATHS, type MarkerDraft, markerBody } from "./record-drafts";
import { useEntry } from "./use-entry";

export function MarkerForm({ patientId }: { readonly patientId: string }) {
  const { draft, set, error, add, problem, sending, saved } = useEntry<MarkerDraft>(EMPTY_MARKER);
  const karyotype = draft.test === "karyotype";
  const save = () =>
    add(
      `patients/${patientId}/markers`,
      markerBody(draft),
      ({ test, on }) => `${showMarkerTest(test)} of ${showDate(on)}`,
    );
  return (
    <FormFrame label="Add a marker" onSubmit={() => void save()} problem={problem} shown={MARKER_PATHS}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Test"
          required
          value={draft.test}
          error={error("test")}
          onChange={(event) => set("test", event.target.value as MarkerDraft["test"])}
        >
          <option value="">Choose…</option>
          {MARKER_TESTS.map((test) => (
            <option key={test} value={test}>
              {showMarkerTest(test)}
            </option>
          ))}
        </SelectField>
        <DateField
          label="Sample of"
          required
          value={draft.on}
          error={error("on")}
          onChange={(on) => set("on", on)}
        />
        <SelectField
          label="Finding"
          required={!karyotype}
          value={draft.result}
          error={error("result")}
          onChange={(event) => set("result", event.target.value as MarkerDraft["result"])}
        >
          <option value="">{karyotype ? "As written" : "Choose…"}</option>
          {MARKER_RESULTS.filter((result) => !karyotype || result === "pending" || result === "not-done").map(
            (result) => (
              <option key={result} value={result}>
                {showMarkerResult(result)}
              </option>
            ),
          )}
        </SelectField>
        <TextField
          label={karyotype ? "Karyotype" : "Remark"}
          value={draft.text}
          error={error("text")}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set("text", event.target.value)}
        />
      </div>
      <AddRow label="Add finding" sending={sending} saved={saved} />
    </FormFrame>
  );
}
