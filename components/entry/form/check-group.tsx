"use client";

import { useId } from "react";
import { CheckboxField } from "@/components/ui/field";
import { ErrorText } from "@/components/ui/notice";
import { showWords } from "@/lib/display";
import { toggled } from "./request-draft";

/** Any of a few, as boxes to tick. */
export function CheckGroup<T extends string>({
  legend,
  choices,
  chosen,
  onChange,
  error,
  words,
  required = false,
}: {
  readonly legend: string;
  readonly choices: readonly T[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
  readonly error?: string | undefined;
  /** Where the code is not the word: "cns" → "CNS". */
  readonly words?: Readonly<Partial<Record<T, string>>>;
  /** At least one must be ticked. */
  readonly required?: boolean;
}) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">
        {legend}
        {required ? null : <span className="font-normal text-muted"> (optional)</span>}
      </legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map((choice) => (
          <CheckboxField
            key={choice}
            label={words?.[choice] ?? showWords(choice)}
            checked={chosen.includes(choice)}
            onChange={() => onChange(toggled(chosen, choice))}
          />
        ))}
      </div>
      {error ? <ErrorText id={errorId}>{error}</ErrorText> : null}
    </fieldset>
  );
}
