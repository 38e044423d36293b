"use client";

import { useEffect } from "react";

const QUESTION = "What you typed is not saved yet. Leave this page and lose it?";

let unsavedNow = 0;

/** How many forms of the page hold what is not saved. */
export const unsavedForms = (): number => unsavedNow;

/** Asks before values that are not saved are left behind: by reload, by closing, or by a link inside the product. */
export function useLeaveWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    unsavedNow += 1;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    const clicked = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) {
        return;
      }
      const stays = link.pathname === window.location.pathname && link.search === window.location.search;
      if (stays || window.confirm(QUESTION)) return;
      event.preventDefault();
      // Also the warnings of other forms on the page: one question is enough.
      event.stopImmediatePropagation();
    };
    window.addEventListener("beforeunload", leaving);
    // In the capture phase, before the router's own handler follows the link.
    document.addEventListener("click", clicked, true);
    return () => {
      unsavedNow -= 1;
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("click", clicked, true);
    };
  }, [unsaved]);
}
