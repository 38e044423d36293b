"use client";

import { problemAt } from "@/components/api/api-problem";
import { SelectField, TextField } from "@/components/ui/field";
import type { FieldProblem } from "@/lib/errors";
import type { PolicyDraft } from "./policy-draft";

/** What every part of the policy's form is given. */
export interface PolicyPart {
  readonly draft: PolicyDraft;
  readonly change: (part: Partial<PolicyDraft>) => void;
  readonly problems: readonly FieldProblem[] | undefined;
}

type NumberName = {
  [Name in keyof PolicyDraft]: PolicyDraft[Name] extends string ? Name : never;
}[Exclude<keyof PolicyDraft, "strictness" | "dayOne">];

/** Protocol days are one more than the days that have passed. */
const asProtocolDay = (typed: string) =>
  /^\d{1,3}$/.test(typed.trim()) ? `protocol Day ${Number(typed) + 1}` : undefined;

export function ResponseFields({ draft, change, problems }: PolicyPart) {
  const number = (name: NumberName, path: string, label: string, unit: string, hint?: string) => (
    <NumberSetting
      label={label}
      unit={unit}
      hint={hint}
      value={draft[name]}
      error={problemAt(problems, `settings.${path}`)?.message}
      onChange={(typed) => change({ [name]: typed })}
    />
  );
  return (
    <div className="grid gap-x-6 gap-y-4 px-3.5 py-3 sm:grid-cols-2 lg:grid-cols-4">
      {number(
        "pairingDays",
        "pairingDays",
        "Count and marrow pair within",
        "days",
        "before or after, inclusive",
      )}
      <SelectField
        label="A normal blood count asks for"
        required
        value={draft.strictness}
        error={problemAt(problems, "settings.strictness")?.message}
        onChange={(event) => change({ strictness: event.target.value as PolicyDraft["strictness"] })}
      >
        <option value="core">WBC, Hb, PLT and ANC</option>
        <option value="full">every value that has an interval</option>
      </SelectField>
      {number("residualDisease", "residualDisease", "Residual disease counts as none below", "%")}
      <SelectField
        label="Day 1 is the first day of"
        required
        value={draft.dayOne}
        error={problemAt(problems, "settings.dayOne")?.message}
        onChange={(event) => change({ dayOne: event.target.value as PolicyDraft["dayOne"] })}
      >
        <option value="induction">the first induction course</option>
        <option value="prephase">the prephase</option>
      </SelectField>
      {number("opens", "window.opens", "Window opens", "days after Day 1", asProtocolDay(draft.opens))}
      {number("closes", "window.closes", "Window closes", "days after Day 1", asProtocolDay(draft.closes))}
      {number(
        "lateUntil",
        "window.lateUntil",
        "Met late until",
        "days after Day 1",
        asProtocolDay(draft.lateUntil),
      )}
      {number("earlyDays", "earlyDays", "A sample may be early by", "days")}
    </div>
  );
}

export function SupportFields({ draft, change, problems }: PolicyPart) {
  const rows = [
    ["platelets", "platelets", "After platelets, PLT cannot pass for"],
    ["redCells", "red-cells", "After red cells, Hb cannot pass for"],
    ["gCsf", "g-csf", "After G-CSF, ANC and WBC cannot pass for"],
  ] as const;
  return (
    <div className="grid gap-x-6 gap-y-4 px-3.5 py-3 sm:grid-cols-2 lg:grid-cols-4">
      {rows.map(([name, path, label]) => (
        <NumberSetting
          key={name}
          label={label}
          unit="days"
          value={draft[name]}
          error={problemAt(problems, `settings.supportDays.${path}`)?.message}
          onChange={(typed) => change({ [name]: typed })}
        />
      ))}
    </div>
  );
}

function NumberSetting({
  label,
  unit,
  hint,
  value,
  error,
  onChange,
}: {
  readonly label: string;
  readonly unit: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (typed: string) => void;
}) {
  return (
    <TextField
      label={label}
      unit={unit}
      hint={hint}
      required
      inputMode="decimal"
      autoComplete="off"
      maxLength={10}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
