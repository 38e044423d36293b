"use client";

import { useEffect, useState } from "react";
import { post } from "@/components/api/client";
import type { Page, WorklistRow } from "@/lib/contract/worklist";
import { showCount } from "@/lib/display";

const WAIT_MS = 180;

export type Found =
  | { readonly state: "idle" }
  | { readonly state: "searching" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "found"; readonly items: readonly WorklistRow[] };

/** What is typed goes to the server in a body and nowhere else: not into the address, not into storage. */
export function usePatientSearch(text: string, limit: number): Found {
  const [found, setFound] = useState<Found>({ state: "idle" });
  useEffect(() => {
    if (text === "") {
      setFound({ state: "idle" });
      return;
    }
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      setFound((before) => (before.state === "found" ? before : { state: "searching" }));
      const sent = await post<Page<WorklistRow>>(
        "patients/search",
        { text, limit },
        { signal: leaving.signal },
      );
      if (leaving.signal.aborted) return;
      setFound(
        sent.ok
          ? { state: "found", items: sent.value.items }
          : { state: "failed", message: sent.problem.message },
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text, limit]);
  return found;
}

export function sentenceOf(found: Found): string {
  if (found.state === "searching") return "Searching…";
  if (found.state === "failed") return found.message;
  if (found.state === "idle") return "";
  return found.items.length === 0
    ? "No patient of this site begins like that: neither name, MRN nor study code."
    : showCount(found.items.length, "patient");
}
