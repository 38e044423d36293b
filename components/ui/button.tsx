import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "normal";

const LOOKS: Record<ButtonLook, string> = {
  primary: "border-accent bg-accent text-on-accent hover:brightness-110 font-medium",
  secondary: "border-edge bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-critical bg-surface text-critical hover:bg-critical-cell font-medium",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-6 px-2 text-sm",
  normal: "min-h-8 px-3 text-base",
};

export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "normal"): string {
  return classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-sm border whitespace-nowrap select-none",
    "disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55",
    LOOKS[look],
    SIZES[size],
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** Something is under way: the button refuses a second press and says what it is doing. */
  readonly busy?: boolean;
  readonly busyText?: string;
}

export function Button({
  look = "secondary",
  size = "normal",
  busy = false,
  busyText,
  type = "button",
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClass(look, size), className)}
    >
      {busy && busyText ? busyText : children}
    </button>
  );
}

interface LinkButtonProps extends ComponentProps<typeof Link> {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
}

export function LinkButton({
  look = "secondary",
  size = "normal",
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link {...rest} className={classNames(buttonClass(look, size), className)}>
      {children}
    </Link>
  );
}
