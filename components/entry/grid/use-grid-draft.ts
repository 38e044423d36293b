"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { get } from "@/components/api/client";
import type { DraftAnswer } from "@/lib/contract/draft";
import { useLeaveWarning } from "../form/use-leave-warning";
import type { BecauseDraft } from "../report/correction-draft";
import { DraftSync } from "./draft-sync";
import type { GridStore } from "./grid-store";
import { draftOf } from "./model/grid-draft";
import { NOTHING_DONE } from "./model/undo-model";
import type { GridSource } from "./open-grid";

/** What is typed goes to the server as a draft while it is typed; leaving before it is there asks. */
export function useGridDraft(store: GridStore, source: GridSource, because: BecauseDraft): DraftSync {
  const reason = useRef(because);
  reason.current = because;
  const [sync] = useState(
    () =>
      new DraftSync(source.draft.key, source.draft.version, source.draft.body, () => {
        const { editing, openText, content, columns } = store;
        const rowId = editing === null ? undefined : content.rows[editing.row]?.id;
        const field = columns[editing?.column ?? 0];
        const open =
          openText === null || rowId === undefined || field === undefined || openText === editing?.text
            ? null
            : { rowId, field, text: openText };
        return draftOf(content, reason.current, open);
      }),
  );
  useEffect(() => store.subscribe("typed", sync.touch), [store, sync]);
  useEffect(() => {
    if (because) sync.touch();
  }, [sync, because]);
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === "hidden") sync.flush();
    };
    window.addEventListener("online", sync.flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      sync.stop();
      window.removeEventListener("online", sync.flush);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [sync]);
  useEffect(() => {
    // The Back button may bring a page from before the last save: then neither its draft nor its reports are news.
    const { key, version } = source.draft;
    void get<DraftAnswer>(`me/drafts/${key}`).then((sent) => {
      const untouched = store.undoStack === NOTHING_DONE && store.editing === null;
      if (sent.ok && sent.value.version !== version && untouched) window.location.reload();
    });
  }, [store, source.draft]);
  const state = useSyncExternalStore(sync.subscribe, sync.now, sync.now);
  useLeaveWarning(state.is !== "kept");
  return sync;
}
