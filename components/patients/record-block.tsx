import type { ReactNode } from "react";

/** Entries shown before the rest is folded away. */
const NEWEST = 6;

/** A short list under a small heading: the newest in sight, the rest folded away. */
export function Block({
  title,
  empty,
  children,
}: {
  readonly title: string;
  readonly empty: string;
  readonly children: readonly ReactNode[];
}) {
  return (
    <div>
      <h3 className="text-sm font-medium text-muted">{title}</h3>
      {children.length === 0 ? (
        <p className="mt-1 text-muted">{empty}</p>
      ) : (
        <>
          <ul className="mt-1">{children.slice(0, NEWEST)}</ul>
          {children.length > NEWEST ? (
            <details className="border-t border-line py-1">
              <summary className="text-muted">{children.length - NEWEST} earlier</summary>
              <ul>{children.slice(NEWEST)}</ul>
            </details>
          ) : null}
        </>
      )}
    </div>
  );
}

export function Entry({
  what,
  when,
  children,
}: {
  readonly what: ReactNode;
  readonly when: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <li className="border-t border-line py-1 first:border-t-0">
      <span className="flex justify-between gap-3">
        <span>{what}</span>
        <span className="whitespace-nowrap text-muted">{when}</span>
      </span>
      {children ? <span className="block text-sm text-muted">{children}</span> : null}
    </li>
  );
}
