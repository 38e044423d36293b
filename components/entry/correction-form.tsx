"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch, type Sent } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { CheckboxField, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { CorrectionInput, CorrectionReason, ReportAnswer } from "@/lib/contract/report";
import { BecauseFields } from "./because-fields";
import { ConflictTable } from "./conflict-table";
import {
  type BecauseDraft,
  CORRECTION_PATHS,
  changedCodes,
  correctionBody,
  correctionCodes,
  draftOfReport,
  recordedWords,
  reportDifferences,
  reportNow,
} from "./correction-draft";
import { DateField, TimeField } from "./date-field";
import { FormFrame } from "./form-frame";
import { type JudgingFacts, liveJudgement } from "./live-judgement";
import { fieldPath, namedFields } from "./report-body";
import { type EntryStatus, paperOrder, valueIn, withValue } from "./report-draft";
import { refusedFields } from "./report-save";
import { ColumnHeads } from "./specimen-section";
import { useLeaveWarning } from "./use-leave-warning";
import { ValueRow } from "./value-row";

const REASONS: readonly CorrectionReason[] = [
  "typing-error",
  "lab-corrected",
  "wrong-unit",
  "confirmed",
  "other",
];

export function CorrectionForm({
  report,
  facts,
  onSaved,
}: {
  readonly report: ReportAnswer;
  readonly facts: JudgingFacts;
  readonly onSaved: (version: number) => void;
}) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOfReport(report));
  const [because, setBecause] = useState<BecauseDraft>({ reason: "", note: "" });
  const [whole, setWhole] = useState(false);
  const { sending, problem, submit, refuse } = useSubmission();
  const { usual, more } = paperOrder(report.specimen);
  const codes = correctionCodes(draft, [...usual, ...more], whole);
  const live = liveJudgement(draft, codes, facts, report.id);
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
