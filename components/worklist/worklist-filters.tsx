import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import {
  MILESTONE_FILTERS,
  PHASE_FILTERS,
  REMISSION_FILTERS,
  REVIEW_FILTERS,
  STATUS_FILTERS,
  WORKLIST_REASONS,
  type WorklistInput,
} from "@/lib/contract/worklist";
import { showMilestone, showPhase, showRemission } from "@/lib/display";
import { FilterSelect } from "./filter-select";
import { REASON_WORDS } from "./reason-words";
import { worklistHref } from "./worklist-url";

const NONE = {
  reason: null,
  remission: null,
  milestone: null,
  recurrence: null,
  status: null,
  phase: null,
  review: null,
} as const;

const FILTERS = Object.keys(NONE) as (keyof typeof NONE)[];

const CHIPS = [
  { label: "All by reason", filter: NONE },
  { label: "Changed since my review", filter: { ...NONE, review: "changed" } },
  { label: "Possible recurrence", filter: { ...NONE, recurrence: "possible" } },
  { label: "Marrow window open", filter: { ...NONE, milestone: "awaiting-sample" } },
  { label: "Criterion met", filter: { ...NONE, remission: "met" } },
] as const satisfies readonly { label: string; filter: Pick<WorklistInput, keyof typeof NONE> }[];

const REVIEW_WORDS = {
  changed: "changed since mine",
  never: "not yet by me",
  unchanged: "nothing new",
} as const;

/** A choice that is put over the present ones; every choice is an address. */
function Choice<Field extends keyof typeof NONE>({
  label,
  field,
  input,
  values,
  words,
}: {
  readonly label: string;
  readonly field: Field;
  readonly input: WorklistInput;
  readonly values: readonly NonNullable<WorklistInput[Field]>[];
  readonly words: (value: NonNullable<WorklistInput[Field]>) => string;
}) {
  return (
    <FilterSelect
      label={label}
      value={worklistHref(input, {})}
      options={[null, ...values].map((value) => ({
        href: worklistHref(input, { [field]: value }),
        label: value === null ? "any" : words(value),
      }))}
    />
  );
}

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
      <div className="grid grid-cols-2 gap-x-3 gap-y-1.5 max-md:w-full md:flex md:flex-wrap">
        <Choice
          label="Why"
          field="reason"
          input={input}
          values={WORKLIST_REASONS}
          words={(value) => REASON_WORDS[value].title}
        />
        <Choice
          label="Criterion"
          field="remission"
          input={input}
          values={REMISSION_FILTERS}
          words={(value) => showRemission(value).word.toLowerCase()}
        />
        <Choice
          label="Milestone"
          field="milestone"
          input={input}
          values={MILESTONE_FILTERS}
          words={(value) => showMilestone(value).word.toLowerCase()}
        />
        <Choice
          label="Status"
          field="status"
          input={input}
          values={STATUS_FILTERS}
          words={(value) => value.replaceAll("-", " ")}
        />
        <Choice
          label="Course"
          field="phase"
          input={input}
          values={PHASE_FILTERS}
          words={(value) => (value === "none" ? "no course" : showPhase(value).toLowerCase())}
        />
        <Choice
          label="My review"
          field="review"
          input={input}
          values={REVIEW_FILTERS}
          words={(value) => REVIEW_WORDS[value]}
        />
      </div>
    </>
  );
}
