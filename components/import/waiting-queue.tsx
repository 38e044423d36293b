"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Identifier } from "@/components/ui/identifier";
import { Tag } from "@/components/ui/tag";
import type { WaitingCode, WaitingPatient, WaitingQueue, WaitingSettled } from "@/lib/contract/import";
import { showCount, showDate, showWords } from "@/lib/display";
import { type PatientChoice, PatientChoices } from "./import-patients";
import { PATIENT_STATES } from "./outcome";
import { answerOf, NEVER, readingChoices } from "./reading-choices";
import { settledWords } from "./settled-words";

/** Rows that were set aside because nobody knew their patient or their code: named here, they are written at once. */
export function WaitingQueuePanel({ queue }: { readonly queue: WaitingQueue }) {
  const router = useRouter();
  const { sending, problem, submit, again } = useSubmission();
  const [said, setSaid] = useState<string | null>(null);

  const settle = async (body: unknown) => {
    let next = body;
    let written: WaitingSettled["imports"] = [];
    for (;;) {
      const sent = await submit((idempotencyKey) =>
        post<WaitingSettled>("imports/waiting", next, { idempotencyKey }),
      );
      if (!sent?.ok) break;
      again();
      written = [...written, ...sent.value.imports];
      const stuck = sent.value.imports.every((one) => one.problem !== null);
      setSaid(settledWords(written, sent.value.left));
      if (sent.value.left === 0 || stuck) break;
      next = { write: true };
    }
    router.refresh();
  };

  return (
    <div className="flex flex-col">
      {problem ? <ProblemNotice problem={problem} shown={[]} /> : null}
      <p role="status" className={said === null ? undefined : "px-3.5 py-2"}>
        {said}
      </p>
      {queue.answered > 0 ? (
        <div className="flex flex-wrap items-center gap-3 border-b border-line px-3.5 py-3">
          <p>{showCount(queue.answered, "import")} answered and not written yet.</p>
          <Button
            size="small"
            busy={sending}
            busyText="Writing…"
            onClick={() => void settle({ write: true })}
          >
            Write what was waiting
          </Button>
        </div>
      ) : null}
      <ul>
        {queue.patients.map((one) => (
          <PatientItem
            key={`${one.importId} ${one.patient.key}`}
            waiting={one}
            busy={sending}
            onChoose={(choice) =>
              void settle({ patient: { importId: one.importId, key: one.patient.key }, choice })
            }
          />
        ))}
        {queue.codes.map((one) => (
          <CodeItem
            key={`${one.source} ${one.code}`}
            waiting={one}
            busy={sending}
            onChoose={(value) =>
              void settle({
                code: { source: one.source, code: one.code },
                analyte: answerOf({ kind: "analyte", about: one.code }, value).analytes?.[one.code] ?? null,
              })
            }
          />
        ))}
      </ul>
    </div>
  );
}

const held = ({ rows, imports }: { readonly rows: number; readonly imports: number }) =>
  `${showCount(rows, "row")} of ${showCount(imports, "import")}`;

function PatientItem({
  waiting,
  busy,
  onChoose,
}: {
  readonly waiting: WaitingPatient;
  readonly busy: boolean;
  readonly onChoose: (choice: PatientChoice) => void;
}) {
  const { patient } = waiting;
  const { patientId } = patient;
  return (
    <li className="flex flex-col gap-2 border-b border-line px-3.5 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Identifier>
          {patient.familyName ?? "No family name"}, {patient.givenName ?? "no given name"}
        </Identifier>
        <Identifier>MRN {patient.mrn ?? "not sent"}</Identifier>
        <Identifier>
          {patient.birthDate ? `born ${showDate(patient.birthDate)}` : "no birth date sent"}
        </Identifier>
        <span>{patient.sex ? showWords(patient.sex) : "sex not sent"}</span>
        <Tag tone={patientId === null ? "open" : "met"}>
          {patientId === null ? "?" : "✓"} {PATIENT_STATES[patient.state].word}
        </Tag>
        <span className="text-muted">{held(waiting)}</span>
      </div>
      {patientId === null ? (
        <PatientChoices patient={patient} busy={busy} onChoose={(_key, choice) => onChoose(choice)} />
      ) : (
        <div>
          <Button size="small" busy={busy} busyText="Writing…" onClick={() => onChoose({ patientId })}>
            Write {showCount(waiting.rows, "row")} for this patient
          </Button>
        </div>
      )}
    </li>
  );
}

function CodeItem({
  waiting,
  busy,
  onChoose,
}: {
  readonly waiting: WaitingCode;
  readonly busy: boolean;
  readonly onChoose: (value: string) => void;
}) {
  const [value, setValue] = useState(waiting.suggestion ?? "");
  const [choice] = readingChoices({ questions: [], unmapped: [waiting], reading: {}, remembered: [] });
  return (
    <li className="flex flex-wrap items-end gap-3 border-b border-line px-3.5 py-3">
      <SelectField
        label={choice?.message ?? ""}
        required
        className="w-80"
        value={value}
        disabled={busy}
        onChange={(event) => setValue(event.target.value)}
      >
        <option value="">Please choose</option>
        {choice?.choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <Button
        size="small"
        busy={busy}
        busyText="Writing…"
        disabled={value === ""}
        onClick={() => onChoose(value)}
      >
        {value === NEVER ? "Remember that it is none" : "Remember and write"}
      </Button>
      <p className="basis-full text-sm text-muted">
        {held(waiting)} from {waiting.source}
      </p>
    </li>
  );
}
