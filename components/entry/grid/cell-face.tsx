import { ResultValue } from "@/components/results/result-value";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ValueMark } from "@/lib/figures/flowsheet/value-mark";
import type { CellState, CellView } from "./model/row-view";

const MARKS: Partial<Record<CellState, ValueMark>> = {
  warning: "unconfirmed",
  computed: "derived",
  unused: "set-aside",
};

/** How far a typed cell is on its way to the record. */
export type CellProgress = "on record" | "typed" | "saving" | "saved" | "failed";

const PROGRESS: Readonly<Record<Exclude<CellProgress, "on record">, readonly [string, string, string]>> = {
  typed: ["•", "not saved", "text-accent"],
  saving: ["…", "saving", "text-muted"],
  saved: ["✓", "saved", "text-met"],
  failed: ["!", "not saved", "text-critical"],
};

/** A number with more decimals than usual takes the room it needs. */
const decimalsIn = (shown: string) => /[.,](\d+)$/.exec(shown)?.[1]?.length ?? 0;

/** What a cell shows: its value with flag and mark, what would fit in its place, and how far it is. */
export function CellFace({
  view,
  progress,
  fraction,
}: {
  readonly view: CellView;
  readonly progress: CellProgress;
  readonly fraction: number | null;
}) {
  const { shown, state, flag, unit, suggestion } = view;
  const mark = progress === "on record" ? null : PROGRESS[progress];
  return (
    <>
      {mark && shown === "" && state !== "refused" ? <span className="text-muted">emptied</span> : null}
      {state === "refused" ? (
        <span className="inline-flex items-baseline whitespace-nowrap text-critical">
          <span aria-hidden="true" className="pr-0.5 font-semibold">
            ✕
          </span>
          <VisuallyHidden>refused: </VisuallyHidden>
          {shown || "date?"}
          {suggestion === null ? null : (
            <span className="pl-1 text-xs font-semibold">
              <span aria-hidden="true">→</span>
              <VisuallyHidden>, did you mean </VisuallyHidden>
              {suggestion}?
            </span>
          )}
        </span>
      ) : state === "missing" ? (
        <span className="text-xs text-muted italic">{shown}</span>
      ) : shown === "" ? null : (
        <ResultValue
          shown={shown}
          flag={flag}
          mark={MARKS[state] ?? null}
          fraction={fraction === null ? null : Math.max(fraction, decimalsIn(shown))}
          roomForFlag={fraction !== null}
        />
      )}
      {unit === null || shown === "" ? null : <span className="pl-0.5 text-xs text-muted">{unit}</span>}
      {state === "confirmed" ? (
        <span className="pl-0.5 text-xs text-open">
          <span aria-hidden="true">y</span>
          <VisuallyHidden> unusual, confirmed</VisuallyHidden>
        </span>
      ) : null}
      {mark === null ? null : (
        <span className={`absolute top-0 left-0.5 text-xs leading-3.5 ${mark[2]}`}>
          <span aria-hidden="true">{mark[0]}</span>
          <VisuallyHidden> {mark[1]}</VisuallyHidden>
        </span>
      )}
    </>
  );
}
