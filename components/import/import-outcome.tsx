import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ImportAnswer } from "@/lib/contract/import";
import { showCount, showInstant } from "@/lib/display";
import { reconciliation } from "./outcome";
import { RevertImport } from "./revert-import";

/** Patients offered to be opened; the list below holds the others. */
const OFFERED = 6;

/** What an import did, who did it and when, what still waits, and whether it was taken back. */
export function ImportOutcome({
  answer,
  timeZone,
}: {
  readonly answer: ImportAnswer;
  readonly timeZone: string;
}) {
  const { reverted, commits, waiting, patients } = answer;
  const sum = reconciliation(answer.counts);
  const known = patients.filter(({ patientId }) => patientId !== null);
  return (
    <>
      {reverted === null ? null : (
        <Notice tone="warning" title="Reverted as a whole.">
          <p>
            {showCount(reverted.withdrawn, "report")} withdrawn, {reverted.restored} as before, by{" "}
            {reverted.by} at {showInstant(reverted.at, timeZone)}: {reverted.reason}
          </p>
        </Notice>
      )}
      <Notice tone="done" live title="Committed as one batch.">
        <p>{sum.sentence}.</p>
        <ul className="mt-1 text-sm text-muted">
          {commits.map(({ at, by, reports, patients: created, counts }, index) => (
            <li key={`${at} ${by} ${counts.setAside}`}>
              {index === 0 ? "Committed" : "What had waited was written"} by {by} at{" "}
              {showInstant(at, timeZone)}: {showCount(reports, "report version")}
              {created > 0 ? `, ${showCount(created, "new patient")}` : ""}
            </li>
          ))}
        </ul>
        <div className="mt-2 flex flex-wrap gap-2">
          {known.slice(0, OFFERED).map(({ key, patientId, familyName, givenName }) => (
            <LinkButton key={key} look="primary" size="small" href={`/patients/${patientId}`}>
              Open{" "}
              <span data-identifier>
                {familyName ?? key}
                {givenName ? `, ${givenName}` : ""}
              </span>
            </LinkButton>
          ))}
          <LinkButton size="small" href="/import">
            Import another
          </LinkButton>
          {reverted === null ? <RevertImport importId={answer.id} /> : null}
        </div>
      </Notice>
      {waiting > 0 ? (
        <Notice tone="warning" title={`Waiting for a person: ${showCount(waiting, "row")}.`}>
          <p>
            Name or create the patient, or say what a code is, under{" "}
            <Link href="/import" className="text-accent underline">
              Waiting for a person
            </Link>
            ; what waits is written then.
          </p>
        </Notice>
      ) : null}
    </>
  );
}
