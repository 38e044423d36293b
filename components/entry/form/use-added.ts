"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { type Submission, useSubmission } from "@/components/api/use-submission";
import type { Body } from "./request-draft";

export interface Adding extends Submission {
  /** The last thing saved, in words, for the live region; null while the next is being typed. */
  readonly saved: string | null;
  /** True once the server has it; the page's lists are read again. */
  readonly add: <T>(path: string, made: Body<T>, words: (body: T) => string) => Promise<boolean>;
}

/** A small form that stays on its page and can be filled again and again. */
export function useAdded(): Adding {
  const router = useRouter();
  const submission = useSubmission();
  const [saved, setSaved] = useState<string | null>(null);
  const add = async <T>(path: string, made: Body<T>, words: (body: T) => string): Promise<boolean> => {
    setSaved(null);
    if (!made.ok) {
      submission.refuse(made.fields);
      return false;
    }
    const sent = await submission.submit((idempotencyKey) => post(path, made.body, { idempotencyKey }));
    if (!sent?.ok) return false;
    setSaved(words(made.body));
    submission.again();
    router.refresh();
    return true;
  };
  return { ...submission, saved, add };
}
