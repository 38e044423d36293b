"use client";

import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { MovedReportAnswer, ReportAnswer } from "@/lib/contract/report";
import { showStatus } from "@/lib/display";
import { CorrectionForm } from "./report/correction-form";
import type { JudgingFacts } from "./report/live-judgement";
import { MovedNotice, MoveReport } from "./report/move-report";
import { WithdrawReport } from "./report/withdraw-report";

/** Corrects the newest version of a report, or takes the report back; the versions themselves never change. */
export function CorrectReport({
  patientId,
  report,
  facts,
}: {
  readonly patientId: string;
  readonly report: ReportAnswer;
  readonly facts: JudgingFacts;
}) {
  const [saved, setSaved] = useState<number | null>(null);
  const [moved, setMoved] = useState<MovedReportAnswer | null>(null);
  const top = useRef<HTMLDivElement>(null);
  // The button was at the foot of a long form; what came of it is said at the top, where the new version stands.
  useEffect(() => {
    if (saved !== null) top.current?.scrollIntoView({ block: "start" });
  }, [saved]);
  if (moved !== null) return <MovedNotice moved={moved} />;
  if (report.status === "entered-in-error" || report.status === "cancelled") {
    return (
      <Notice live title={`This report is ${showStatus(report.status)}.`}>
        It counts as absent everywhere. Its versions stay on record.
      </Notice>
    );
  }
  return (
    <div ref={top} className="flex scroll-mt-28 flex-col gap-4">
      {saved === null ? null : (
        <Notice tone="done" live title={`Saved as version ${saved}.`}>
          The version before it stays on record.
        </Notice>
      )}
      <Panel title="Correct this report" aside={`version ${report.version} is on record`}>
        {/* A new version on record starts a new correction. */}
        <CorrectionForm
          key={report.version}
          patientId={patientId}
          report={report}
          facts={facts}
          onSaved={setSaved}
        />
      </Panel>
      <Panel title="Withdraw">
        <div className="px-3.5 py-3">
          <WithdrawReport key={report.version} report={report} />
        </div>
      </Panel>
      <Panel title="Move to another patient">
        <div className="px-3.5 py-3">
          <MoveReport key={report.version} patientId={patientId} report={report} onMoved={setMoved} />
        </div>
      </Panel>
    </div>
  );
}
