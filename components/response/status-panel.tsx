import { useId } from "react";
import { Notice } from "@/components/ui/notice";
import { type StatusProposal, statusLabel } from "@/lib/clinical/disease-status";
import type { StatusAnswer } from "@/lib/contract/disease-status";
import { showDate, showInstant, showSentence, showStart } from "@/lib/display";
import { StatusForms } from "./status-forms";
import { sameProposal } from "./status-words";

interface StatusPanelProps {
  readonly patientId: string;
  /** Newest first. */
  readonly statuses: readonly StatusAnswer[];
  readonly proposal: StatusProposal | null;
  readonly timeZone: string;
  readonly maySet: boolean;
  /** Shown as it was then: nothing is asked of anybody. */
  readonly replay: boolean;
}

/** The rules propose, a clinician decides, and both stay to be read. */
export function StatusPanel({ patientId, statuses, proposal, timeZone, maySet, replay }: StatusPanelProps) {
  const id = useId();
  const [current, ...earlier] = statuses;
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface px-3.5 py-3">
      <div className="flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        <h2 id={id}>Disease status</h2>
        {current === undefined ? null : <span title="ICD-10-CM">{current.icd}</span>}
      </div>
      {current === undefined ? (
        <p className="text-lg font-semibold text-muted">Not set</p>
      ) : (
        <>
          <p className="text-xl font-semibold">
            {showStart(current.label)}{" "}
            <span className="text-base font-medium whitespace-nowrap">since {showDate(current.since)}</span>
          </p>
          <SetBy one={current} timeZone={timeZone} />
        </>
      )}
      {proposal === null ? null : (
        <Proposal proposal={proposal} current={current} asks={!replay && !maySet} />
      )}
      {maySet ? (
        <StatusForms
          key={current?.version ?? 0}
          patientId={patientId}
          version={current?.version ?? 0}
          proposal={proposal}
          nextRemission={1 + Math.max(0, ...statuses.map(({ remission }) => remission ?? 0))}
        />
      ) : null}
      {earlier.length > 0 ? (
        <details className="mt-2 border-t border-line pt-1.5 text-sm">
          <summary className="text-muted">{earlier.length} earlier</summary>
          <ol>
            {earlier.map((one) => (
              <li key={one.id} className="border-t border-line py-1 first:border-t-0">
                <span className="font-medium">{showStart(one.label)}</span> since {showDate(one.since)}
                <SetBy one={one} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </section>
  );
}

function SetBy({ one, timeZone }: { readonly one: StatusAnswer; readonly timeZone: string }) {
  return (
    <p className="text-sm text-muted">
      Set by {one.author}, {showInstant(one.at, timeZone)}; {beside(one)}.
      {one.note === null ? null : <span className="block text-ink">{one.note}</span>}
    </p>
  );
}

/** How what was set stands to what the rules proposed at that moment. */
function beside({ proposed, ...set }: StatusAnswer): string {
  if (proposed === null) return "nothing else was proposed";
  return sameProposal(proposed, set)
    ? "as proposed"
    : `proposed was ${statusLabel(proposed)} since ${showDate(proposed.since)}`;
}

function Proposal({
  proposal,
  current,
  asks,
}: {
  readonly proposal: StatusProposal;
  readonly current: StatusAnswer | undefined;
  readonly asks: boolean;
}) {
  // Somebody has already decided otherwise with this very proposal in sight.
  const answered = current?.proposed != null && sameProposal(current.proposed, proposal);
  const recurrent = proposal.status === "recurrent";
  return (
    <Notice
      tone={recurrent && !answered ? "warning" : "info"}
      className="mt-2"
      title={`${answered ? "The rules still propose" : "Proposed"}: ${statusLabel(proposal)} since ${showDate(proposal.since)}`}
    >
      <p className="text-sm">{showSentence(proposal.reason)}</p>
      {asks ? <p className="text-sm text-muted">An oncologist confirms it or decides otherwise.</p> : null}
    </Notice>
  );
}
