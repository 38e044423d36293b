import type { ReactNode } from "react";

/** Names, record numbers, birth dates: covered by one key on a shared screen. */
export function Identifier({ children }: { readonly children: ReactNode }) {
  return <span data-identifier>{children}</span>;
}
