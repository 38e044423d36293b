"use client";

import { type FormEvent, useState } from "react";
import { post, type Sent } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Identifier } from "@/components/ui/identifier";
import type { Page, WorklistRow } from "@/lib/contract/worklist";
import { showCount, showDate, showName } from "@/lib/display";

/** Looks for the person among this site's patients; what is typed travels in a body, never in the address. */
export function PatientFinder({
  busy,
  label = "Or find the patient by name, MRN or study code",
  action = "Use this patient",
  except,
  onChoose,
}: {
  readonly busy: boolean;
  readonly label?: string;
  /** What the button beside a patient says. */
  readonly action?: string;
  /** A patient who cannot be meant. */
  readonly except?: string;
  readonly onChoose: (patientId: string, row: WorklistRow) => void;
}) {
  const [text, setText] = useState("");
  const [sent, setSent] = useState<Sent<Page<WorklistRow>> | null>(null);
  const [searching, setSearching] = useState(false);

  const search = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setSearching(true);
    setSent(await post<Page<WorklistRow>>("patients/search", { text: text.trim(), limit: 10 }));
    setSearching(false);
  };
  const items = sent?.ok ? sent.value.items.filter(({ id }) => id !== except) : [];

  return (
    <form method="post" onSubmit={(event) => void search(event)} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={label}
          required
          className="w-72"
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={searching} busyText="Searching…">
          Find
        </Button>
      </div>
      <p role="status" className={sent?.ok === false ? "text-critical" : "text-sm text-muted"}>
        {sent === null ? null : sent.ok ? foundWords(items.length) : sent.problem.message}
      </p>
      {sent?.ok ? (
        <ul className="flex flex-col gap-1">
          {items.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Identifier>{showName(row)}</Identifier>
              <Identifier>MRN {row.mrn}</Identifier>
              <Identifier>born {showDate(row.birthDate)}</Identifier>
              <Button size="small" disabled={busy} onClick={() => onChoose(row.id, row)}>
                {action}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </form>
  );
}

function foundWords(count: number): string {
  return count === 0 ? "No patient of this site begins like that." : showCount(count, "patient");
}
