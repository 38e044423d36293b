import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TagTone = "plain" | "accent" | "met" | "open" | "critical";

const TONES: Record<TagTone, string> = {
  plain: "border-line text-muted",
  accent: "border-accent text-accent",
  met: "border-met text-met",
  open: "border-open text-open",
  critical: "border-critical text-critical",
};

/** A short word with an edge. The word carries the meaning, the colour repeats it. */
export function Tag({
  tone = "plain",
  className,
  children,
}: {
  readonly tone?: TagTone;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
