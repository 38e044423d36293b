"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

export interface NavLink {
  readonly href: string;
  readonly label: string;
}

const within = (pathname: string, href: string) =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);

export function NavLinks({ links }: { readonly links: readonly NavLink[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="-mx-2 flex flex-wrap gap-x-1">
      {links.map(({ href, label }) => {
        const here = within(pathname, href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={classNames(
              "flex min-h-7 items-center rounded-sm px-2 hover:bg-sunken hover:text-ink",
              here ? "font-semibold text-ink" : "text-muted",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
