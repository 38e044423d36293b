"use client";

import { useSyncExternalStore } from "react";
import { CHANGED, type Preference, type PreferenceValue, preferenceNow } from "./preferences";

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
}

/** What is in force on this page, whichever control changed it. */
export function usePreference<Name extends Preference>(
  name: Name,
  initial: PreferenceValue<Name>,
): PreferenceValue<Name> {
  return useSyncExternalStore(
    subscribe,
    () => preferenceNow(name),
    () => initial,
  );
}
