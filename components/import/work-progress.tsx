"use client";

import { useEffect, useState } from "react";
import { get, post } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import type { RunningWork } from "@/lib/contract/import";

const STAGES: Record<RunningWork["stage"], string> = {
  reading: "Reading the file",
  matching: "Looking for its patients",
  comparing: "Comparing with the record",
  judging: "Judging values",
  writing: "Writing",
};

/** Milliseconds between two looks. */
const EVERY = 1_000;

/** While the server works on an import: how far it is, and a way to stop it before it writes. */
export function WorkProgress({ active, importId }: { readonly active: boolean; readonly importId?: string }) {
  const [work, setWork] = useState<RunningWork | null>(null);
  useEffect(() => {
    if (!active) return setWork(null);
    const look = async () => {
      const sent = await get<{ items: RunningWork[] }>("imports/progress");
      const items = sent.ok ? sent.value.items : [];
      setWork(items.find((one) => importId === undefined || one.importId === importId) ?? null);
    };
    const timer = setInterval(() => void look(), EVERY);
    return () => clearInterval(timer);
  }, [active, importId]);
  if (work === null) return null;
  const { stage, done, total } = work;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="text-sm text-muted">
        {STAGES[stage]}
        {total === null || total === 0 ? "…" : `: ${Math.min(done, total)} of ${total}`}
      </p>
      {total === null || total === 0 ? null : (
        <progress aria-label={STAGES[stage]} value={Math.min(done, total)} max={total} className="h-2 w-40" />
      )}
      {stage === "writing" ? null : (
        <Button size="small" look="quiet" onClick={() => void post(`imports/${work.importId}/cancel`, {})}>
          Cancel
        </Button>
      )}
    </div>
  );
}
