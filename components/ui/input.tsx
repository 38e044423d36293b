import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const CONTROL =
  "w-full min-w-0 rounded-sm border border-edge bg-surface text-ink placeholder:text-muted " +
  "aria-invalid:border-critical aria-invalid:bg-critical-cell disabled:bg-sunken disabled:text-muted " +
  "pointer-coarse:text-[1rem]";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(CONTROL, "h-8 px-2", className)} />;
}

export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select {...rest} className={classNames(CONTROL, "h-8 pr-1 pl-2", className)}>
      {children}
    </select>
  );
}

export function TextArea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} rows={rows} className={classNames(CONTROL, "px-2 py-1.5", className)} />;
}

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input {...rest} type="checkbox" className={classNames("size-4 shrink-0 accent-accent", className)} />
  );
}
