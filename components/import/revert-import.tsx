"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { DialogButton } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import type { ImportAnswer } from "@/lib/contract/import";

/** Takes a whole import back; what it says is asked for, because everybody will read it in the history. */
export function RevertImport({ importId }: { readonly importId: string }) {
  return (
    <DialogButton
      label="Revert the whole import…"
      size="small"
      title="Revert the whole import"
      description="What it brought is withdrawn, what it changed is as it was before; both stay in the history. Patients it created stay."
    >
      {(close) => <RevertForm importId={importId} onClose={close} />}
    </DialogButton>
  );
}

function RevertForm({ importId, onClose }: { readonly importId: string; readonly onClose: () => void }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { sending, problem, submit, refuse } = useSubmission();
  const revert = async () => {
    if (reason.trim().length < 3) {
      return refuse([{ path: "reason", code: "missing", message: "Say why, in a few words." }]);
    }
    const sent = await submit((idempotencyKey) =>
      post<ImportAnswer>(`imports/${importId}/revert`, { reason }, { idempotencyKey }),
    );
    if (!sent?.ok) return;
    router.refresh();
    onClose();
  };
  return (
    <FormFrame
      label="Revert the whole import"
      onSubmit={() => void revert()}
      problem={problem}
      shown={["reason"]}
      focusFirst
    >
      <TextField
        label="Why"
        required
        maxLength={500}
        autoComplete="off"
        value={reason}
        error={problem?.fields.find(({ path }) => path === "reason")?.message}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" busy={sending} busyText="Reverting…">
          Revert import
        </Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </FormFrame>
  );
}
