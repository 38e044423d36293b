"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { type Submission, useSubmission } from "@/components/api/use-submission";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { neededDate, textOrNull } from "@/components/entry/form/request-draft";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import {
  DISEASE_STATUSES,
  type DiseaseStatusName,
  type StatusProposal,
  statusLabel,
} from "@/lib/clinical/disease-status";
import type { FieldProblem } from "@/lib/errors";
import { STATUS_CHOICES } from "./status-words";

interface StatusFormsProps {
  readonly patientId: string;
  /** Of the status on the screen; 0 where there is none. */
  readonly version: number;
  readonly proposal: StatusProposal | null;
  /** The number a further remission would have. */
  readonly nextRemission: number;
}

/** Confirm what is proposed with one press, or set another status with its date. */
export function StatusForms({ patientId, version, proposal, nextRemission }: StatusFormsProps) {
  const router = useRouter();
  const confirming = useSubmission();
  const [setting, setSetting] = useState(false);

  const save = async (submission: Submission, body: object) => {
    const sent = await submission.submit((idempotencyKey) =>
      post(`patients/${patientId}/status`, body, { idempotencyKey, version }),
    );
    if (sent?.ok) router.refresh();
  };

  return (
    <div className="mt-2 flex flex-col gap-2">
      {confirming.problem ? <ProblemNotice problem={confirming.problem} shown={[]} /> : null}
      <div className="flex flex-wrap gap-2">
        {proposal === null ? null : (
          <Button
            look="primary"
            size="small"
            busy={confirming.sending}
            busyText="Confirming…"
            onClick={() => {
              const { status, remission, since } = proposal;
              void save(confirming, { status, remission, since });
            }}
          >
            Confirm {statusLabel(proposal)}
          </Button>
        )}
        {setting ? null : (
          <Button size="small" onClick={() => setSetting(true)}>
            Set {proposal === null ? "the" : "another"} status…
          </Button>
        )}
      </div>
      {setting ? (
        <OtherStatus nextRemission={nextRemission} save={save} close={() => setSetting(false)} />
      ) : null}
    </div>
  );
}

const PATHS = ["status", "remission", "since", "note"];

function OtherStatus({
  nextRemission,
  save,
  close,
}: {
  readonly nextRemission: number;
  readonly save: (submission: Submission, body: object) => Promise<void>;
  readonly close: () => void;
}) {
  const submission = useSubmission();
  const { problem, refuse, sending } = submission;
  const [status, setStatus] = useState<DiseaseStatusName | "">("");
  const [remission, setRemission] = useState(String(nextRemission));
  const [since, setSince] = useState("");
  const [note, setNote] = useState("");
  useLeaveWarning(since !== "" || note !== "");

  const set = () => {
    const fields: FieldProblem[] = [];
    if (status === "") fields.push({ path: "status", code: "missing", message: "Choose a status." });
    const from = neededDate("since", since, "Say since when.", fields);
    if (fields.length > 0) return refuse(fields);
    void save(submission, {
      status,
      remission: status === "remission" ? Number(remission) : null,
      since: from,
      note: textOrNull(note),
    });
  };

  return (
    <FormFrame
      label="Set the disease status"
      onSubmit={set}
      problem={problem}
      shown={PATHS}
      focusFirst
      className="gap-2.5 border-t border-line pt-2"
    >
      <SelectField
        label="Status"
        required
        value={status}
        error={problemAt(problem?.fields, "status")?.message}
        onChange={(event) => setStatus(event.target.value as DiseaseStatusName)}
      >
        <option value="">Choose…</option>
        {DISEASE_STATUSES.map((one) => (
          <option key={one} value={one}>
            {STATUS_CHOICES[one]}
          </option>
        ))}
      </SelectField>
      {status === "remission" ? (
        <SelectField
          label="Which remission"
          required
          value={remission}
          error={problemAt(problem?.fields, "remission")?.message}
          onChange={(event) => setRemission(event.target.value)}
        >
          {Array.from({ length: 9 }, (_, index) => String(index + 1)).map((number) => (
            <option key={number} value={number}>
              CR{number}
            </option>
          ))}
        </SelectField>
      ) : null}
      <DateField
        label="Since"
        required
        value={since}
        error={problemAt(problem?.fields, "since")?.message}
        onChange={setSince}
      />
      <TextField
        label="Note"
        maxLength={500}
        autoComplete="off"
        value={note}
        error={problemAt(problem?.fields, "note")?.message}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" look="primary" busy={sending} busyText="Saving…">
          Set status
        </Button>
        <Button size="small" look="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </FormFrame>
  );
}
