"use client";

import { useState } from "react";

const STATES = { idle: "Copy as text", done: "Copied", refused: "Copying was refused" } as const;

/** The paragraph for the note. The browser may refuse; then it says so. */
export function CopyAsText({ text }: { readonly text: string }) {
  const [state, setState] = useState<keyof typeof STATES>("idle");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("done");
    } catch {
      setState("refused");
    }
  };
  return (
    <button type="button" className="d29-tool" onClick={copy} onBlur={() => setState("idle")}>
      <span aria-live="polite">{STATES[state]}</span>
    </button>
  );
}
