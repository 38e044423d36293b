"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormFrame } from "../form/form-frame";

/** Takes back one line of the treatment that was entered by mistake, with a few words why. */
export function WithdrawRow({
  path,
  version,
  what,
}: {
  /** "courses/…/withdraw" */
  readonly path: string;
  readonly version: number;
  /** "Induction from 02-Mar-2026" */
  readonly what: string;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const { sending, problem, submit, refuse } = useSubmission();

  const withdraw = async () => {
    if (note.trim().length < 3) {
      return refuse([{ path: "note", code: "missing", message: "Say why, in a few words." }]);
    }
    const sent = await submit((idempotencyKey) =>
      post(path, { note: note.trim() }, { idempotencyKey, version }),
    );
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };

  if (!open) {
    return (
      <Button size="small" look="quiet" aria-label={`Withdraw ${what}`} onClick={() => setOpen(true)}>
        Withdraw…
      </Button>
    );
  }
  return (
    <FormFrame
      label={`Withdraw ${what}`}
      onSubmit={() => void withdraw()}
      problem={problem}
      shown={["note"]}
      focusFirst
      className="min-w-56 gap-2 text-left whitespace-normal"
    >
      <TextField
        label="Why it is withdrawn"
        required
        maxLength={500}
        autoComplete="off"
        value={note}
        error={problemAt(problem?.fields, "note")?.message}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="danger" busy={sending} busyText="Withdrawing…">
          Withdraw
        </Button>
        <Button size="small" look="quiet" onClick={() => setOpen(false)}>
          Keep it
        </Button>
      </div>
    </FormFrame>
  );
}
