import { unsavedForms } from "@/components/entry/form/use-leave-warning";

const typedInto = new Set<HTMLInputElement | HTMLTextAreaElement>();
let pressed = false;
let watching = false;

/** From the first call on it is known what was typed into, and whether the pointer holds something. */
export function watchHands(): void {
  if (watching) return;
  watching = true;
  const options = { capture: true, passive: true };
  addEventListener(
    "input",
    ({ target }) => {
      const text =
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && !/^(checkbox|radio)$/.test(target.type));
      if (text) typedInto.add(target);
    },
    options,
  );
  addEventListener("pointerdown", () => (pressed = true), options);
  for (const end of ["pointerup", "pointercancel", "dragend", "blur"]) {
    addEventListener(end, () => (pressed = false), options);
  }
}

/** Whether the page may change under the eyes of whoever sits before it. */
export function isCalm(): boolean {
  for (const field of typedInto) if (!field.isConnected || field.value === "") typedInto.delete(field);
  return (
    typedInto.size === 0 &&
    !pressed &&
    unsavedForms() === 0 &&
    getSelection()?.isCollapsed !== false &&
    document.querySelector("dialog[open]") === null
  );
}
