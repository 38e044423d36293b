"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch, post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { ImportAnswer, ImportAnswers, RowOutcome } from "@/lib/contract/import";
import { showCount } from "@/lib/display";
import { ImportOutcome } from "./import-outcome";
import { ImportPatients, mayCreate } from "./import-patients";
import { ImportRows } from "./import-rows";
import { commitBlock, commitLabel, commitWarning, reconciliation } from "./outcome";
import { readingChoices } from "./reading-choices";
import { ReadingPanel } from "./reading-panel";
import { WorkProgress } from "./work-progress";

/** Everything a file would do, before it does it; after the commit the same page is its reconciliation. */
export function ImportPreview({
  answer: read,
  filter,
  timeZone,
}: {
  readonly answer: ImportAnswer;
  readonly timeZone: string;
  readonly filter: RowOutcome | null;
}) {
  const router = useRouter();
  // The answer to the last change stands until the page itself has been read again.
  const [said, setSaid] = useState<ImportAnswer | null>(null);
  const answer = said !== null && said.version > read.version ? said : read;
  const { sending, problem, submit, again } = useSubmission();
  const committed = answer.state === "committed" || answer.state === "reverted";
  const [goodRows, setGoodRows] = useState(false);
  const block = commitBlock(answer, goodRows);
  const warning = commitWarning(answer);
  const unknown = answer.patients.filter((one) => one.state === "unknown" && mayCreate(one)).length;
  const readable = readingChoices(answer).length > 0;
  const sum = reconciliation(answer.counts);

  const answers = (more: Partial<ImportAnswers>): Partial<ImportAnswers> => ({
    ...more,
    accept: goodRows ? "good-rows" : "all",
  });
  const tell = async (more: Partial<ImportAnswers>) => {
    const sent = await submit((idempotencyKey) =>
      patch<ImportAnswer>(`imports/${answer.id}`, answers(more), {
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
      {committed ? <ImportOutcome answer={answer} timeZone={timeZone} /> : null}
      {readable && !committed ? (
        <Panel title="How the file is read" aside={answer.source}>
          <ReadingPanel
            key={answer.version}
            answer={answer}
            busy={sending}
            onAnswer={(more) => void tell(more)}
          />
        </Panel>
      ) : null}
      <Panel title={answer.patients.length === 1 ? "Patient" : "Patients"} aside="as the file names them">
        <ImportPatients
          patients={answer.patients}
          questions={answer.questions}
          committed={committed}
          busy={sending}
          onChoose={(key, choice) => void tell({ patients: { [key]: choice } })}
        />
        {unknown > 1 && !committed ? (
          <div className="px-3.5 py-3">
            <Button size="small" disabled={sending} onClick={() => void tell({ unknownPatients: "create" })}>
              Create all {unknown} who resemble nobody here
            </Button>
          </div>
        ) : null}
        {answer.patientTotal > answer.patients.length ? (
          <p className="px-3.5 py-2 text-sm text-muted">
            {answer.patients.length} of {answer.patientTotal} patients are shown, those to be decided first.
          </p>
        ) : null}
      </Panel>
      <Panel title="Rows" aside={`${showCount(answer.counts.rows, "value")} in the order of the file`}>
        <ImportRows key={`${answer.version} ${filter}`} answer={answer} filter={filter} />
      </Panel>
      {committed ? null : (
        <section
          aria-label="Commit"
          className="sticky bottom-0 flex flex-wrap items-center gap-3 rounded-md border border-line bg-surface px-3.5 py-3"
        >
          <p className={sum.holds ? "text-muted" : "font-medium text-critical"}>{sum.sentence}</p>
          <WorkProgress active={sending} importId={answer.id} />
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
              {commitLabel(answer)}
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}
