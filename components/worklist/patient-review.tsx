"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { OwnReview, ReviewAnswer } from "@/lib/contract/review";
import { showInstant } from "@/lib/display";

/** One's own mark on a patient: when, what came after it, and the key to set it anew. */
export function PatientReview({
  patientId,
  review,
  timeZone,
}: {
  readonly patientId: string;
  readonly review: OwnReview;
  readonly timeZone: string;
}) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [undo, setUndo] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const send = async (path: string, body: object, version?: number) => {
    setBusy(true);
    const sent = await post<ReviewAnswer>(
      `patients/${patientId}/${path}`,
      body,
      version === undefined ? {} : { version },
    );
    setBusy(false);
    const undone = version !== undefined;
    setSaid(sent.ok ? (undone ? "The mark is undone." : "Marked reviewed.") : sent.problem.message);
    setUndo(sent.ok && !undone ? sent.value.version : null);
    router.refresh();
  };
  const { at, changed, changes, changedAt } = review;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm print:hidden">
      <span className="text-muted">
        {at === null ? "Not reviewed by you yet." : `Last reviewed by you ${showInstant(at, timeZone)}.`}
      </span>
      {changed ? (
        <span className="font-medium text-accent">
          <span className="mr-1.5 inline-block size-2 rounded-full bg-accent" aria-hidden="true" />
          Changed since: {changes.join("; ")}.
        </span>
      ) : null}
      {at !== null && !changed ? null : (
        <Button
          size="small"
          busy={busy}
          busyText="…"
          data-shortcut="r"
          data-shortcut-label="Mark reviewed"
          onClick={() => void send("review", { seen: changedAt })}
        >
          Mark reviewed <Kbd>R</Kbd>
        </Button>
      )}
      {undo === null ? null : (
        <Button size="small" look="quiet" busy={busy} onClick={() => void send("review/undo", {}, undo)}>
          Undo
        </Button>
      )}
      <span role="status" className="text-muted">
        {said}
      </span>
    </div>
  );
}
