import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { showUnit } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import type { LiveValue } from "./live-judgement";
import type { ValueDraft } from "./report-draft";

/** What stands under a value: why it is refused and what would fit, or the question whether it is right. */
export function ValueMessages({
  id,
  label,
  value,
  live,
  problem,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: ValueDraft;
  readonly live: LiveValue | undefined;
  /** Refused by the server or before sending. */
  readonly problem: FieldProblem | undefined;
  readonly onChange: (change: Partial<ValueDraft>) => void;
}) {
  const state = live?.state ?? "empty";
  const refused = state === "refused" ? live?.reason : problem?.message;
  const suggestion = live?.suggestion ?? (problem?.suggestion === undefined ? null : suggestionFor(problem));
  const asks = state === "confirm" || state === "confirmed";
  return (
    <div id={id} aria-live="polite" className="contents">
      {refused || asks ? (
        <div className="col-span-full flex flex-wrap items-center gap-x-3 gap-y-1 pb-1.5 text-sm">
          {refused ? <p className="text-critical">✕ {refused}</p> : null}
          {asks ? (
            <CheckboxField
              className="text-open"
              checked={value.confirmed}
              onChange={(event) => onChange({ confirmed: event.target.checked })}
              label={
                state === "confirmed" ? (
                  `${label} is unusual and confirmed.`
                ) : (
                  <>
                    ? {live?.reason}{" "}
                    <span className="text-muted">
                      Tick, or press <Kbd>Y</Kbd> in the field.
                    </span>
                  </>
                )
              }
            />
          ) : null}
          {suggestion && state !== "confirmed" ? (
            <Button size="small" onClick={() => onChange(suggestion)}>
              Use {suggestion.text ?? showUnit(suggestion.unit ?? null)}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function suggestionFor({ path, suggestion }: FieldProblem): LiveValue["suggestion"] {
  if (suggestion === undefined) return null;
  return path.endsWith(".unit") ? { unit: suggestion } : { text: suggestion };
}
