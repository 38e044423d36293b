import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Clause } from "@/lib/clinical/assessment";
import { showCollected, showSentence, showUnit } from "@/lib/display";

const ANSWERS = {
  met: { symbol: "✓", tone: "text-met", words: "met" },
  "not-met": { symbol: "✗", tone: "text-critical", words: "not met" },
  unknown: { symbol: "?", tone: "text-open", words: "unknown" },
} as const;

/** A value that is a code ("not-assessed") reads as words; numbers stay as recorded. */
const valueWords = (value: string) => (/^[a-z]+(-[a-z]+)+$/.test(value) ? value.replaceAll("-", " ") : value);

/** The conditions of a verdict, each with its answer, value, what was asked and where that comes from. */
export function ClauseList({ clauses }: { readonly clauses: readonly Clause[] }) {
  return (
    <ul className="mt-2">
      {clauses.map((clause) => {
        const { symbol, tone, words } = ANSWERS[clause.answer];
        return (
          <li
            key={clause.id}
            className="grid grid-cols-[1.125rem_1fr_auto] gap-x-1 border-t border-line py-1"
          >
            <span className={`font-semibold ${tone}`}>
              <span aria-hidden="true">{symbol}</span>
              <VisuallyHidden>{words}: </VisuallyHidden>
            </span>
            <span>
              {clause.label}
              {clause.value === null ? null : (
                <>
                  {" "}
                  <span className="font-medium">{valueWords(clause.value)}</span>{" "}
                  <span className="text-xs text-muted">{showUnit(clause.unit)}</span>
                </>
              )}
            </span>
            <span className="text-right text-sm text-muted">
              {clause.limit}
              {clause.interval === null ? null : (
                <span className="block text-xs">{clause.interval.source}</span>
              )}
            </span>
            {clause.reason === null ? null : (
              <span className="col-span-2 col-start-2 text-sm text-muted">{showSentence(clause.reason)}</span>
            )}
            {clause.collected === null ? null : (
              <VisuallyHidden>collected {showCollected(clause.collected)}</VisuallyHidden>
            )}
          </li>
        );
      })}
    </ul>
  );
}
