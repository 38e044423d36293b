"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { AddRow } from "@/components/entry/form/add-row";
import { CheckGroup } from "@/components/entry/form/check-group";
import { ConflictTable } from "@/components/entry/form/conflict-table";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { CNS_CLASSES, LINEAGES, RISK_FACTORS } from "@/lib/clinical/whole-record/record-entries";
import type { DiagnosisAnswer } from "@/lib/contract/record-answers";
import { showUnit } from "@/lib/display";
import { showCns, showLineage, showRisk } from "@/lib/record-display";
import {
  DIAGNOSIS_LABELS,
  DIAGNOSIS_PATHS,
  type DiagnosisDraft,
  diagnosisBody,
  diagnosisChanges,
  diagnosisDifferences,
  diagnosisNow,
  draftOfDiagnosis,
} from "./diagnosis-draft";

const RISK_WORDS = Object.fromEntries(RISK_FACTORS.map((risk) => [risk, showRisk(risk)]));

/** The diagnosis as it stands, to be completed or mended. */
export function DiagnosisForm({
  patientId,
  diagnosis,
}: {
  readonly patientId: string;
  readonly diagnosis: DiagnosisAnswer;
}) {
  const router = useRouter();
  const [before, setBefore] = useState(diagnosis);
  const [draft, setDraft] = useState<DiagnosisDraft>(() => draftOfDiagnosis(diagnosis));
  const [saved, setSaved] = useState<string | null>(null);
  const { sending, problem, submit, refuse, again } = useSubmission();
  useLeaveWarning(JSON.stringify(draft) !== JSON.stringify(draftOfDiagnosis(before)));
  const set = <K extends keyof DiagnosisDraft>(path: K, value: DiagnosisDraft[K]) =>
    setDraft((old) => ({ ...old, [path]: value }));
  const error = (path: keyof DiagnosisDraft) => problemAt(problem?.fields, path)?.message;

  const take = (now: DiagnosisAnswer, words: string) => {
    setBefore(now);
    setDraft(draftOfDiagnosis(now));
    setSaved(words);
    again();
    router.refresh();
  };
  const save = async (version: number) => {
    const made = diagnosisBody(draft);
    setSaved(null);
    if (!made.ok) return refuse(made.fields);
    const changes = diagnosisChanges(before, made.body);
    if (Object.keys(changes).length === 0) return take(before, "nothing had been changed");
    const sent = await submit((idempotencyKey) =>
      patch<DiagnosisAnswer>(`patients/${patientId}/diagnosis`, changes, { idempotencyKey, version }),
    );
    if (sent?.ok) take(sent.value, "the diagnosis");
  };

  const theirs = problem?.code === "conflict" ? diagnosisNow(problem.current) : null;
  const mine = diagnosisBody(draft);

  return (
    <FormFrame
      label="Diagnosis"
      onSubmit={() => void save(before.version)}
      problem={problem}
      shown={DIAGNOSIS_PATHS}
    >
      {theirs !== null && mine.ok ? (
        <Notice tone="warning" title="A colleague saved the diagnosis while you were typing.">
          <ConflictTable rows={diagnosisDifferences(before, theirs, mine.body)} />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => void save(theirs.version)}>Save my changes over theirs</Button>
            <Button onClick={() => take(theirs, "theirs stays")}>Keep theirs</Button>
          </div>
        </Notice>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <DateField
          label={DIAGNOSIS_LABELS.on}
          value={draft.on}
          error={error("on")}
          onChange={(on) => set("on", on)}
        />
        <SelectField
          label={DIAGNOSIS_LABELS.lineage}
          value={draft.lineage}
          error={error("lineage")}
          onChange={(event) => set("lineage", event.target.value as DiagnosisDraft["lineage"])}
        >
          <option value="">Not known</option>
          {LINEAGES.map((lineage) => (
            <option key={lineage} value={lineage}>
              {showLineage(lineage)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={DIAGNOSIS_LABELS.cns}
          value={draft.cns}
          error={error("cns")}
          hint="Empty: as chosen at the first lumbar puncture."
          onChange={(event) => set("cns", event.target.value as DiagnosisDraft["cns"])}
        >
          <option value="">From the puncture</option>
          {CNS_CLASSES.map((cns) => (
            <option key={cns} value={cns}>
              {showCns(cns)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={DIAGNOSIS_LABELS.wbc}
          unit={showUnit("10*9/L")}
          inputMode="decimal"
          autoComplete="off"
          value={draft.wbc}
          error={error("wbc")}
          hint="Counts on record are read by themselves."
          onChange={(event) => set("wbc", event.target.value)}
        />
      </div>
      <CheckGroup
        legend={DIAGNOSIS_LABELS.riskFactors}
        choices={RISK_FACTORS}
        chosen={draft.riskFactors}
        words={RISK_WORDS}
        error={error("riskFactors")}
        onChange={(risks) => set("riskFactors", risks)}
      />
      <TextField
        label={DIAGNOSIS_LABELS.otherRisk}
        value={draft.otherRisk}
        error={error("otherRisk")}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set("otherRisk", event.target.value)}
      />
      <AddRow label="Save diagnosis" sending={sending} saved={saved} />
    </FormFrame>
  );
}
