import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Flag } from "@/lib/clinical/assessment";
import { type ShownFlag, showFlag } from "@/lib/display";

export const FLAG_TEXT: Record<ShownFlag["tone"], string> = {
  low: "text-low",
  high: "text-high",
  critical: "text-critical font-semibold",
};

/** Arrow and letters; a reader of the screen hears words. */
export function FlagMark({ flag }: { readonly flag: Flag | null }) {
  const shown = showFlag(flag);
  if (shown === null) return null;
  return (
    <>
      <span aria-hidden="true">
        {shown.arrow}
        {shown.letters}
      </span>
      <VisuallyHidden> {shown.words}</VisuallyHidden>
    </>
  );
}
