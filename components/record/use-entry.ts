"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import type { Body } from "@/components/entry/form/request-draft";
import { type Adding, useAdded } from "@/components/entry/form/use-added";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";

export interface Entry<Draft> extends Omit<Adding, "add"> {
  readonly draft: Draft;
  readonly set: <K extends keyof Draft>(path: K, value: Draft[K]) => void;
  readonly error: (path: keyof Draft & string) => string | undefined;
  /** Sends it; once the server has it the form is empty again. */
  readonly add: <T>(path: string, made: Body<T>, words: (body: T) => string) => Promise<void>;
}

/** A small form of the record: what is typed, what was refused of it, and what was saved last. */
export function useEntry<Draft>(empty: Draft): Entry<Draft> {
  const [draft, setDraft] = useState(empty);
  const { add, ...adding } = useAdded();
  useLeaveWarning(JSON.stringify(draft) !== JSON.stringify(empty));
  return {
    ...adding,
    draft,
    set: (path, value) => setDraft((old) => ({ ...old, [path]: value })),
    error: (path) => problemAt(adding.problem?.fields, path)?.message,
    add: async (path, made, words) => {
      if (await add(path, made, words)) setDraft(empty);
    },
  };
}
