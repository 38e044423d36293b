"use client";

import { lazy, Suspense } from "react";
import type { JudgingFacts } from "@/components/entry/report/live-judgement";
import { Dialog } from "@/components/ui/dialog";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";

/** With it come the forms and the judging of what is typed: fetched when a history is opened. */
const CellHistory = lazy(async () => ({ default: (await import("./cell-history")).CellHistory }));

export interface CellAddress {
  readonly reportId: string;
  readonly analyte: AnalyteCode;
}

export interface CellEditing {
  readonly timeZone: string;
  /** Null where nothing may be written from here. */
  readonly facts: JudgingFacts | null;
}

/** The history of one value where it stands, and what can be done about it. */
export function CellDialog({
  patientId,
  cell,
  editing,
  onClose,
}: {
  readonly patientId: string;
  readonly cell: CellAddress | null;
  readonly editing: CellEditing;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={cell !== null}
      onClose={onClose}
      wide
      title={cell === null ? "" : `History of ${ANALYTES[cell.analyte].label}`}
    >
      {cell === null ? null : (
        <Suspense fallback={<p role="status">Reading…</p>}>
          <CellHistory patientId={patientId} cell={cell} editing={editing} />
        </Suspense>
      )}
    </Dialog>
  );
}
