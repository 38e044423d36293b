import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** Rows a hair apart, figures to the right. A wide table scrolls inside its own `TableScroll`, never the page. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={classNames("w-full border-collapse text-left", className)} />;
}

/** A region that scrolls sideways must take the focus, or a keyboard cannot scroll it. */
const REACHABLE = { tabIndex: 0 };

export function TableScroll({
  label,
  className,
  children,
  ...rest
}: ComponentProps<"section"> & { readonly label: string }) {
  return (
    <section
      {...rest}
      aria-label={label}
      {...REACHABLE}
      className={classNames("relative overflow-x-auto", className)}
    >
      {children}
    </section>
  );
}

export function Th({ className, scope = "col", ...rest }: ComponentProps<"th">) {
  return (
    <th
      {...rest}
      scope={scope}
      className={classNames(
        "border-b border-line px-2.5 py-1 text-xs font-medium text-muted whitespace-nowrap",
        className,
      )}
    />
  );
}

export function RowHead({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      {...rest}
      scope="row"
      className={classNames("border-b border-line px-2.5 py-1 font-normal", className)}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={classNames("border-b border-line px-2.5 py-1 align-middle", className)} />;
}
