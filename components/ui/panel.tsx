import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

/** A framed part of a page with its heading and its own controls. Panels are never put inside panels. */
export function Panel({
  title,
  aside,
  tools,
  id,
  className,
  children,
}: {
  readonly title: ReactNode;
  /** Quiet words after the title. */
  readonly aside?: ReactNode;
  /** Controls at the right of the heading row. */
  readonly tools?: ReactNode;
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={classNames("min-w-0 rounded-md border border-line bg-surface", className)}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3.5 py-2">
        <h2 id={headingId} className="font-semibold">
          {title}
        </h2>
        {aside ? <span className="text-sm text-muted">{aside}</span> : null}
        {tools ? <div className="ml-auto flex flex-wrap items-center gap-2">{tools}</div> : null}
      </div>
      {children}
    </section>
  );
}
