"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch, post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { useSubmission } from "@/components/api/use-submission";
import { Button, LinkButton } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { ImportAnswer, ImportAnswers, RowOutcome } from "@/lib/contract/import";
import { showCount } from "@/lib/display";
import { ImportPatients, type PatientChoice } from "./import-patients";
import { ImportRows } from "./import-rows";
import { commitBlock, commitLabel, commitWarning, reconciliation } from "./outcome";

/** Everything a file would do, before it does it; after the commit the same page is its reconciliation. */
export function ImportPreview({
  answer: read,
  filter,
}: {
  readonly answer: ImportAnswer;
  readonly filter: RowOutcome | null;
}) {
  const router = useRouter();
  // The answer to the last change stands until the page itself has been read again.
  const [said, setSaid] = useState<ImportAnswer | null>(null);
  const answer = said !== null && said.version >= read.version ? said : read;
  const { sending, problem, submit, again } = useSubmission();
  const committed = answer.state === "committed";
  const [goodRows, setGoodRows] = useState(false);
  const block = commitBlock(answer, goodRows);
  const warning = commitWarning(answer);
  const keys = new Set(answer.patients.map(({ key }) => key));
  const general = answer.questions.filter(({ about }) => !keys.has(about));
  const sum = reconciliation(answer.counts);

  const answers = (more: Partial<ImportAnswers>): Partial<ImportAnswers> => ({
    ...more,
    accept: goodRows ? "good-rows" : "all",
  });
  const choose = async (key: string, choice: PatientChoice) => {
    const sent = await submit((idempotencyKey) =>
      patch<ImportAnswer>(`imports/${answer.id}`, answers({ patients: { [key]: choice } }), {
        idempotencyKey,
        version: answer.version,
      }),
    );
    // After a conflict the page shows what stands now, so that the next choice is about that.
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
    if (!sent?.ok) return;
    again();
    setSaid(sent.value);
  };
  const commit = async () => {
    const sent = await submit(async (idempotencyKey) => {
      const accepted = goodRows
        ? await patch<ImportAnswer>(`imports/${answer.id}`, answers({}), { version: answer.version })
        : null;
      if (accepted?.ok === false) return accepted;
      return await post<ImportAnswer>(`imports/${answer.id}/commit`, {}, { idempotencyKey });
    });
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
    if (!sent?.ok) return;
    again();
    setSaid(sent.value);
  };

  return (
    <div className="flex flex-col gap-4">
      {problem ? <ProblemNotice problem={problem} shown={[]} /> : null}
      {committed ? (
        <Notice tone="done" live title="Committed as one batch.">
          <p>{sum.sentence}.</p>
          <div className="mt-2 flex flex-wrap gap-2">
            {answer.patients
              .filter(({ patientId }) => patientId !== null)
              .map(({ key, patientId, familyName, givenName }) => (
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
          </div>
        </Notice>
      ) : null}
      {general.length > 0 && !committed ? (
        <Notice tone="warning" title="Before this can be committed">
          <ul className="list-disc pl-5">
            {general.map(({ code, about, message }) => (
              <li key={`${code} ${about}`}>{message}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Panel title={answer.patients.length === 1 ? "Patient" : "Patients"} aside="as the file names them">
        <ImportPatients
          patients={answer.patients}
          questions={answer.questions}
          committed={committed}
          busy={sending}
          onChoose={(key, choice) => void choose(key, choice)}
        />
      </Panel>
      <Panel title="Rows" aside={`${showCount(answer.counts.rows, "value")} in the order of the file`}>
        <ImportRows importId={answer.id} rows={answer.rows} counts={answer.counts} filter={filter} />
      </Panel>
      {committed ? null : (
        <section
          aria-label="Commit"
          className="sticky bottom-0 flex flex-wrap items-center gap-3 rounded-md border border-line bg-surface px-3.5 py-3"
        >
          <p className={sum.holds ? "text-muted" : "font-medium text-critical"}>{sum.sentence}</p>
          <div className="ml-auto flex flex-wrap items-center gap-3">
            {answer.counts.refused > 0 ? (
              <CheckboxField
                label="Take the good rows only"
                checked={goodRows}
                onChange={(event) => setGoodRows(event.target.checked)}
              />
            ) : null}
            {(block ?? warning) === null ? null : <p className="text-open">{block ?? warning}</p>}
            <Button
              look="primary"
              busy={sending}
              busyText="Working…"
              disabled={block !== null}
              onClick={() => void commit()}
            >
              {commitLabel(answer.counts)}
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}
