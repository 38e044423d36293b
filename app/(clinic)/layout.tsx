import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { AppHeader } from "@/components/shell/app-header";
import type { NavLink } from "@/components/shell/nav-links";
import { PREFERENCES, preferenceIn } from "@/components/shell/preferences";
import { mayDo, type Permission } from "@/lib/permissions";
import { askerOfPage } from "@/lib/server/session/session";

export const dynamic = "force-dynamic";

const LINKS: readonly (NavLink & { readonly permission: Permission })[] = [
  { href: "/", label: "Worklist", permission: "patient:read" },
  { href: "/patients/new", label: "New patient", permission: "patient:write" },
  { href: "/entry", label: "Entry", permission: "report:write" },
  { href: "/import", label: "Import", permission: "report:write" },
  { href: "/rules", label: "Rules", permission: "own-session" },
  { href: "/admin/policy", label: "Policy", permission: "policy:change" },
  { href: "/admin/feed", label: "Feed", permission: "feed:watch" },
  { href: "/admin/mappings", label: "Mappings", permission: "mappings:manage" },
  { href: "/admin/tokens", label: "Tokens", permission: "tokens:manage" },
  { href: "/admin/site", label: "Site", permission: "sites:manage" },
  { href: "/admin/audit", label: "Audit", permission: "audit:list" },
];

export default async function ClinicLayout({ children }: { readonly children: ReactNode }) {
  const { actor } = await askerOfPage();
  const jar = await cookies();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="absolute top-1 left-1 z-50 rounded-sm bg-accent px-3 py-1.5 text-on-accent not-focus:sr-only"
      >
        Skip to the content
      </a>
      <AppHeader
        links={LINKS.filter(({ permission }) => mayDo(actor.roles, permission))}
        siteName={actor.site.name}
        userName={actor.name}
        theme={preferenceIn("theme", jar.get(PREFERENCES.theme.cookie)?.value)}
        identifiers={preferenceIn("identifiers", jar.get(PREFERENCES.identifiers.cookie)?.value)}
        maySearch={mayDo(actor.roles, "patient:read")}
      />
      <div id="content" tabIndex={-1} className="flex flex-1 flex-col focus:outline-none">
        {children}
      </div>
      <footer className="px-4 py-3 text-sm text-muted md:px-6 print:hidden">
        Nothing here is medical advice; each hospital approves its own{" "}
        <Link href="/rules" className="underline hover:text-ink">
          policy
        </Link>
        .
      </footer>
    </div>
  );
}
