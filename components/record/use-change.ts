"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch } from "@/components/api/client";
import { type Submission, useSubmission } from "@/components/api/use-submission";

export interface Change extends Submission {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly send: (body: object) => Promise<void>;
}

/** Changes one row from the version that is on the screen; a colleague's change meanwhile is read again. */
export function useChange(path: string, version: number): Change {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const submission = useSubmission();
  const send = async (body: object) => {
    const sent = await submission.submit((idempotencyKey) => patch(path, body, { idempotencyKey, version }));
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };
  return { ...submission, open, setOpen, send };
}
