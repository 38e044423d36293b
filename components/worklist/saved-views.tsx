"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch, post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField, TextField } from "@/components/ui/field";
import type { SavedViewAnswer } from "@/lib/contract/saved-view";

/** One's own names for views: links, and a way to keep the present one. */
export function SavedViews({
  views,
  query,
}: {
  readonly views: readonly SavedViewAnswer[];
  /** Filters and sort of the present view; empty for the list by reason. */
  readonly query: string;
}) {
  const [open, setOpen] = useState<"save" | "manage" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {views.length === 0 ? null : (
        <nav aria-label="My views" className="flex flex-wrap gap-1.5">
          {views.map((view) => {
            const chosen = view.query === query;
            return (
              <Link
                key={view.id}
                href={view.query === "" ? "/?view=all" : `/?${view.query}`}
                aria-current={chosen ? "true" : undefined}
                className={classNames(
                  "flex min-h-7 items-center rounded-sm border px-2.5 text-sm",
                  chosen
                    ? "border-accent bg-accent-weak font-semibold text-accent"
                    : "border-line bg-surface text-muted hover:text-ink",
                )}
              >
                {view.name}
                {view.opens ? <span className="sr-only">, opens first</span> : null}
              </Link>
            );
          })}
        </nav>
      )}
      <Button size="small" look="quiet" aria-haspopup="dialog" onClick={() => setOpen("save")}>
        Save this view…
      </Button>
      {views.length === 0 ? null : (
        <Button size="small" look="quiet" aria-haspopup="dialog" onClick={() => setOpen("manage")}>
          My views…
        </Button>
      )}
      <Dialog
        open={open === "save"}
        onClose={close}
        title="Save this view"
        description="Filters and order, for you alone at this site. A search is never kept."
      >
        <SaveView query={query} close={close} />
      </Dialog>
      <Dialog open={open === "manage"} onClose={close} title="My views">
        <ul className="flex flex-col gap-4">
          {views.map((view) => (
            <li key={`${view.id} ${view.version}`}>
              <ChangeView view={view} />
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

function SaveView({ query, close }: { readonly query: string; readonly close: () => void }) {
  const router = useRouter();
  const { submit, sending, problem } = useSubmission();
  const [name, setName] = useState("");
  const [opens, setOpens] = useState(false);
  const save = async () => {
    const sent = await submit((idempotencyKey) =>
      post("me/views", { name, query, opens }, { idempotencyKey }),
    );
    if (!sent?.ok) return;
    close();
    router.refresh();
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem === null ? null : <ProblemNotice problem={problem} shown={["name"]} />}
      <TextField
        label="Name"
        required
        maxLength={60}
        value={name}
        error={problemAt(problem?.fields, "name")?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <CheckboxField
        label="Open the worklist with it"
        checked={opens}
        onChange={(event) => setOpens(event.target.checked)}
      />
      <Button type="submit" look="primary" busy={sending} busyText="Saving…" className="self-start">
        Save
      </Button>
    </form>
  );
}

function ChangeView({ view }: { readonly view: SavedViewAnswer }) {
  const router = useRouter();
  const { submit, sending, problem } = useSubmission();
  const [name, setName] = useState(view.name);
  const [opens, setOpens] = useState(view.opens);
  const { id, version } = view;
  const save = async () => {
    const sent = await submit(() => patch(`me/views/${id}`, { name, opens }, { version }));
    if (sent?.ok) router.refresh();
  };
  const remove = async () => {
    const sent = await submit(() => post(`me/views/${id}/withdraw`, {}, { version }));
    if (sent?.ok) router.refresh();
  };
  return (
    <form
      aria-label={`View ${view.name}`}
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label="Name"
        required
        maxLength={60}
        value={name}
        error={problemAt(problem?.fields, "name")?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <CheckboxField
        label="Opens first"
        checked={opens}
        onChange={(event) => setOpens(event.target.checked)}
      />
      <Button type="submit" size="small" busy={sending} busyText="Saving…">
        Save
      </Button>
      <Button
        size="small"
        look="danger"
        aria-label={`Remove the view ${view.name}`}
        disabled={sending}
        onClick={() => void remove()}
      >
        Remove
      </Button>
      {problem === null ? null : <ProblemNotice problem={problem} shown={["name"]} />}
    </form>
  );
}
