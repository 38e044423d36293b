"use client";

import { useState } from "react";
import { get } from "@/components/api/client";
import { PatientFinder } from "@/components/patients/patient-finder";
import { Button } from "@/components/ui/button";
import type { WardSheet } from "@/lib/contract/entry-sheet";
import { choose } from "./grid-acts";
import type { GridStore } from "./grid-store";
import { emptyRow } from "./model/grid-model";
import { type GridSource, personOf } from "./open-grid";

/** Brings a patient of the site onto the ward's page, or a second row for one who is there. */
export function WardAdder({ store, source }: { readonly store: GridStore; readonly source: GridSource }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async (patientId: string) => {
    setBusy(true);
    setProblem(null);
    const sent = store.people.has(patientId)
      ? null
      : await get<WardSheet>(`patients/${patientId}/entry-sheet`);
    setBusy(false);
    if (sent?.ok === false) {
      setProblem(sent.problem.message);
      return;
    }
    const [sheet] = sent?.value.sheets ?? [];
    if (sheet) store.people.set(patientId, personOf(sheet, source));
    store.addRows([emptyRow(store.newId(), patientId, source.today)]);
    store.keepsFocus = true;
    choose(store, { row: store.content.rows.length - 1, column: 2 });
    setOpen(false);
  };

  return (
    <div className="px-3.5 py-2">
      {open ? (
        <PatientFinder
          busy={busy}
          label="Add a patient by name, MRN or study code"
          action="Add a row"
          onChoose={(patientId) => void add(patientId)}
        />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          Add a patient
        </Button>
      )}
      {problem === null ? null : <p className="text-critical">{problem}</p>}
    </div>
  );
}
