"use client";

import { useCallback, useRef, useState } from "react";
import type { FieldProblem } from "@/lib/errors";
import { type ApiProblem, withoutProblemAt } from "./api-problem";
import type { Sent } from "./client";

export interface Submission {
  readonly sending: boolean;
  readonly problem: ApiProblem | null;
  /** Sends once at a time; null when a send is under way, or has succeeded and `again` was not called. */
  readonly submit: <T>(send: (idempotencyKey: string) => Promise<Sent<T>>) => Promise<Sent<T> | null>;
  /** Refuses in place what cannot even be sent. */
  readonly refuse: (fields: readonly FieldProblem[], message?: string) => void;
  /** What was refused at this path was changed since: its refusal no longer stands. */
  readonly mend: (path: string) => void;
  /** Ready for another: forgets what was sent and what was refused. */
  readonly again: () => void;
}

/** One form's way to the server: one key until the outcome is known, one request at a time, refusals kept. */
export function useSubmission(): Submission {
  const key = useRef<string | null>(null);
  const underWay = useRef(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const submit = useCallback(
    async <T>(send: (idempotencyKey: string) => Promise<Sent<T>>): Promise<Sent<T> | null> => {
      // State arrives a render too late for the second half of a double click; the ref does not.
      if (underWay.current) return null;
      underWay.current = true;
      setSending(true);
      setProblem(null);
      key.current ??= crypto.randomUUID();
      const sent = await send(key.current);
      // Done: the form stays shut, or a press while the next page loads would create a second one.
      if (sent.ok) return sent;
      // The key lives on only while it is unknown whether the server wrote: then a retry must be the same request.
      if (sent.problem.nothingWritten) key.current = null;
      underWay.current = false;
      setSending(false);
      setProblem(sent.problem);
      return sent;
    },
    [],
  );

  const refuse = useCallback((fields: readonly FieldProblem[], message?: string) => {
    setProblem({
      code: "invalid",
      message:
        message ??
        (fields.length === 1 ? "One field needs attention." : `${fields.length} fields need attention.`),
      fields,
      total: fields.length,
      current: undefined,
      requestId: null,
      nothingWritten: true,
    });
  }, []);

  const mend = useCallback((path: string) => setProblem((old) => withoutProblemAt(old, path)), []);
  const again = useCallback(() => {
    key.current = null;
    underWay.current = false;
    setSending(false);
    setProblem(null);
  }, []);
  return { sending, problem, submit, refuse, mend, again };
}
