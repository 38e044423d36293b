import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** What a list says when it has nothing to show, and what to do about it. */
export function EmptyState({
  title,
  children,
  action,
  className,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}) {
  return (
    <div className={classNames("flex flex-col items-start gap-2 px-4 py-8", className)}>
      <p className="text-lg font-medium">{title}</p>
      {children ? <div className="max-w-prose text-muted">{children}</div> : null}
      {action}
    </div>
  );
}
