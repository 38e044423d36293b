import { Tag } from "@/components/ui/tag";
import type { Prognosis } from "@/lib/clinical/whole-record/prognosis";
import { showDate } from "@/lib/display";
import { showPrognosis } from "@/lib/record-display";

/** The prognostic factors with what each rests on. */
export function PrognosisList({ prognosis }: { readonly prognosis: Prognosis }) {
  return (
    <dl aria-label="Prognostic factors" className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-4">
      {showPrognosis(prognosis, showDate).map(({ label, value, mark, about }) => (
        <div key={label} className="min-w-0">
          <dt className="text-sm text-muted">{label}</dt>
          <dd>
            {value} {mark === null ? null : <Tag tone="open">{mark}</Tag>}
            <span className="block text-sm text-muted">{about}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
