"use client";

import { Button } from "@/components/ui/button";
import { showCount } from "@/lib/display";

/** Under the sheet: what stands behind the value under the mouse or the focus, and how much lies out of sight. */
export function FlowsheetStatus({
  older,
  newer,
  problem,
  text,
  onHistory,
}: {
  readonly older: number;
  readonly newer: number;
  readonly problem: string | null;
  readonly text: string | null;
  readonly onHistory: () => void;
}) {
  // The browser's own search finds only what is drawn: said, so that nobody takes silence for absence.
  const beyond = [older > 0 ? showCount(older, "older date") : "", newer > 0 ? `${newer} newer` : ""]
    .filter(Boolean)
    .join(", ");
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 px-3.5 py-1.5 text-sm text-muted">
      <p role="status" className="min-w-0 flex-1 basis-60">
        {problem ?? text ?? "Point at a value, or move with the arrow keys, to see what stands behind it."}
      </p>
      {beyond === "" ? null : <span>{beyond} beyond the edge</span>}
      {text === null ? null : (
        <Button size="small" look="quiet" aria-haspopup="dialog" onClick={onHistory}>
          History
        </Button>
      )}
    </div>
  );
}
