/** A control of the page that now is, as a command: what it says, the key that presses it, and the control itself. */
export interface PageCommand {
  readonly label: string;
  readonly key: string | null;
  readonly control: HTMLElement;
}

const visible = (element: HTMLElement) => element.getClientRects().length > 0;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(visible);

/** Controls with a key of their own. */
export const keyedControls = (): readonly PageCommand[] =>
  all("[data-shortcut]").map((control) => ({
    label: control.dataset.shortcutLabel ?? "",
    key: control.dataset.shortcut ?? null,
    control,
  }));

/** Those, and the others among the page's own actions. */
export function pageCommands(): readonly PageCommand[] {
  const keyed = keyedControls();
  const others = all("[data-commands] :is(a, button):not([data-shortcut], :disabled)").map((control) => ({
    label: (control.getAttribute("aria-label") ?? control.textContent ?? "").trim().replace(/…$/, ""),
    key: null,
    control,
  }));
  return [...keyed, ...others];
}

/** Pages this person may open, as the main navigation has them; and the page's way to others. */
export const pageLinks = (): readonly PageCommand[] =>
  all('nav[aria-label="Main"] a').map((control) => ({
    label: (control.textContent ?? "").trim(),
    key: null,
    control,
  }));

/** Presses it as a finger would; a text field takes the focus instead. */
export function press(control: HTMLElement): void {
  if (control.matches("input, textarea")) control.focus();
  else control.click();
}
