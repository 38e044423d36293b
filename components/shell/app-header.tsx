import Link from "next/link";
import { KeyMap } from "./key-map";
import { type NavLink, NavLinks } from "./nav-links";
import { IdentifierSwitch, ThemeSwitch } from "./preference-switch";
import type { PreferenceValue } from "./preferences";
import { SignOutButton } from "./sign-out-button";
import { Wordmark } from "./wordmark";

export function AppHeader({
  links,
  siteName,
  userName,
  theme,
  identifiers,
  maySearch,
}: {
  readonly links: readonly NavLink[];
  readonly siteName: string;
  readonly userName: string;
  readonly theme: PreferenceValue<"theme">;
  readonly identifiers: PreferenceValue<"identifiers">;
  readonly maySearch: boolean;
}) {
  return (
    <header className="border-b border-line bg-surface print:hidden">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 px-4 py-1.5 md:px-6">
        <Link href="/" className="flex min-h-8 items-center text-lg font-bold tracking-tight">
          <span>
            <Wordmark />
          </span>
        </Link>
        <div className="max-md:order-last max-md:w-full">
          <NavLinks links={links} />
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-x-1">
          <span className="mr-2 text-muted max-md:sr-only">
            {siteName} · {userName}
          </span>
          <IdentifierSwitch initial={identifiers} />
          <ThemeSwitch initial={theme} />
          <KeyMap maySearch={maySearch} />
          <SignOutButton />
        </div>
      </div>
    </header>
  );
}
