"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import type { CorrectionReason, ReportAnswer } from "@/lib/contract/report";
import { FormFrame } from "../form/form-frame";
import { BecauseFields } from "./because-fields";
import { type BecauseDraft, becauseBody } from "./correction-draft";

const REASONS: readonly CorrectionReason[] = ["wrong-patient", "typing-error", "lab-corrected", "other"];

/** Takes a report back as entered in error: it stays on record, struck out, and counts as absent. */
export function WithdrawReport({
  report,
  opened = false,
  onWithdrawn,
}: {
  readonly report: ReportAnswer;
  /** The form at once, without the button that opens it. */
  readonly opened?: boolean;
  readonly onWithdrawn?: () => void;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(opened);
  const [because, setBecause] = useState<BecauseDraft>({ reason: "", note: "" });
  const { sending, problem, submit, refuse } = useSubmission();

  const withdraw = async () => {
    const made = becauseBody(because);
    if (!made.ok) return refuse(made.fields);
    const sent = await submit((idempotencyKey) =>
      post<ReportAnswer>(`reports/${report.id}/withdraw`, made.body, {
        idempotencyKey,
        version: report.version,
      }),
    );
    if (sent?.ok) onWithdrawn?.();
    // After a conflict too: what a colleague made of the report meanwhile must be seen first.
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };

  if (!open) {
    return (
      <div>
        <Button aria-expanded={false} onClick={() => setOpen(true)}>
          Withdraw this report…
        </Button>
      </div>
    );
  }
  return (
    <FormFrame
      label="Withdraw this report"
      onSubmit={() => void withdraw()}
      problem={problem}
      shown={["reason", "note"]}
      focusFirst
    >
      <p>
        The report stays on record as entered in error and is used nowhere. Its values remain visible in its
        versions.
      </p>
      <BecauseFields
        reasons={REASONS}
        because={because}
        fields={problem?.fields ?? []}
        onChange={setBecause}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" busy={sending} busyText="Withdrawing…">
          Withdraw report
        </Button>
        {opened ? null : (
          <Button look="quiet" onClick={() => setOpen(false)}>
            Keep it
          </Button>
        )}
      </div>
    </FormFrame>
  );
}
