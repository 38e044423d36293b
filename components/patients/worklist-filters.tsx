import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { MILESTONE_FILTERS, REMISSION_FILTERS, type WorklistInput } from "@/lib/contract/worklist";
import { showMilestone, showRemission } from "@/lib/display";
import { FilterSelect } from "./filter-select";
import { worklistHref } from "./worklist-url";

const NONE = { remission: null, milestone: null, recurrence: null } as const;

const FILTERS = Object.keys(NONE) as (keyof typeof NONE)[];

const CHIPS = [
  { label: "All", filter: NONE },
  { label: "Possible recurrence", filter: { ...NONE, recurrence: "possible" } },
  { label: "Marrow window open", filter: { ...NONE, milestone: "awaiting-sample" } },
  { label: "Missed", filter: { ...NONE, milestone: "missed" } },
  { label: "Criterion met", filter: { ...NONE, remission: "met" } },
  { label: "Not met", filter: { ...NONE, remission: "not-met" } },
] as const satisfies readonly { label: string; filter: Pick<WorklistInput, keyof typeof NONE> }[];

export function WorklistFilters({ input }: { readonly input: WorklistInput }) {
  return (
    <>
      <nav aria-label="Quick filters" className="flex flex-wrap gap-1.5">
        {CHIPS.map(({ label, filter }) => {
          const chosen = FILTERS.every((field) => filter[field] === input[field]);
          return (
            <Link
              key={label}
              href={worklistHref(input, filter)}
              scroll={false}
              aria-current={chosen ? "true" : undefined}
              className={classNames(
                "flex min-h-7 items-center rounded-sm border px-2.5 text-sm",
                chosen
                  ? "border-accent bg-accent-weak font-semibold text-accent"
                  : "border-line bg-surface text-muted hover:text-ink",
              )}
            >
              {label}
            </Link>
          );
        })}
      </nav>
      <div className="flex gap-3 max-md:w-full">
        <FilterSelect
          label="Criterion"
          value={worklistHref(input, {})}
          options={[null, ...REMISSION_FILTERS].map((remission) => ({
            href: worklistHref(input, { remission }),
            label: remission === null ? "any" : showRemission(remission).word.toLowerCase(),
          }))}
        />
        <FilterSelect
          label="Milestone"
          value={worklistHref(input, {})}
          options={[null, ...MILESTONE_FILTERS].map((milestone) => ({
            href: worklistHref(input, { milestone }),
            label: milestone === null ? "any" : showMilestone(milestone).word.toLowerCase(),
          }))}
        />
      </div>
    </>
  );
}
