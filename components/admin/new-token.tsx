"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { NewServiceTokenAnswer } from "@/lib/contract/service-token";

const COPY = { idle: "Copy", done: "Copied", refused: "Copying was refused: select the text" } as const;

/** The one moment in which the token can be read. */
export function NewToken({
  made,
  done,
}: {
  readonly made: NewServiceTokenAnswer;
  readonly done: () => void;
}) {
  const [state, setState] = useState<keyof typeof COPY>("idle");
  const { token } = made;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setState("done");
    } catch {
      setState("refused");
    }
  };
  if (token === null) {
    return (
      <div className="p-3.5">
        <Notice tone="warning" live title={`“${made.name}” was made, but its text was lost on the way.`}>
          <p>Nobody can read it again: revoke it in the list, and make another.</p>
          <Button className="mt-2" onClick={done}>
            Make another
          </Button>
        </Notice>
      </div>
    );
  }
  return (
    <div className="p-3.5">
      <Notice tone="done" live title={`“${made.name}” can act from now on`}>
        <p>Put it where the program reads it now. It is shown this once; nobody can read it again.</p>
        <p className="my-2 rounded-sm border border-line bg-surface px-2 py-1.5 wrap-anywhere">
          <code>{token}</code>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => void copy(token)}>
            <span aria-live="polite">{COPY[state]}</span>
          </Button>
          <Button look="quiet" onClick={done}>
            I have it
          </Button>
        </div>
      </Notice>
    </div>
  );
}
