"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** Takes a merge back: each record stands for itself again, as it was. */
export function UnmergeForm({ recordId, mrn }: { readonly recordId: string; readonly mrn: string }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { sending, problem, submit, refuse } = useSubmission();
  const undo = async () => {
    if (reason.trim().length < 3) {
      return refuse([{ path: "reason", code: "missing", message: "Say in a few words why." }]);
    }
    const sent = await submit((idempotencyKey) =>
      post<unknown>(`patients/${recordId}/unmerge`, { reason }, { idempotencyKey }),
    );
    if (sent?.ok) router.push(`/patients/${recordId}`);
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };
  return (
    <FormFrame
      label={`Undo the merge of MRN ${mrn}`}
      onSubmit={() => void undo()}
      problem={problem}
      shown={["reason"]}
      className="gap-2"
    >
      <TextField
        label={`Why MRN ${mrn} is another person`}
        required
        maxLength={500}
        autoComplete="off"
        value={reason}
        error={problemAt(problem?.fields ?? [], "reason")?.message}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button type="submit" busy={sending} busyText="Undoing…">
          Undo the merge
        </Button>
      </div>
    </FormFrame>
  );
}
