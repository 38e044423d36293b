import { useId } from "react";
import type { Assessment, RemissionAssessment } from "@/lib/clinical/assessment";
import { CRITERIA_SETS } from "@/lib/clinical/response/registry";
import { showSentence } from "@/lib/display";
import { mergeNotes } from "./merge-notes";

const NAMES = new Map(CRITERIA_SETS.map(({ id, name }) => [id, name]));

const NAMED: Readonly<Record<string, string>> = { cr: "CR", cri: "CRi" };

/** "MLFS" and "CRi" are names and stay; "NOT_EVALUABLE" and "NOT_CR" are words. */
const wordsOf = (verdict: string) =>
  /^[A-Z]+(_[A-Z]+)+$/.test(verdict)
    ? verdict
        .replaceAll("_", " ")
        .toLowerCase()
        .replace(/\bcri?\b/, (name) => NAMED[name] ?? name)
    : verdict;

/** Named professional definitions on the same inputs; each may differ from the criterion, and says so by name. */
export function DefinitionsPanel({ assessment }: { readonly assessment: Assessment }) {
  const { definitions, remission } = assessment;
  const id = useId();
  const entries = Object.entries(definitions);
  if (entries.length === 0) return null;
  const said = new Set(entries.map(([, { reasons }]) => reasons.join(" ")));
  // One reason for all is said once, under the last.
  const shared = said.size === 1 && entries.length > 1 ? [...said][0] : undefined;
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface px-3.5 py-3">
      <h2 id={id} className="text-sm text-muted">
        Professional definitions, same inputs
      </h2>
      <dl className="mt-1">
        {entries.map(([key, { verdict, reasons, source }]) => (
          <div
            key={key}
            className="grid grid-cols-[1fr_auto] gap-x-2 border-t border-line py-1 first:border-t-0"
          >
            <dt title={source}>{NAMES.get(key) ?? key}</dt>
            <dd className="text-right font-medium">{wordsOf(verdict)}</dd>
            {reasons.length > 0 && shared === undefined ? (
              <dd className="col-span-2 text-sm text-muted">{showSentence(reasons.join(" "))}</dd>
            ) : null}
          </div>
        ))}
      </dl>
      {shared ? <p className="text-sm text-muted">{showSentence(shared)}</p> : null}
      <OnTheLimit remission={remission} />
    </section>
  );
}

/** Exactly on a limit the answers differ although nobody is mistaken: it is said which takes the limit in. */
function OnTheLimit({ remission }: { readonly remission: RemissionAssessment }) {
  const edges = remission.notes.filter(({ code }) => code === "THRESHOLD_EDGE");
  if (edges.length === 0) return null;
  const marrow = remission.clauses.find(
    ({ id, reportId }) => id === "marrow-blasts" && edges.some((one) => one.reportId === reportId),
  );
  return (
    <div className="mt-1 border-t border-line pt-1.5 text-sm">
      <p className="font-medium">Why they differ</p>
      {mergeNotes(edges).map(({ code, text }) => (
        <p key={code}>{showSentence(text)}</p>
      ))}
      {marrow?.limit == null ? null : (
        <p>
          The remission criterion asks for {marrow.limit}, its limit included; the definitions above ask for
          less than that.
        </p>
      )}
    </div>
  );
}
