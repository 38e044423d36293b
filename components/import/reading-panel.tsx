"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import type { ImportAnswer, ImportAnswers } from "@/lib/contract/import";
import { showCount } from "@/lib/display";
import { answersOf, type ReadingChoice, readingChoices } from "./reading-choices";

/** How the file is read: what is ambiguous is asked, what was said before is shown and can be overruled for this import. */
export function ReadingPanel({
  answer,
  busy,
  onAnswer,
}: {
  readonly answer: ImportAnswer;
  readonly busy: boolean;
  readonly onAnswer: (more: Partial<ImportAnswers>) => void;
}) {
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({});
  const choices = readingChoices(answer);
  const keyOf = ({ kind, about }: ReadingChoice) => `${kind} ${about}`;
  const changed = choices.flatMap((choice) => {
    const value = draft[keyOf(choice)];
    return value === undefined || value === "" || value === choice.value ? [] : [{ choice, value }];
  });
  return (
    <form
      method="post"
      noValidate
      aria-label="How the file is read"
      className="flex flex-col gap-3 px-3.5 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) onAnswer(answersOf(changed));
      }}
    >
      <ul className="grid gap-3 md:grid-cols-2">
        {choices.map((choice) => (
          <li key={keyOf(choice)} className="flex flex-col gap-1">
            <SelectField
              label={choice.message}
              required
              value={draft[keyOf(choice)] ?? choice.value}
              disabled={busy}
              onChange={(event) => setDraft({ ...draft, [keyOf(choice)]: event.target.value })}
            >
              {choice.value === "" ? <option value="">Please choose</option> : null}
              {choice.choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </SelectField>
            <p className="text-sm text-muted">
              {choice.value === "" ? <Tag tone="open">? open</Tag> : null}{" "}
              {choice.rows === null ? null : `${showCount(choice.rows, "row waits", "rows wait")} for it.`}{" "}
              {choice.remembered === null
                ? null
                : `Remembered from ${choice.remembered.by}, ${choice.remembered.at.slice(0, 10)}.`}
            </p>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={busy} busyText="Reading again…" disabled={changed.length === 0}>
          Read again with {changed.length === 1 ? "this answer" : "these answers"}
        </Button>
        <p className="text-sm text-muted">
          Remembered for the next file of this source once it is committed.
        </p>
      </div>
    </form>
  );
}
