"use client";

import { type Ref, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showDate } from "@/lib/display";
import { typedDate, typedTime } from "./typed-date";

interface MomentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  /** What the server or the form refused; what is typed now is judged here. */
  readonly error?: string | undefined;
  readonly className?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

interface DateFieldProps extends MomentFieldProps {
  /** What is said of the day that was understood, after the day itself: "Day 30". */
  readonly about?: (date: string) => string | null;
}

/** A date typed year first or with the month in letters; the day that was understood is repeated underneath. */
export function DateField({ value, onChange, hint, error, inputRef, about, ...field }: DateFieldProps) {
  const [left, setLeft] = useState(false);
  const read = typedDate(value);
  const complaint = left && !read.ok ? read.message : error;
  const understood =
    read.ok && read.date !== null
      ? [showDate(read.date), about?.(read.date)].filter(Boolean).join(" · ")
      : null;
  return (
    <Field {...field} error={complaint} hint={understood && understood !== value.trim() ? understood : hint}>
      {(control) => (
        <Input
          {...control}
          ref={inputRef}
          value={value}
          placeholder="YYYY-MM-DD"
          autoComplete="off"
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A time of day on a 24-hour clock; empty is allowed, the report then has its date alone. */
export function TimeField({ value, onChange, hint, error, inputRef, ...field }: MomentFieldProps) {
  const [left, setLeft] = useState(false);
  const read = typedTime(value);
  const understood = read.ok && read.time !== null && read.time !== value.trim() ? read.time : hint;
  return (
    <Field {...field} error={left && !read.ok ? read.message : error} hint={understood}>
      {(control) => (
        <Input
          {...control}
          ref={inputRef}
          value={value}
          placeholder="HH:MM"
          autoComplete="off"
          inputMode="numeric"
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
