import { Notice } from "@/components/ui/notice";
import type { Assessment, Pairing } from "@/lib/clinical/assessment";
import type { NoteCode } from "@/lib/clinical/notes";
import { showCollected, showDate, showGap, showRemission, showSentence } from "@/lib/display";
import { ClauseList } from "./clause-list";
import { mergeNotes } from "./merge-notes";
import { NoteList } from "./note-list";
import { VerdictPanel } from "./verdict-panel";

function pairingSentence({ marrowCollected, countCollected, gapDays }: Pairing): string {
  const marrow = `Marrow of ${showCollected(marrowCollected)}`;
  if (countCollected === null || gapDays === null) return `${marrow}; no blood count to pair with it.`;
  return `${marrow}, count of ${showCollected(countCollected)}, ${showGap(gapDays)}.`;
}

/** Not one remark among others: somebody has to act on it. */
const ALARMS: ReadonlySet<NoteCode> = new Set<NoteCode>(["POSSIBLE_RECURRENCE", "CONFIRMATION_REQUIRED"]);

/** The headline: is the remission criterion met, by what, and what is missing. */
export function RemissionPanel({ assessment }: { readonly assessment: Assessment }) {
  const { verdict, clauses, missing, notes, pairing } = assessment.remission;
  const alarms = mergeNotes(notes.filter(({ code }) => ALARMS.has(code)));
  return (
    <VerdictPanel
      title="Remission criterion"
      aside={`policy ${assessment.policy.id} ${assessment.policy.version}`}
      verdict={showRemission(verdict)}
      detail={
        pairing === null || verdict === "not-applicable" ? null : showDate(pairing.marrowCollected.date)
      }
    >
      {alarms.length > 0 ? (
        <Notice tone="warning" className="mt-2" title="Possible recurrence">
          {alarms.map(({ code, text }) => (
            <p key={code}>{showSentence(text)}</p>
          ))}
        </Notice>
      ) : null}
      {clauses.length > 0 ? <ClauseList clauses={clauses} /> : null}
      {verdict === "not-applicable" ? (
        <p className="mt-1 text-muted">
          No course of treatment has started: there is nothing to respond to yet.
        </p>
      ) : null}
      {pairing === null ? null : <p className="mt-2 text-sm text-muted">{pairingSentence(pairing)}</p>}
      {missing.length > 0 ? (
        <div className="mt-2 text-sm">
          <p className="font-medium text-open">Missing</p>
          <ul className="list-disc pl-4 text-muted">
            {missing.map((what) => (
              <li key={what}>{showSentence(what)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <NoteList notes={notes.filter(({ code }) => !ALARMS.has(code))} />
    </VerdictPanel>
  );
}
