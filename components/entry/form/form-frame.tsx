"use client";

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { ApiProblem } from "@/components/api/api-problem";
import { ProblemNotice } from "@/components/api/problem-notice";
import { classNames } from "@/components/ui/class-names";
import { useHydrated } from "./use-hydrated";

/** Text fields that Enter walks through; what is printed only sometimes is reached by Tab. */
const FIELDS = 'input:not([type="checkbox"], [type="radio"], [type="file"], [data-step="extra"])';

/**
 * A form that our own HTTP API receives: shut until hydrated (a submit before that would reload the page and lose
 * what was typed), saved by Ctrl+Enter from anywhere in it, and after a refusal the focus goes to the first field
 * that needs it.
 */
export function FormFrame({
  label,
  onSubmit,
  problem,
  shown,
  focusFirst = false,
  enterMoves = false,
  className = "gap-4",
  children,
}: {
  readonly label: string;
  readonly onSubmit: () => void;
  readonly problem: ApiProblem | null;
  /** Paths of the fields in the form, so that other refusals are said at its top. */
  readonly shown: readonly string[];
  /** The page is this form: typing can begin at once. */
  readonly focusFirst?: boolean;
  /** Enter goes to the next field instead of saving. */
  readonly enterMoves?: boolean;
  /** How far the parts stand apart. */
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const hydrated = useHydrated();

  useEffect(() => {
    if (problem && !problem.mended)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  useEffect(() => {
    if (hydrated && focusFirst) form.current?.querySelector<HTMLElement>(FIELDS)?.focus();
  }, [hydrated, focusFirst]);

  const submitted = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    } else if (event.key === "Enter" && enterMoves && event.target instanceof HTMLInputElement) {
      if (!event.target.matches(FIELDS)) return;
      event.preventDefault();
      const fields = [
        ...(form.current?.querySelectorAll<HTMLElement>(`${FIELDS}, button[type="submit"]`) ?? []),
      ];
      fields[fields.indexOf(event.target) + 1]?.focus();
    }
  };

  return (
    <form
      ref={form}
      method="post"
      noValidate
      autoComplete="off"
      aria-label={label}
      onSubmit={submitted}
      onKeyDown={keyed}
      className={classNames("flex flex-col", className)}
    >
      <fieldset disabled={!hydrated} className="contents">
        {problem ? <ProblemNotice problem={problem} shown={shown} /> : null}
        {children}
      </fieldset>
    </form>
  );
}
