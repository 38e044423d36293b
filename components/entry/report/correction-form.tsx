"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch, type Sent } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { NewerVersion } from "@/components/live/newer-version";
import { Button } from "@/components/ui/button";
import { CheckboxField, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { CorrectionInput, CorrectionReason, ReportAnswer } from "@/lib/contract/report";
import { ConflictTable } from "../form/conflict-table";
import { DateField, TimeField } from "../form/date-field";
import { FormFrame } from "../form/form-frame";
import { useLeaveWarning } from "../form/use-leave-warning";
import { BecauseFields } from "./because-fields";
import {
  type BecauseDraft,
  CORRECTION_PATHS,
  changedCodes,
  correctionBody,
  correctionCodes,
  draftOfReport,
  mergedOver,
  recordedWords,
  reportDifferences,
  reportNow,
} from "./correction-draft";
import { type JudgingFacts, liveJudgement } from "./live-judgement";
import { fieldPath, namedFields } from "./report-body";
import { type EntryStatus, paperOrder, valueIn, withValue } from "./report-draft";
import { refusedFields } from "./report-save";
import { ColumnHeads } from "./specimen-section";
import { ValueRow } from "./value-row";

const REASONS: readonly CorrectionReason[] = [
  "typing-error",
  "lab-corrected",
  "wrong-unit",
  "confirmed",
  "other",
];

export function CorrectionForm({
  patientId,
  report,
  facts,
  only = null,
  onSaved,
  onKeepTheirs,
}: {
  readonly patientId: string;
  readonly report: ReportAnswer;
  readonly facts: JudgingFacts;
  /** One value where it stands, the rest of the report as it is. */
  readonly only?: AnalyteCode | null;
  readonly onSaved: (version: number) => void;
  /** Where the report was not read with the page. */
  readonly onKeepTheirs?: () => void;
}) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOfReport(report));
  const [because, setBecause] = useState<BecauseDraft>({ reason: "", note: "" });
  const [whole, setWhole] = useState(false);
  const { sending, problem, submit, refuse, mend } = useSubmission();
  const { usual, more } = paperOrder(report.specimen);
  const codes = only === null ? correctionCodes(draft, [...usual, ...more], whole) : [only];
  const live = liveJudgement(draft, codes, facts, report.id);
  const before = draftOfReport(report);
  const changed = changedCodes(report, draft);
  const fields = problem?.fields ?? [];
  const none = problemAt(fields, "values");
  useLeaveWarning(changed.length > 0 && !sending);

  const save = async (onto: ReportAnswer) => {
    const made = correctionBody(onto, onto === report ? draft : mergedOver(onto, report, draft), because);
    const problems = [...(made.ok ? [] : made.fields), ...refusedFields(live)];
    if (!made.ok || problems.length > 0) return refuse(problems);
    const sent = await submit((key) => send(report.id, made.body, onto.version, key));
    if (!sent?.ok) return;
    onSaved(sent.value.version);
    router.refresh();
  };

  const theirs = problem?.code === "conflict" ? reportNow(problem.current) : null;
  return (
    <FormFrame
      label="Correct this report"
      onSubmit={() => void save(report)}
      problem={problem}
      shown={CORRECTION_PATHS}
      focusFirst={only !== null}
      enterMoves
      className="[&>fieldset>[role=alert]]:m-3.5"
    >
      {theirs === null ? (
        <NewerVersion
          patientId={patientId}
          report={report}
          typed={changed.length > 0}
          onShow={onKeepTheirs ?? router.refresh}
        />
      ) : (
        <Notice tone="warning" title="A colleague saved a version meanwhile." className="m-3.5 mt-0">
          <ConflictTable rows={reportDifferences(report, theirs, draft)} />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => void save(theirs)}>Save my changes over theirs</Button>
            <Button onClick={() => (onKeepTheirs ?? router.refresh)()}>Keep theirs and start from it</Button>
          </div>
        </Notice>
      )}
      {only === null ? (
        <div className="flex flex-wrap items-start gap-4 border-b border-line px-3.5 py-3">
          <DateField
            label="Collected on"
            required
            className="w-44"
            value={draft.date}
            error={problemAt(fields, "collected")?.message}
            onChange={(date) => setDraft((old) => ({ ...old, date }))}
          />
          <TimeField
            label="Time"
            className="w-32"
            value={draft.time}
            error={problemAt(fields, "time")?.message}
            onChange={(time) => setDraft((old) => ({ ...old, time }))}
          />
          {report.status === "preliminary" ? (
            <SelectField
              label="Status"
              required
              className="w-40"
              value={draft.status}
              onChange={(event) => setDraft((old) => ({ ...old, status: event.target.value as EntryStatus }))}
            >
              <option value="preliminary">Still preliminary</option>
              <option value="final">Final now</option>
            </SelectField>
          ) : null}
          {report.specimen === "marrow" ? (
            <CheckboxField
              className="self-end pb-1"
              label="Adequate for a differential"
              checked={draft.adequate}
              onChange={(event) => setDraft((old) => ({ ...old, adequate: event.target.checked }))}
            />
          ) : null}
        </div>
      ) : null}
      <ColumnHeads />
      {codes.map((code) => (
        <ValueRow
          key={code}
          code={code}
          value={valueIn(draft, code)}
          live={live.values[code]}
          problem={problemAt(fields, fieldPath(code))}
          recorded={`${changed.includes(code) ? "changed, was" : "on record"} ${recordedWords(before.values[code])}`}
          onChange={(change) => {
            mend(fieldPath(code));
            mend("values");
            setDraft((old) => withValue(old, code, change));
          }}
        />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3.5 py-2 text-sm text-muted">
        {only === null ? (
          <Button size="small" look="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? "Only what is on record" : "Add an analyte"}
          </Button>
        ) : null}
        <span>An emptied value leaves the report; the version before keeps it.</span>
      </div>
      <div className="flex flex-col gap-4 border-t border-line px-3.5 py-3">
        {none ? <p className="text-critical">✕ {none.message}</p> : null}
        <BecauseFields reasons={REASONS} because={because} fields={fields} onChange={setBecause} />
        <div>
          <Button type="submit" look="primary" busy={sending} busyText="Saving…">
            Save correction
          </Button>
        </div>
      </div>
    </FormFrame>
  );
}

async function send(
  reportId: string,
  body: CorrectionInput,
  version: number,
  idempotencyKey: string,
): Promise<Sent<ReportAnswer>> {
  const sent = await patch<ReportAnswer>(`reports/${reportId}`, body, { version, idempotencyKey });
  if (sent.ok) return sent;
  return { ok: false, problem: { ...sent.problem, fields: namedFields(sent.problem.fields, body.results) } };
}
