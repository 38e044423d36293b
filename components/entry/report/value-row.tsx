"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { FLAG_TEXT, FlagMark } from "@/components/results/flag-mark";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Input, Select } from "@/components/ui/input";
import { ANALYTES, type AnalyteCode } from "@/lib/clinical/analytes";
import { showFlag, showUnit } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { LaboratoryInterval } from "./laboratory-interval";
import type { LiveValue } from "./live-judgement";
import { settledText, type ValueDraft } from "./report-draft";
import { ValueMessages } from "./value-messages";

/** Columns of every list of values: name, value, unit, flag and conversion, interval, its own disclosure. */
export const VALUE_GRID =
  "grid grid-cols-[minmax(0,1fr)_6.5rem_6.5rem] items-center gap-x-2 gap-y-1 px-3.5 " +
  "md:grid-cols-[minmax(8rem,13rem)_7rem_7.5rem_minmax(7rem,10rem)_minmax(8rem,1fr)_auto]";

/** Milliseconds without a key after which a value counts as typed. */
const PAUSE_MS = 600;

/** One analyte: its value, its unit, and what the core says of it while it is typed. */
export function ValueRow({
  code,
  value,
  live,
  problem,
  recorded = null,
  onChange,
}: {
  readonly code: AnalyteCode;
  readonly value: ValueDraft;
  readonly live: LiveValue | undefined;
  readonly problem: FieldProblem | undefined;
  /** The value on record, which stays in sight while another is typed. */
  readonly recorded?: ReactNode;
  readonly onChange: (change: Partial<ValueDraft>) => void;
}) {
  const id = useId();
  const { label, name, units } = ANALYTES[code];
  const [opened, setOpened] = useState(false);
  const open = opened || /\.(low|high)$/.test(problem?.path ?? "");
  const [pausedAt, setPausedAt] = useState(value.text);
  const typing = pausedAt !== value.text;
  // A number is judged aloud once it seems whole: "1" on the way to "12" is no reason to complain.
  const spoken = typing && live?.state !== "confirmed" ? undefined : live;
  useEffect(() => {
    const pause = setTimeout(() => setPausedAt(value.text), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [value.text]);
  const refused = (!typing && live?.state === "refused") || problem !== undefined;
  const known = units.some(({ unit }) => unit === value.unit);

  const keyed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (live?.state !== "confirm" || event.key.toLowerCase() !== "y" || event.ctrlKey || event.metaKey)
      return;
    event.preventDefault();
    onChange({ confirmed: true });
  };
  const settle = () => {
    const text = settledText(value.text);
    setPausedAt(text);
    if (text !== value.text) onChange({ text });
  };

  return (
    <div className={classNames(VALUE_GRID, "border-b border-line py-1 last:border-b-0")}>
      <div className="min-w-0">
        <label htmlFor={id} title={name} className="font-medium">
          {label}
        </label>
        {recorded === null ? null : (
          <span id={`${id}-recorded`} className="block text-sm text-muted">
            {recorded}
          </span>
        )}
      </div>
      <Input
        id={id}
        value={value.text}
        data-step="value"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={refused || undefined}
        aria-describedby={`${id}-recorded ${id}-said ${id}-interval ${id}-message`}
        className="scroll-mb-20 text-right"
        onKeyDown={keyed}
        onBlur={settle}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      {units.length === 1 && known ? (
        <span className="px-2 text-muted">{units[0]?.display}</span>
      ) : (
        <Select
          aria-label={`Unit of ${label}`}
          value={value.unit}
          aria-invalid={problem?.path.endsWith(".unit") || undefined}
          onChange={(event) => onChange({ unit: event.target.value })}
        >
          {known ? null : <option value={value.unit}>{showUnit(value.unit) || "no unit"}</option>}
          {units.map(({ unit, display }) => (
            <option key={unit} value={unit}>
              {display}
            </option>
          ))}
        </Select>
      )}
      <div className="col-span-2 flex flex-wrap items-baseline gap-x-3 md:contents">
        <span id={`${id}-said`} className="max-md:empty:hidden">
          <Said live={live} />
        </span>
        <span id={`${id}-interval`} className="min-w-0 text-sm text-muted">
          {live?.interval ? (
            <>
              {live.interval.text} <span className="text-xs">{live.interval.source}</span>
            </>
          ) : null}
        </span>
      </div>
      <Button
        look="quiet"
        size="small"
        aria-expanded={open}
        aria-label={`Laboratory's interval of ${label}`}
        title="The laboratory's own interval"
        onClick={() => setOpened(!open)}
      >
        {open ? "– interval" : "+ interval"}
      </Button>
      {open || code === "MRD" ? (
        <LaboratoryInterval
          code={code}
          value={value}
          withInterval={open}
          problem={problem}
          onChange={onChange}
        />
      ) : null}
      <ValueMessages
        id={`${id}-message`}
        label={label}
        value={value}
        live={spoken}
        problem={problem}
        onChange={onChange}
      />
    </div>
  );
}

/** The flag in letters, arrow and colour, and the number in the canonical unit where another was typed. */
function Said({ live }: { readonly live: LiveValue | undefined }) {
  if (live === undefined || live.state === "refused") return null;
  if (live.state === "missing") return <span className="text-sm text-muted">no value</span>;
  const number = live.computed ?? live.converted;
  const tone = showFlag(live.flag)?.tone;
  return (
    <span title={live.computed === null ? undefined : (live.reason ?? undefined)}>
      {number === null ? null : (
        <span className="pr-2 text-sm text-muted">
          = {number}
          {live.computed === null ? "" : ", computed"}
        </span>
      )}
      {tone ? (
        <span className={FLAG_TEXT[tone]}>
          <FlagMark flag={live.flag} />
        </span>
      ) : live.flag === "N" ? (
        <span className="text-sm text-muted">normal</span>
      ) : null}
    </span>
  );
}
