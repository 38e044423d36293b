"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Identifier } from "@/components/ui/identifier";
import { Input } from "@/components/ui/input";
import type { WorklistRow } from "@/lib/contract/worklist";
import { showDate, showName, showSex } from "@/lib/display";
import { sentenceOf, usePatientSearch } from "./use-patient-search";

const SHOWN = 12;

export function PatientSearch() {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = usePatientSearch(typed.trim(), SHOWN);
  const items = found.state === "found" ? found.items : [];
  const shown = open && typed.trim() !== "";
  const chosen = items[Math.min(active, items.length - 1)];

  const go = (row: WorklistRow | undefined) => {
    if (row) router.push(`/patients/${row.id}`);
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => (items.length === 0 ? 0 : (now + step + items.length) % items.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(chosen);
    } else if (event.key === "Escape") {
      if (shown) setOpen(false);
      else setTyped("");
    }
  };

  return (
    <div className="relative w-full md:w-72">
      <label htmlFor={id} className="sr-only">
        Find a patient by name, MRN or study code
      </label>
      <Input
        id={id}
        ref={input}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && chosen ? `${id}-${chosen.id}` : undefined}
        aria-describedby={`${id}-state`}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        placeholder="Name, MRN or study code   /"
        data-shortcut="/"
        data-shortcut-label="Find a patient"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={keyed}
      />
      <div
        className={classNames(
          "absolute inset-x-0 top-full z-30 mt-1 rounded-sm border border-edge bg-surface shadow-raised",
          "md:min-w-96",
          !shown && "hidden",
        )}
      >
        <div id={`${id}-list`} role="listbox" aria-label="Patients found">
          {items.map((row) => (
            // The input keeps the focus and the keys; the mouse is a second way.
            <div
              key={row.id}
              id={`${id}-${row.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={row === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                go(row);
              }}
              className={classNames("cursor-pointer px-3 py-1.5", row === chosen && "bg-accent-weak")}
            >
              <span className="block font-medium">
                <Identifier>{showName(row)}</Identifier>
              </span>
              <span className="block text-xs text-muted">
                MRN <Identifier>{row.mrn}</Identifier> · <Identifier>{showDate(row.birthDate)}</Identifier> ·{" "}
                {showSex(row.sex)}
              </span>
            </div>
          ))}
        </div>
        <p
          id={`${id}-state`}
          role="status"
          className="border-t border-line px-3 py-1.5 text-xs text-muted first:border-t-0"
        >
          {sentenceOf(found)}
        </p>
      </div>
    </div>
  );
}
