import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type NoticeTone = "info" | "done" | "warning" | "error";

const TONES = {
  info: { icon: Info, edge: "border-line bg-surface", mark: "text-muted", word: "Note" },
  done: { icon: CircleCheck, edge: "border-met bg-met-weak", mark: "text-met", word: "Done" },
  warning: { icon: TriangleAlert, edge: "border-open bg-open-weak", mark: "text-open", word: "Warning" },
  error: {
    icon: CircleAlert,
    edge: "border-critical bg-critical-cell",
    mark: "text-critical",
    word: "Error",
  },
} as const;

/**
 * A sentence about the page. `live` makes a screen reader say it when it appears: errors at once, the rest when
 * the reader pauses.
 */
export function Notice({
  tone = "info",
  title,
  live = false,
  className,
  children,
}: {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  readonly live?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}) {
  const { icon: Icon, edge, mark, word } = TONES[tone];
  return (
    <div
      role={live ? (tone === "error" ? "alert" : "status") : undefined}
      className={classNames("flex gap-2 rounded-sm border px-3 py-2", edge, className)}
    >
      <Icon aria-label={word} role="img" className={classNames("mt-px size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}

export function ErrorText({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-critical">
      {children}
    </p>
  );
}
