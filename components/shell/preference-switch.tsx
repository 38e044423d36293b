"use client";

import { Eye, EyeOff, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type PreferenceValue, setPreference } from "./preferences";

const THEMES = {
  system: { icon: Monitor, next: "light", words: "as the system" },
  light: { icon: Sun, next: "dark", words: "light" },
  dark: { icon: Moon, next: "system", words: "dark" },
} as const;

/** System, light, dark, in turn. */
export function ThemeSwitch({ initial }: { readonly initial: PreferenceValue<"theme"> }) {
  const [theme, setTheme] = useState(initial);
  const { icon: Icon, next, words } = THEMES[theme];
  const label = `Theme: ${words}. Change to ${THEMES[next].words}`;
  return (
    <Button
      look="quiet"
      size="small"
      aria-label={label}
      title={label}
      onClick={() => {
        setTheme(next);
        setPreference("theme", next);
      }}
    >
      <Icon aria-hidden="true" className="size-4" />
    </Button>
  );
}

/** Covers names, record numbers and birth dates on every screen. */
export function IdentifierSwitch({ initial }: { readonly initial: PreferenceValue<"identifiers"> }) {
  const [identifiers, setIdentifiers] = useState(initial);
  const hidden = identifiers === "hidden";
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
      onClick={() => {
        const next = hidden ? "shown" : "hidden";
        setIdentifiers(next);
        setPreference("identifiers", next);
      }}
    >
      <Icon aria-hidden="true" className="size-4" />
    </Button>
  );
}
