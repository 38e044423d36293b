import { classNames } from "@/components/ui/class-names";
import type { ShownVerdict, VerdictTone } from "@/lib/display";

const TONES: Record<VerdictTone, string> = {
  met: "text-met",
  "not-met": "text-critical",
  open: "text-open",
  quiet: "text-muted",
};

/** Symbol and word together: the colour only repeats them. In a list the symbol alone is tinted, to keep the page quiet. */
export function VerdictWord({
  verdict,
  quiet = false,
  className,
}: {
  readonly verdict: ShownVerdict;
  readonly quiet?: boolean;
  readonly className?: string;
}) {
  return (
    <span className={classNames("whitespace-nowrap", quiet ? null : TONES[verdict.tone], className)}>
      <span aria-hidden="true" className={classNames(TONES[verdict.tone], quiet && "font-semibold")}>
        {verdict.symbol}{" "}
      </span>
      {verdict.word}
    </span>
  );
}
