"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { type MovingKeys, movingKeys } from "./moving-keys";
import { keyedControls, press } from "./page-commands";
import { preferenceNow, setPreference } from "./preferences";
import { usePreference } from "./use-preference";

// Nothing of it weighs on a page before it is asked for.
const CommandPalette = lazy(async () => ({
  default: (await import("./command-palette")).CommandPalette,
}));

const ALWAYS: readonly MovingKeys[] = [
  { keys: "Ctrl K", label: "Go to a patient, a page or a command (⌘ K on a Mac)" },
  { keys: "?", label: "This list" },
  { keys: "Esc", label: "Closes what opened; the focus goes back" },
];

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select"));

const dialogOpen = () => document.querySelector("dialog[open]") !== null;

/** What every page can be asked by keyboard, read off the page so that no key is named that does nothing here. */
function keysOfPage(): readonly MovingKeys[] {
  const keyed = keyedControls().map(({ key, label }) => ({ keys: (key ?? "").toUpperCase(), label }));
  return [...keyed, ...movingKeys(), ...ALWAYS];
}

/**
 * A key presses the control that carries it in `data-shortcut` (a text field takes the focus instead). Ctrl K works
 * with single keys switched off too, and while something is typed: it is a chord.
 */
export function KeyMap({ maySearch }: { readonly maySearch: boolean }) {
  const [keys, setKeys] = useState<readonly MovingKeys[] | null>(null);
  /** How often the palette was asked for; 0: never, and nothing of it is here. */
  const [asked, setAsked] = useState(0);
  const keysOn = usePreference("keys", "on") === "on";

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (!dialogOpen()) setAsked((count) => count + 1);
        return;
      }
      if (event.ctrlKey || event.metaKey || typing(event.target)) return;
      if (preferenceNow("keys") === "off" || dialogOpen()) return;
      if (event.key === "?") {
        setKeys(keysOfPage());
        return;
      }
      const found = keyedControls().find(({ key }) => key === event.key.toLowerCase());
      if (!found) return;
      event.preventDefault();
      press(found.control);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);

  return (
    <>
      <Button
        look="quiet"
        size="small"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Go to a patient, a page or a command (Ctrl K)"
        onClick={() => setAsked((count) => count + 1)}
      >
        Go to…
      </Button>
      <Button
        look="quiet"
        size="small"
        aria-haspopup="dialog"
        title="Keys on this page (?)"
        className="max-md:hidden"
        onClick={() => setKeys(keysOfPage())}
      >
        Keys
      </Button>
      {asked === 0 ? null : (
        <Suspense>
          <CommandPalette key={asked} maySearch={maySearch} onKeys={() => setKeys(keysOfPage())} />
        </Suspense>
      )}
      <Dialog open={keys !== null} onClose={() => setKeys(null)} title="Keys on this page">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
          {(keys ?? []).map(({ keys: pressed, label }) => (
            <div key={`${pressed} ${label}`} className="contents">
              <dt>
                <Kbd>{pressed}</Kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          label="Single keys work on their own"
          checked={keysOn}
          onChange={(event) => setPreference("keys", event.target.checked ? "on" : "off")}
          className="mt-4 border-t border-line pt-3"
        />
      </Dialog>
    </>
  );
}
