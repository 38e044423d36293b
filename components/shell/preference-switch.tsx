"use client";

import { Eye, EyeOff, Monitor, Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type PreferenceValue, setPreference } from "./preferences";
import { usePreference } from "./use-preference";

const THEMES = {
  system: { icon: Monitor, next: "light", words: "as the system" },
  light: { icon: Sun, next: "dark", words: "light" },
  dark: { icon: Moon, next: "system", words: "dark" },
} as const;

/** System, light, dark, in turn. */
export function ThemeSwitch({ initial }: { readonly initial: PreferenceValue<"theme"> }) {
  const theme = usePreference("theme", initial);
  const { icon: Icon, next, words } = THEMES[theme];
  const label = `Theme: ${words}. Change to ${THEMES[next].words}`;
  return (
    <Button
      look="quiet"
      size="small"
      aria-label={label}
      title={label}
      onClick={() => setPreference("theme", next)}
    >
      <Icon aria-hidden="true" className="size-4" />
    </Button>
  );
}

/** Covers names, record numbers and birth dates on every screen. */
export function IdentifierSwitch({ initial }: { readonly initial: PreferenceValue<"identifiers"> }) {
  const hidden = usePreference("identifiers", initial) === "hidden";
  const Icon = hidden ? EyeOff : Eye;
  return (
    <Button
      look="quiet"
      size="small"
      aria-pressed={hidden}
      aria-label="Hide identifiers"
      aria-keyshortcuts="h"
      title={hidden ? "Identifiers are hidden: show them (H)" : "Hide identifiers on a shared screen (H)"}
      data-shortcut="h"
      data-shortcut-label="Hide or show identifiers"
      onClick={() => setPreference("identifiers", hidden ? "shown" : "hidden")}
    >
      <Icon aria-hidden="true" className="size-4" />
    </Button>
  );
}
