"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { ServiceTokenAnswer } from "@/lib/contract/service-token";

/** The program is shut out from its next request on. */
export function RevokeToken({ token }: { readonly token: ServiceTokenAnswer }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { sending, problem, submit, refuse } = useSubmission();

  const revoke = async () => {
    if (reason.trim() === "")
      return refuse([{ path: "reason", code: "missing", message: "Say why, in a few words." }]);
    const sent = await submit((idempotencyKey) =>
      post(
        `tokens/${token.id}/revoke`,
        { reason: reason.trim() },
        { idempotencyKey, version: token.version },
      ),
    );
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };

  if (!open) {
    return (
      <Button size="small" look="quiet" aria-label={`Revoke ${token.name}`} onClick={() => setOpen(true)}>
        Revoke…
      </Button>
    );
  }
  return (
    <FormFrame
      label={`Revoke ${token.name}`}
      onSubmit={() => void revoke()}
      problem={problem}
      shown={["reason"]}
      focusFirst
      className="min-w-56 gap-2 text-left whitespace-normal"
    >
      <TextField
        label="Why it is revoked"
        required
        maxLength={500}
        autoComplete="off"
        value={reason}
        error={problemAt(problem?.fields, "reason")?.message}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="danger" busy={sending} busyText="Revoking…">
          Revoke
        </Button>
        <Button size="small" look="quiet" onClick={() => setOpen(false)}>
          Keep it
        </Button>
      </div>
    </FormFrame>
  );
}
