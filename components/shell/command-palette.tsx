"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { sentenceOf, usePatientSearch } from "@/components/patients/use-patient-search";
import { classNames } from "@/components/ui/class-names";
import { Identifier } from "@/components/ui/identifier";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { showDate, showName, showSex } from "@/lib/display";
import { commandsHere, matching } from "./command-list";
import { press } from "./page-commands";

interface Choice {
  readonly id: string;
  readonly group: string;
  readonly face: ReactNode;
  readonly key: string | null;
  readonly run: () => void;
}

const PATIENTS = 6;
/** Options stand in groups of their list; no form has them. */
const labelledGroup = (label: string) => ({ role: "group", "aria-labelledby": label });

/**
 * Patients, pages and what this page can do, by a few letters. The browser's own modal dialog keeps the focus inside
 * and gives it back; the input keeps the keys, the list is told by `aria-activedescendant`.
 */
export function CommandPalette({
  maySearch,
  onKeys,
}: {
  readonly maySearch: boolean;
  readonly onKeys: () => void;
}) {
  const id = useId();
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const found = usePatientSearch(maySearch ? typed.trim() : "", PATIENTS);
  const commands = useMemo(() => commandsHere(press, onKeys), [onKeys]);
  useEffect(() => {
    const opened = dialog.current;
    if (opened && !opened.open) opened.showModal();
    return () => opened?.close();
  }, []);

  const choices: readonly Choice[] = [
    ...(found.state === "found" ? found.items : []).map((row) => ({
      id: row.id,
      group: "Patients",
      key: null,
      face: (
        <>
          <span className="font-medium">
            <Identifier>{showName(row)}</Identifier>
          </span>{" "}
          <span className="text-sm text-muted">
            MRN <Identifier>{row.mrn}</Identifier> · <Identifier>{showDate(row.birthDate)}</Identifier> ·{" "}
            {showSex(row.sex)}
          </span>
        </>
      ),
      run: () => router.push(`/patients/${row.id}`),
    })),
    ...matching(commands, typed).map(({ label, ...command }) => ({ ...command, face: label })),
  ];
  const chosen = choices[Math.min(active, choices.length - 1)];
  const groups = [...new Set(choices.map(({ group }) => group))];

  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    // Closed first: the focus is back where it was before the command takes it elsewhere.
    dialog.current?.close();
    choice.run();
  };
  const keyed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      const next = (Math.min(active, choices.length - 1) + step + choices.length) % choices.length;
      setActive(next);
      document.getElementById(`${id}-${choices[next]?.id}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(chosen);
    } else if (event.key === "Tab") {
      // There is one stop here, and Tab stays on it.
      event.preventDefault();
    } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      dialog.current?.close();
    }
  };

  return (
    <dialog
      ref={dialog}
      aria-label="Go to a patient, a page or a command"
      onClick={(event) => {
        // The backdrop belongs to the dialog itself; what is in it lies on its children.
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
      onKeyDown={keyed}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-md border border-line bg-surface text-ink shadow-raised backdrop:bg-[rgb(8_14_20/0.45)]"
    >
      <div className="flex flex-col">
        <label htmlFor={id} className="sr-only">
          {maySearch ? "Patient, page or command" : "Page or command"}
        </label>
        <div className="p-2.5">
          <Input
            id={id}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
            aria-describedby={`${id}-state`}
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            placeholder={maySearch ? "Name, MRN, study code, or a command" : "A page or a command"}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
            }}
          />
        </div>
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Patients, pages and commands"
          className="max-h-[50dvh] overflow-y-auto"
        >
          {groups.map((group) => (
            <div key={group} {...labelledGroup(`${id}-${group}`)}>
              <div
                id={`${id}-${group}`}
                role="presentation"
                className="px-3.5 pt-2 pb-0.5 text-xs font-medium text-muted"
              >
                {group}
              </div>
              {choices
                .filter((choice) => choice.group === group)
                .map((choice) => (
                  <div
                    key={choice.id}
                    id={`${id}-${choice.id}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={choice === chosen}
                    onMouseDown={(event) => {
                      event.preventDefault();
                      run(choice);
                    }}
                    className={classNames(
                      "flex min-h-7 cursor-pointer items-center gap-2 px-3.5 py-1",
                      choice === chosen ? "bg-accent-weak" : "hover:bg-sunken",
                    )}
                  >
                    <span className="min-w-0 flex-1 wrap-anywhere">{choice.face}</span>
                    {choice.key === null ? null : <Kbd>{choice.key.toUpperCase()}</Kbd>}
                  </div>
                ))}
            </div>
          ))}
        </div>
        <p
          id={`${id}-state`}
          role="status"
          className="min-h-8 border-t border-line px-3.5 py-1.5 text-sm text-muted"
        >
          {choices.length === 0 && found.state !== "searching" && found.state !== "failed"
            ? "Nothing here is called that, and no patient begins like that."
            : sentenceOf(found)}
        </p>
      </div>
    </dialog>
  );
}
