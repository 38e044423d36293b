"use client";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { CorrectionReason } from "@/lib/contract/report";
import { showCount } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { BecauseFields } from "../report/because-fields";
import type { BecauseDraft } from "../report/correction-draft";
import type { DraftState } from "./draft-sync";
import { toProblem } from "./grid-acts";
import type { GridStore } from "./grid-store";
import { useGrid } from "./use-grid";

const REASONS: readonly CorrectionReason[] = [
  "typing-error",
  "lab-corrected",
  "wrong-unit",
  "confirmed",
  "other",
];

/** Always in sight: what is not saved, what asks for a person, and the way to save. */
export function GridBar({
  store,
  draft,
  because,
  reasons,
  progress,
  said,
  onBecause,
  onSave,
  onStop,
  onOverwrite,
}: {
  readonly store: GridStore;
  readonly draft: DraftState;
  readonly because: BecauseDraft;
  readonly reasons: readonly FieldProblem[];
  /** While rows are being saved: how many are done. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** What came of the last save, said aloud. */
  readonly said: string;
  readonly onBecause: (because: BecauseDraft) => void;
  readonly onSave: () => void;
  readonly onStop: () => void;
  readonly onOverwrite: () => void;
}) {
  useGrid(store, "sheet");
  const { refused, asking, waiting, sound, corrections, failed, values } = store.summary;
  const problems = refused + asking + failed;
  return (
    <div className="flex flex-col gap-2 px-3.5 py-2.5">
      {corrections > 0 ? (
        <fieldset className="max-w-3xl">
          <legend className="mb-1 text-sm text-muted">
            {showCount(corrections, "report")} on record {corrections === 1 ? "is" : "are"} corrected: why?
          </legend>
          <BecauseFields reasons={REASONS} because={because} fields={reasons} onChange={onBecause} />
        </fieldset>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {progress === null ? (
          <Button look="primary" disabled={sound === 0} onClick={onSave}>
            Save {sound < waiting ? `${sound} of ` : ""}
            {waiting === 0 ? "" : showCount(waiting, "row")} <Kbd>Ctrl S</Kbd>
          </Button>
        ) : (
          <Button onClick={onStop}>
            Saving {progress.done} of {progress.of} · stop
          </Button>
        )}
        <Button
          look="quiet"
          disabled={problems === 0}
          aria-label={`Next problem: ${refused} refused, ${asking} to confirm, ${failed} not saved`}
          onClick={() => {
            store.keepsFocus = true;
            toProblem(store, 1);
          }}
        >
          <span className={refused > 0 ? "font-medium text-critical" : undefined}>✕ {refused} refused</span>
          <span className={asking > 0 ? "font-medium text-open" : undefined}>? {asking} to confirm</span>
          {failed === 0 ? null : <span className="font-medium text-critical">! {failed} failed</span>}
          <Kbd>F8</Kbd>
        </Button>
        <span className="text-muted">
          {values === 0 ? "Nothing typed that is not saved" : `• ${showCount(values, "cell")} not saved`}
        </span>
        <DraftWords state={draft} typed={values > 0} onOverwrite={onOverwrite} />
        <p role="status" className="ml-auto text-met">
          {said}
        </p>
      </div>
      {asking === 0 ? null : (
        <p className="text-sm text-open">
          ? What is not confirmed is stored as unconfirmed, and its number is not used.
        </p>
      )}
    </div>
  );
}

function DraftWords({
  state,
  typed,
  onOverwrite,
}: {
  readonly state: DraftState;
  readonly typed: boolean;
  readonly onOverwrite: () => void;
}) {
  if (state.is === "kept") return typed ? <span className="text-sm text-muted">draft kept</span> : null;
  if (state.is === "waiting") return <span className="text-sm text-muted">keeping the draft…</span>;
  if (state.is === "failed") {
    return (
      <span role="alert" className="text-sm text-critical">
        ✕ The draft is not kept: {state.problem.message}{" "}
        {state.problem.code === "not-signed-in" ? (
          <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
            Sign in (opens a new tab)
          </a>
        ) : null}
      </span>
    );
  }
  return (
    <span role="alert" className="flex flex-wrap items-center gap-2 text-sm text-critical">
      ✕ Another window of yours changed this draft; what is typed here is not kept.
      <Button size="small" onClick={onOverwrite}>
        Keep this window’s
      </Button>
      <Button size="small" onClick={() => window.location.reload()}>
        Take the other’s
      </Button>
    </span>
  );
}
