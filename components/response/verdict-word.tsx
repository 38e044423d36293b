import { classNames } from "@/components/ui/class-names";
import type { ShownVerdict, VerdictTone } from "@/lib/display";

const TONES: Record<VerdictTone, string> = {
  met: "text-met",
  "not-met": "text-critical",
  open: "text-open",
  quiet: "text-muted",
};

/** Symbol and word together: the colour only repeats them. */
export function VerdictWord({
  verdict,
  className,
}: {
  readonly verdict: ShownVerdict;
  readonly className?: string;
}) {
  return (
    <span className={classNames("whitespace-nowrap", TONES[verdict.tone], className)}>
      <span aria-hidden="true">{verdict.symbol} </span>
      {verdict.word}
    </span>
  );
}
