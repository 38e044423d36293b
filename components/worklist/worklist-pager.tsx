import { LinkButton } from "@/components/ui/button";
import type { WorklistInput } from "@/lib/contract/worklist";
import { showCount } from "@/lib/display";
import { worklistHref } from "./worklist-url";

/** "412", "1,000+": counting stops somewhere. */
export const countWords = ({ total, more }: { readonly total: number; readonly more: boolean }): string =>
  `${total.toLocaleString("en-GB")}${more ? "+" : ""}`;

/** "51–100 of 412": where this page stands among all that match. */
export function rangeWords(
  page: number,
  limit: number,
  shown: number,
  { total, more }: { readonly total: number; readonly more: boolean },
): string {
  if (shown === 0) return showCount(total, "patient");
  if (more) {
    const from = (page - 1) * limit + 1;
    return `${from}–${from + shown - 1} of ${countWords({ total, more })} patients`;
  }
  const first = Math.min((page - 1) * limit, Math.max(0, total - shown)) + 1;
  return `${first}–${first + shown - 1} of ${showCount(total, "patient")}`;
}

export function WorklistPager({
  input,
  page,
  next,
}: {
  readonly input: WorklistInput;
  readonly page: number;
  readonly next: string | null;
}) {
  if (input.cursor === null && next === null) return null;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center gap-2 border-t border-line px-3.5 py-2 text-muted"
    >
      {input.cursor === null ? null : (
        <LinkButton size="small" href={worklistHref(input, {})}>
          First page
        </LinkButton>
      )}
      {next === null ? null : (
        <LinkButton size="small" href={worklistHref(input, { cursor: next }, page + 1)}>
          Next {input.limit}
        </LinkButton>
      )}
    </nav>
  );
}
