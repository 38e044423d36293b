"use client";

import { useId, useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { CheckboxField, SelectField, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { FieldProblem } from "@/lib/errors";
import { DifferentialSum } from "./differential-sum";
import type { LiveJudgement } from "./live-judgement";
import { fieldPath } from "./report-body";
import { type EntryStatus, paperOrder, type ReportDraft, valueIn, withValue } from "./report-draft";
import { VALUE_GRID, ValueRow } from "./value-row";

const TITLES = { blood: "Blood count", marrow: "Marrow", csf: "Cerebrospinal fluid" } as const;

/** One specimen's report: what it is called at the laboratory, and its values in the order of the paper. */
export function SpecimenSection({
  draft,
  live,
  fields,
  onMend,
  onChange,
}: {
  readonly draft: ReportDraft;
  readonly live: LiveJudgement;
  readonly fields: readonly FieldProblem[];
  /** What was refused at this path is being changed. */
  readonly onMend: (path: string) => void;
  readonly onChange: (change: (old: ReportDraft) => ReportDraft) => void;
}) {
  const { usual, more } = paperOrder(draft.specimen);
  const [all, setAll] = useState(false);
  const listId = useId();
  const typedMore = more.some((code) => (draft.values[code]?.text ?? "") !== "");
  const codes = all || typedMore ? [...usual, ...more] : usual;
  const none = problemAt(fields, "values");
  const row = (code: AnalyteCode) => (
    <ValueRow
      key={code}
      code={code}
      value={valueIn(draft, code)}
      live={live.values[code]}
      problem={problemAt(fields, fieldPath(code))}
      onChange={(change) => {
        onMend(fieldPath(code));
        onMend("values");
        onChange((old) => withValue(old, code, change));
      }}
    />
  );

  return (
    <Panel title={TITLES[draft.specimen]}>
      <div className="flex flex-wrap items-start gap-4 border-b border-line px-3.5 py-3">
        <TextField
          label="Accession number"
          className="w-44"
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          value={draft.accession}
          error={problemAt(fields, "accession")?.message}
          onChange={(event) => onChange((old) => ({ ...old, accession: event.target.value }))}
        />
        <SelectField
          label="Status"
          required
          className="w-40"
          value={draft.status}
          error={problemAt(fields, "status")?.message}
          onChange={(event) => onChange((old) => ({ ...old, status: event.target.value as EntryStatus }))}
        >
          <option value="final">Final</option>
          <option value="preliminary">Preliminary</option>
        </SelectField>
        {draft.specimen === "marrow" ? (
          <CheckboxField
            className="self-end pb-1"
            label="Adequate for a differential"
            checked={draft.adequate}
            onChange={(event) => onChange((old) => ({ ...old, adequate: event.target.checked }))}
          />
        ) : null}
      </div>
      {none ? <p className="px-3.5 pt-2 text-critical">✕ {none.message}</p> : null}
      <ColumnHeads />
      <div id={listId}>{codes.map(row)}</div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3.5 py-2 text-sm text-muted empty:hidden">
        {more.length > 0 ? (
          <Button
            size="small"
            look="quiet"
            aria-expanded={all || typedMore}
            aria-controls={listId}
            disabled={typedMore}
            onClick={() => setAll(!all)}
          >
            {all || typedMore ? "Fewer analytes" : `${more.length} more analytes`}
          </Button>
        ) : null}
        {draft.specimen === "blood" ? <DifferentialSum values={draft.values} /> : null}
        {live.notes.map((note) => (
          <span key={note} className="text-open">
            ! {note}
          </span>
        ))}
      </div>
    </Panel>
  );
}

export function ColumnHeads({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={classNames(
        VALUE_GRID,
        "border-b border-line py-1 text-xs font-medium text-muted",
        className,
      )}
    >
      <span>Analyte</span>
      <span className="text-right">Value</span>
      <span className="px-2">Unit</span>
      <span className="max-md:hidden">Flag</span>
      <span className="max-md:hidden">Interval</span>
      <span className="max-md:hidden" />
    </div>
  );
}
