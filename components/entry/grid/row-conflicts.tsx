"use client";

import { useEffect, useState } from "react";
import { get } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ReportAnswer } from "@/lib/contract/report";
import { showDate } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { ConflictTable } from "../form/conflict-table";
import { type BecauseDraft, reportDifferences } from "../report/correction-draft";
import type { GridStore } from "./grid-store";
import type { GridRow } from "./model/grid-model";
import { keepTheirs, mineOver, saveOverTheirs } from "./save-rows";
import { useGrid } from "./use-grid";

/** Rows a colleague changed meanwhile: original, theirs and mine in place, and the person decides. */
export function RowConflicts({
  store,
  because,
  onReasons,
}: {
  readonly store: GridStore;
  readonly because: BecauseDraft;
  readonly onReasons: (fields: readonly FieldProblem[]) => void;
}) {
  useGrid(store, "sheet");
  return store.content.rows
    .filter(({ id }) => store.activityOf(id).theirs !== null)
    .map((row) => (
      <RowConflict key={row.id} store={store} row={row} because={because} onReasons={onReasons} />
    ));
}

function RowConflict({
  store,
  row,
  because,
  onReasons,
}: {
  readonly store: GridStore;
  readonly row: GridRow;
  readonly because: BecauseDraft;
  readonly onReasons: (fields: readonly FieldProblem[]) => void;
}) {
  const { theirs } = store.activityOf(row.id);
  const original = useOriginal(row, theirs);
  if (theirs === null || row.report === null) return null;
  return (
    <Notice
      tone="warning"
      live
      className="mx-3.5 my-2"
      title={`A colleague saved the report of ${showDate(theirs.collectedOn)} meanwhile; yours is not saved.`}
    >
      {original === null ? (
        <p>Reading the version you typed over…</p>
      ) : (
        <ConflictTable rows={reportDifferences(original, theirs, mineOver(store, row, original))} />
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          disabled={original === null}
          onClick={() => {
            if (original !== null) void saveOverTheirs(store, row, original, because).then(onReasons);
          }}
        >
          Save my changes over theirs
        </Button>
        <Button onClick={() => keepTheirs(store, row)}>Keep theirs</Button>
      </div>
    </Notice>
  );
}

/** The version the cells were typed over; after a reload the page has only the newest, so it is asked for. */
function useOriginal(row: GridRow, theirs: ReportAnswer | null): ReportAnswer | null {
  const [versions, setVersions] = useState<readonly ReportAnswer[]>([]);
  const { report } = row;
  const stale = row.stale && theirs !== null;
  const id = report?.id;
  useEffect(() => {
    if (!stale || id === undefined) return;
    let over = false;
    void get<{ items: readonly ReportAnswer[] }>(`reports/${id}/versions`).then((sent) => {
      if (!over && sent.ok) setVersions(sent.value.items);
    });
    return () => {
      over = true;
    };
  }, [stale, id]);
  if (!row.stale) return report;
  return versions.find(({ version }) => version === report?.version) ?? null;
}
