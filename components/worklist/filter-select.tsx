"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { Select } from "@/components/ui/input";

/** A filter whose every choice is an address. */
export function FilterSelect({
  label,
  value,
  options,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly href: string; readonly label: string }[];
}) {
  const id = useId();
  const router = useRouter();
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted max-md:flex-1">
      <label htmlFor={id} className="whitespace-nowrap">
        {label}
      </label>
      <Select id={id} value={value} onChange={(event) => router.push(event.target.value, { scroll: false })}>
        {options.map(({ href, label: words }) => (
          <option key={href} value={href}>
            {words}
          </option>
        ))}
      </Select>
    </span>
  );
}
