/** What a person's browser remembers about the screen; never a patient, never a search. */
export const PREFERENCES = {
  theme: { cookie: "day29-theme", values: ["system", "light", "dark"] },
  /** On a shared screen names, numbers and birth dates are covered. */
  identifiers: { cookie: "day29-identifiers", values: ["shown", "hidden"] },
  /** Single-key shortcuts can be switched off: speech input presses them by accident. */
  keys: { cookie: "day29-keys", values: ["on", "off"] },
} as const;

export type Preference = keyof typeof PREFERENCES;
export type PreferenceValue<Name extends Preference> = (typeof PREFERENCES)[Name]["values"][number];

/** The first value is the one for whoever chose nothing, or sent something we never wrote. */
export function preferenceIn<Name extends Preference>(
  name: Name,
  cookie: string | undefined,
): PreferenceValue<Name> {
  const values: readonly PreferenceValue<Name>[] = PREFERENCES[name].values;
  const [first] = PREFERENCES[name].values;
  return values.find((value) => value === cookie) ?? first;
}

/** Told to the window, so that every control of a preference shows what another one changed. */
export const CHANGED = "day29-preference";

const YEAR_MS = 365 * 86_400_000;

/** Sets it on the page at once and for the next visit; a browser without the Cookie Store keeps it for this page. */
export function setPreference<Name extends Preference>(name: Name, value: PreferenceValue<Name>): void {
  document.documentElement.setAttribute(`data-${name}`, value);
  window.dispatchEvent(new Event(CHANGED));
  if ("cookieStore" in window) {
    void window.cookieStore.set({
      name: PREFERENCES[name].cookie,
      value,
      path: "/",
      sameSite: "lax",
      expires: Date.now() + YEAR_MS,
    });
  }
}

export function preferenceNow<Name extends Preference>(name: Name): PreferenceValue<Name> {
  return preferenceIn(name, document.documentElement.getAttribute(`data-${name}`) ?? undefined);
}
