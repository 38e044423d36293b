import { classNames } from "./class-names";

/** A grey stand-in of the same size as what is being loaded. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block motion-safe:animate-pulse rounded-sm bg-sunken", className)}
    />
  );
}
