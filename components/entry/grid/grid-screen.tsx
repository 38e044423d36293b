"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { problemAt } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { showCount } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { readPaste } from "@/lib/imports/spreadsheet-paste";
import type { BecauseDraft } from "../report/correction-draft";
import { CellBar } from "./cell-bar";
import { choose, put } from "./grid-acts";
import { GridBar } from "./grid-bar";
import { GridLegend } from "./grid-legend";
import { GridLive } from "./grid-live";
import { GridStore } from "./grid-store";
import { GridTable } from "./grid-table";
import { LostRows } from "./lost-rows";
import type { PastePlan } from "./model/paste-plan";
import { type GridSource, openGrid } from "./open-grid";
import { PastePreview } from "./paste-preview";
import { RowConflicts } from "./row-conflicts";
import { RowHeadCell } from "./row-head";
import { saveRows } from "./save-rows";
import { useGrid } from "./use-grid";
import { useGridDraft } from "./use-grid-draft";

/** A grid of reports by analytes, of one patient or of a ward: typed into, pasted into, judged, kept and saved. */
export function GridScreen({
  source,
  title,
  tools,
  dayOne,
  adder,
}: {
  readonly source: GridSource;
  readonly title: string;
  readonly tools?: ReactNode;
  readonly dayOne: string | null;
  /** On the ward: how another patient comes onto the page. */
  readonly adder?: (store: GridStore) => ReactNode;
}) {
  const [{ store, opened }] = useState(() => {
    const { opening, opened } = openGrid(source);
    const store = new GridStore(opening);
    for (const { rowId, theirs } of opened.overtaken) store.setActivity(rowId, { theirs });
    return { store, opened };
  });
  const [because, setBecause] = useState<BecauseDraft>({
    reason: source.draft.body.reason ?? "",
    note: source.draft.body.note,
  });
  const [reasons, setReasons] = useState<readonly FieldProblem[]>([]);
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);
  const [said, setSaid] = useState("");
  const [pasting, setPasting] = useState<string | null>(null);
  const stop = useRef(false);
  const bar = useRef<HTMLDivElement>(null);
  const sync = useGridDraft(store, source, because);
  const draft = useSyncExternalStore(sync.subscribe, sync.now, sync.now);

  const save = useCallback(async () => {
    if (stop.current || progress !== null) return;
    setSaid("");
    setReasons([]);
    const outcome = await saveRows(store, because, {
      stopped: () => stop.current,
      progressed: (done, of) => setProgress({ done, of }),
    });
    stop.current = false;
    setProgress(null);
    setReasons(outcome.because);
    const left = store.summary.waiting;
    setSaid(
      outcome.saved === 0 && left === 0
        ? ""
        : `${outcome.saved > 0 ? "✓ " : ""}${showCount(outcome.saved, "row")} saved${left > 0 ? `, ${left} not` : ""}`,
    );
    if (outcome.because.length > 0) {
      requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    }
    if (outcome.saved > 0)
      setBecause((old) => (store.summary.corrections > 0 ? old : { reason: "", note: "" }));
  }, [store, because, progress]);

  const pasted = (text: string) => {
    const { raw } = readPaste(text);
    const [[only] = []] = raw;
    if (raw.length === 1 && raw[0]?.length === 1 && only !== undefined) put(store, only.trim());
    else setPasting(text);
  };
  const back = () => {
    setPasting(null);
    store.keepsFocus = true;
    requestAnimationFrame(() => choose(store, { ...store.place }));
  };
  const land = (plan: PastePlan) => {
    if (plan.added.length > 0) store.addRows(plan.added);
    store.act(plan.changes);
    const [first] = plan.changes;
    const place = first === undefined ? null : store.placeOf([first]);
    if (place !== null) choose(store, place);
    back();
  };
  const saving = useRef(save);
  saving.current = save;
  const onSave = useCallback(() => void saving.current(), []);
  const rowHead = useMemo(
    () => (id: string) => <RowHeadCell store={store} id={id} dayOne={dayOne} />,
    [store, dayOne],
  );
  const ward = source.patientId === null;

  return (
    <Panel title={title} tools={tools}>
      <LostRows rows={opened.lost} />
      {adder?.(store)}
      <GridTable
        store={store}
        label={title}
        headLabel={ward ? "Patient" : dayOne === null ? "Report" : "Day"}
        rowHead={rowHead}
        onSave={onSave}
        onPaste={pasted}
        onLeave={() => bar.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus()}
      />
      <CellBar store={store} />
      <GridLive store={store} since={source.since} timeZone={source.timeZone} />
      <RowConflicts store={store} because={because} onReasons={setReasons} />
      <div ref={bar}>
        <GridBar
          store={store}
          draft={draft}
          because={because}
          reasons={reasons}
          progress={progress}
          said={said}
          onBecause={(next) => {
            setBecause(next);
            setReasons((old) =>
              old.filter(({ path }) => problemAt([{ path, code: "", message: "" }], "note")),
            );
          }}
          onSave={onSave}
          onStop={() => {
            stop.current = true;
          }}
          onOverwrite={sync.overwrite}
        />
      </div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1 border-t border-line px-3.5 py-2">
        <AllColumns store={store} />
        <GridLegend />
      </div>
      {pasting === null ? null : <PastePreview store={store} text={pasting} onLand={land} onClose={back} />}
    </Panel>
  );
}

function AllColumns({ store }: { readonly store: GridStore }) {
  useGrid(store, "shape");
  return (
    <Button size="small" look="quiet" onClick={() => store.showAll(!store.allColumns)}>
      {store.allColumns ? "Usual analytes" : "All analytes"}
    </Button>
  );
}
