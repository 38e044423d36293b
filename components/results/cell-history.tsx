"use client";

import Link from "next/link";
import { useCallback, useEffect, useRef, useState } from "react";
import { get, type Sent } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { CorrectionForm } from "@/components/entry/report/correction-form";
import type { JudgingFacts } from "@/components/entry/report/live-judgement";
import { MovedNotice, MoveReport } from "@/components/entry/report/move-report";
import { WithdrawReport } from "@/components/entry/report/withdraw-report";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented";
import type { AnalyteCode } from "@/lib/clinical/analytes";
import type { MovedReportAnswer, ReportAnswer } from "@/lib/contract/report";
import { showDate, showSpecimen } from "@/lib/display";
import type { CellAddress, CellEditing } from "./cell-dialog";
import { CellVersions } from "./cell-versions";

interface Versions {
  readonly items: readonly ReportAnswer[];
}

const ACTS = [
  { value: "correct", label: "Correct this value" },
  { value: "withdraw", label: "Withdraw the report" },
  { value: "move", label: "Move to another patient" },
] as const;
type Act = (typeof ACTS)[number]["value"];

/** All versions of one value, and what can be done about it. */
export function CellHistory({
  patientId,
  cell: { reportId, analyte },
  editing: { timeZone, facts },
}: {
  readonly patientId: string;
  readonly cell: CellAddress;
  readonly editing: CellEditing;
}) {
  const [sent, setSent] = useState<Sent<Versions> | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [moved, setMoved] = useState<MovedReportAnswer | null>(null);
  const reading = useRef<AbortController | null>(null);
  const read = useCallback(async () => {
    reading.current?.abort();
    const leaving = new AbortController();
    reading.current = leaving;
    const answer = await get<Versions>(`reports/${reportId}/versions`, { signal: leaving.signal });
    if (!leaving.signal.aborted) setSent(answer);
  }, [reportId]);
  useEffect(() => {
    void read();
    return () => reading.current?.abort();
  }, [read]);
  if (sent === null) return <p role="status">Reading…</p>;
  if (!sent.ok) return <ProblemNotice problem={sent.problem} shown={[]} />;
  const [newest] = sent.value.items;
  if (newest === undefined) return null;
  const after = (said: string | null) => {
    setDone(said);
    void read();
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        {showSpecimen(newest.specimen)} report of {showDate(newest.collectedOn)}
        {newest.collectedTime === null ? "" : ` ${newest.collectedTime}`} ·{" "}
        <Link href={`/patients/${patientId}/reports/${reportId}`} className="text-accent underline">
          the whole report
        </Link>
      </p>
      <CellVersions analyte={analyte} versions={sent.value.items} timeZone={timeZone} />
      {done === null ? null : <Notice tone="done" live title={done} />}
      {moved === null ? null : <MovedNotice moved={moved} />}
      {facts === null || moved !== null ? null : (
        <CellActs
          key={newest.version}
          patientId={patientId}
          report={newest}
          analyte={analyte}
          facts={facts}
          onDone={after}
          onMoved={(answer) => {
            setMoved(answer);
            after(null);
          }}
        />
      )}
    </div>
  );
}

function CellActs({
  patientId,
  report,
  analyte,
  facts,
  onDone,
  onMoved,
}: {
  readonly patientId: string;
  readonly report: ReportAnswer;
  readonly analyte: AnalyteCode;
  readonly facts: JudgingFacts;
  readonly onDone: (said: string | null) => void;
  readonly onMoved: (moved: MovedReportAnswer) => void;
}) {
  const [act, setAct] = useState<Act>("correct");
  if (report.status === "entered-in-error" || report.status === "cancelled") return null;
  const derived = report.results.find((one) => one.analyte === analyte)?.derived ?? false;
  return (
    <>
      <SegmentedControl
        legend="What is wrong with it"
        name="act"
        segments={ACTS}
        value={act}
        onChange={(value) => setAct(value as Act)}
      />
      {act === "correct" && derived ? (
        <p>This number is computed; correct the white cells or the differential it is computed from.</p>
      ) : null}
      {act === "correct" && !derived ? (
        <CorrectionForm
          patientId={patientId}
          report={report}
          facts={facts}
          only={analyte}
          onSaved={(version) => onDone(`Saved as version ${version}.`)}
          onKeepTheirs={() => onDone(null)}
        />
      ) : null}
      {act === "withdraw" ? (
        <WithdrawReport report={report} opened onWithdrawn={() => onDone("The report is withdrawn.")} />
      ) : null}
      {act === "move" ? <MoveReport patientId={patientId} report={report} onMoved={onMoved} /> : null}
    </>
  );
}
