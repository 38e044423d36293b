import { classNames } from "@/components/ui/class-names";
import type { RowOutcome } from "@/lib/contract/import";
import { OUTCOMES } from "./outcome";

const TONES = { met: "text-met", muted: "text-muted", open: "text-open", critical: "text-critical" };

/** Symbol and word; the colour only repeats them. */
export function OutcomeMark({ outcome }: { readonly outcome: RowOutcome }) {
  const { word, symbol, tone } = OUTCOMES[outcome];
  return (
    <span className={classNames("font-medium whitespace-nowrap", TONES[tone])}>
      <span aria-hidden="true" className="inline-block w-4 text-center">
        {symbol}
      </span>
      {word}
    </span>
  );
}
