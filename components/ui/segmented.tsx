"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface Segment {
  readonly value: string;
  readonly label: ReactNode;
}

const FRAME = "inline-flex flex-wrap overflow-hidden rounded-sm border border-edge";
const SEGMENT =
  "flex min-h-6 items-center px-2.5 text-sm not-first:border-l not-first:border-line hover:bg-sunken";
const CHOSEN = "bg-accent-weak font-semibold text-accent";

/** One of a few, as radio buttons: arrows move, the form carries the value under `name`. */
export function SegmentedControl({
  legend,
  name,
  segments,
  value,
  onChange,
  hideLegend = false,
  disabled = false,
}: {
  readonly legend: string;
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hideLegend?: boolean;
  readonly disabled?: boolean;
}) {
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col items-start gap-1 disabled:opacity-55">
      <legend className={hideLegend ? "sr-only" : "mb-1 text-sm font-medium"}>{legend}</legend>
      <div className={FRAME}>
        {segments.map((segment) => (
          <label
            key={segment.value}
            className={classNames(
              SEGMENT,
              "has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-(--focus)",
              segment.value === value ? CHOSEN : "text-muted",
            )}
          >
            <input
              type="radio"
              name={name}
              value={segment.value}
              checked={segment.value === value}
              onChange={() => onChange(segment.value)}
              className="sr-only"
            />
            {segment.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of a few, as links: the choice lives in the URL. */
export function SegmentedLinks({
  label,
  segments,
  value,
}: {
  readonly label: string;
  readonly segments: readonly (Segment & { readonly href: string })[];
  readonly value: string;
}) {
  return (
    <nav aria-label={label} className={FRAME}>
      {segments.map((segment) => (
        <Link
          key={segment.value}
          href={segment.href}
          scroll={false}
          aria-current={segment.value === value ? "true" : undefined}
          className={classNames(
            SEGMENT,
            "focus-visible:-outline-offset-2",
            segment.value === value ? CHOSEN : "text-muted",
          )}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}
