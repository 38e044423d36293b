"use client";

import { useState } from "react";

const STATES = { idle: "Copy as text", done: "Copied", refused: "Copying was refused" } as const;

/**
 * The paragraph for the note. The browser may refuse; then it says so. What it says stays until there is another
 * paragraph: a label that changed when the focus leaves would move its neighbour away under the pointer.
 */
export function CopyAsText({ text }: { readonly text: string }) {
  const [said, setSaid] = useState<{ readonly text: string; readonly state: "done" | "refused" } | null>(
    null,
  );
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ text, state: "done" });
    } catch {
      setSaid({ text, state: "refused" });
    }
  };
  return (
    <button type="button" className="d29-tool" onClick={copy}>
      <span aria-live="polite">{STATES[said?.text === text ? said.state : "idle"]}</span>
    </button>
  );
}
