import { type ReactNode, useId } from "react";
import type { ShownVerdict } from "@/lib/display";
import { VerdictWord } from "./verdict-word";

/** One verdict: what was asked, the answer, and under it the evidence. */
export function VerdictPanel({
  title,
  aside,
  verdict,
  detail,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly verdict: ShownVerdict;
  readonly detail?: ReactNode;
  readonly children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <p className="text-xl font-semibold">
        <VerdictWord verdict={verdict} />
        {detail ? <span className="text-lg font-medium text-ink"> {detail}</span> : null}
      </p>
      {children}
    </section>
  );
}
