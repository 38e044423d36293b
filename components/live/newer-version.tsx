"use client";

import { useEffect, useState } from "react";
import { wroteJustNow } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { YOU } from "@/lib/contract/live";
import { hear } from "./live-source";
import { nameOf } from "./people";
import { usePresence } from "./use-presence";

interface Newer {
  readonly version: number;
  readonly name: string;
}

/** In a form that corrects a report: whether it got a newer version meanwhile, and who else is correcting it. */
export function NewerVersion({
  patientId,
  report,
  typed,
  onShow,
}: {
  readonly patientId: string;
  readonly report: { readonly id: string; readonly version: number };
  /** Something is typed that showing the newer version would throw away. */
  readonly typed: boolean;
  readonly onShow: () => void;
}) {
  const [newer, setNewer] = useState<Newer | null>(null);
  const { id, version } = report;
  const others = usePresence({ patient: patientId, surface: "correction", row: id }).filter(
    ({ row }) => row === id,
  );
  useEffect(
    () =>
      hear((heard) => {
        if (heard.name !== "change" || heard.data.report?.key !== id) return;
        const { by, report: theirs } = heard.data;
        if (theirs.version <= version || (by === YOU && wroteJustNow())) return;
        void nameOf(by).then((name) => setNewer({ version: theirs.version, name }));
      }, null),
    [id, version],
  );
  return (
    <div role="status" className="m-3.5 grid gap-2 empty:hidden">
      {newer === null ? null : (
        <Notice
          tone="warning"
          title={`Version ${newer.version} of this report was saved by ${newer.name} meanwhile.`}
        >
          {typed
            ? "What you typed is kept: saving shows both side by side, and you decide."
            : "This form still shows the version before it."}{" "}
          <Button size="small" onClick={onShow}>
            {typed ? "Discard mine and show theirs" : `Show version ${newer.version}`}
          </Button>
        </Notice>
      )}
      {others.length === 0 ? null : (
        <p className="text-sm text-accent">
          ✎ {[...new Set(others.map(({ name }) => name))].join(", ")} {others.length === 1 ? "has" : "have"}{" "}
          this report open for a correction or is editing it now.
        </p>
      )}
    </div>
  );
}
