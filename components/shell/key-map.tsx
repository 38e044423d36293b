"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { preferenceNow, setPreference } from "./preferences";

interface Shortcut {
  readonly key: string;
  readonly label: string;
}

const ALWAYS: readonly Shortcut[] = [
  { key: "↑ ↓", label: "Rows of the worklist, cells of the flowsheet, days of the chart; Enter opens" },
  { key: "?", label: "This list" },
];

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select"));

const visible = (element: HTMLElement) => element.getClientRects().length > 0;

function shortcutsOnPage(): readonly Shortcut[] {
  const found = [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].filter(visible);
  return found.map(({ dataset }) => ({ key: dataset.shortcut ?? "", label: dataset.shortcutLabel ?? "" }));
}

/**
 * A key presses the control that carries it in `data-shortcut` (a text field takes the focus instead). The map is
 * read off the page when it opens, so it never names a key that does nothing here.
 */
export function KeyMap() {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[] | null>(null);
  const [keysOn, setKeysOn] = useState(true);

  const show = () => {
    setKeysOn(preferenceNow("keys") === "on");
    setShortcuts(shortcutsOnPage());
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target))
        return;
      if (preferenceNow("keys") === "off" || document.querySelector("dialog[open]")) return;
      if (event.key === "?") {
        setKeysOn(true);
        setShortcuts(shortcutsOnPage());
        return;
      }
      const key = event.key.toLowerCase();
      const control = [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].find(
        (element) => element.dataset.shortcut === key && visible(element),
      );
      if (!control) return;
      event.preventDefault();
      if (control.matches("input, textarea")) control.focus();
      else control.click();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);

  return (
    <>
      <Button look="quiet" size="small" aria-haspopup="dialog" title="Keys on this page (?)" onClick={show}>
        Keys
      </Button>
      <Dialog open={shortcuts !== null} onClose={() => setShortcuts(null)} title="Keys on this page">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
          {[...(shortcuts ?? []), ...ALWAYS].map(({ key, label }) => (
            <div key={`${key} ${label}`} className="contents">
              <dt>
                <Kbd>{key.toUpperCase()}</Kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          label="Single keys work on their own"
          checked={keysOn}
          onChange={(event) => {
            setKeysOn(event.target.checked);
            setPreference("keys", event.target.checked ? "on" : "off");
          }}
          className="mt-4 border-t border-line pt-3"
        />
      </Dialog>
    </>
  );
}
