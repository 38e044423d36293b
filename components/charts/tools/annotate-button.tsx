"use client";

import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { dateOfDayNumber, dayNumber } from "@/lib/clinical/calendar";
import type { AnnotationAnswer } from "@/lib/contract/record-answers";
import type { CourseFigure } from "@/lib/figures/course-model";
import type { FocusStore } from "../focus-store";

/** Forms nobody needs who only looks: fetched when the dialog is opened. */
const AnnotationForms = lazy(async () => ({
  default: (await import("@/components/record/annotation-forms")).AnnotationForms,
}));

/** Pins a line to a day, the one under the focus line where there is one. */
export function AnnotateButton({
  patientId,
  annotations,
  origin,
  store,
}: {
  readonly patientId: string;
  readonly annotations: readonly AnnotationAnswer[];
  readonly origin: CourseFigure["origin"];
  readonly store: FocusStore;
}) {
  /** Null: closed; else the day it was opened on, or "". */
  const [on, setOn] = useState<string | null>(null);
  const open = () => {
    const x = store.get();
    setOn(x === null || origin === null ? "" : dateOfDayNumber(dayNumber(origin) + Math.floor(x)));
  };
  return (
    <>
      <button
        type="button"
        className="d29-tool"
        aria-haspopup="dialog"
        data-shortcut="a"
        data-shortcut-label="Annotate the day in focus"
        onClick={open}
      >
        Annotate
      </button>
      <Dialog
        open={on !== null}
        onClose={() => setOn(null)}
        title="Annotations"
        description="A line pinned to a day: a number on the chart, its words beneath it."
      >
        <Suspense fallback={<p role="status">Reading…</p>}>
          <AnnotationForms patientId={patientId} annotations={annotations} on={on ?? ""} />
        </Suspense>
      </Dialog>
    </>
  );
}
