"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { CheckboxField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented";
import type { PatientAnswer } from "@/lib/contract/patient";
import { showDate, showSex } from "@/lib/display";

/** Says which record stays, why, and that a difference was seen; then the other is read as part of it. */
export function MergeForm({ one, other }: { readonly one: PatientAnswer; readonly other: PatientAnswer }) {
  const router = useRouter();
  const [keptId, setKeptId] = useState(one.id);
  const [reason, setReason] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const { sending, problem, submit, refuse } = useSubmission();
  const [kept, gone] = keptId === one.id ? [one, other] : [other, one];
  const differ = [
    ...(kept.birthDate === gone.birthDate
      ? []
      : [
          `Birth date: ${showDate(gone.birthDate)} in MRN ${gone.mrn}, ${showDate(kept.birthDate)} in MRN ${kept.mrn}, which counts.`,
        ]),
    ...(kept.sex === gone.sex
      ? []
      : [
          `Sex: ${showSex(gone.sex)} in MRN ${gone.mrn}, ${showSex(kept.sex)} in MRN ${kept.mrn}, which counts.`,
        ]),
  ];

  const merge = async () => {
    const missing = [
      ...(reason.trim().length < 3
        ? [{ path: "reason", code: "missing", message: "Say in a few words how you know." }]
        : []),
      ...(differ.length > 0 && !confirmed
        ? [
            {
              path: "confirmDifferences",
              code: "missing",
              message: "Say that they are one person all the same.",
            },
          ]
        : []),
    ];
    if (missing.length > 0) return refuse(missing);
    const sent = await submit((idempotencyKey) =>
      post<unknown>(
        `patients/${gone.id}/merge`,
        { into: kept.id, reason, confirmDifferences: confirmed },
        { idempotencyKey, version: gone.version },
      ),
    );
    if (sent?.ok) router.push(`/patients/${kept.id}`);
    else if (sent?.problem.code === "conflict") router.refresh();
  };

  const fields = problem?.fields ?? [];
  const into = problemAt(fields, "into");
  return (
    <FormFrame
      label="Merge the two records"
      onSubmit={() => void merge()}
      problem={problem}
      shown={["reason", "into", "confirmDifferences"]}
    >
      <SegmentedControl
        legend="Which record stays"
        name="kept"
        segments={[one, other].map(({ id, mrn }) => ({ value: id, label: `MRN ${mrn}` }))}
        value={keptId}
        onChange={setKeptId}
      />
      {into ? <p className="text-critical">✕ {into.message}</p> : null}
      <p className="text-muted">
        Everything of MRN {gone.mrn} is read as part of MRN {kept.mrn}: reports, courses, support, statuses.
        Nothing is rewritten, and it can be undone. Name, birth date and sex of MRN {kept.mrn} count.
      </p>
      {differ.length === 0 ? null : (
        <Notice tone="warning" title="The two records differ.">
          {differ.map((words) => (
            <p key={words}>{words}</p>
          ))}
          <CheckboxField
            className="mt-2"
            label="They are one person all the same"
            checked={confirmed}
            onChange={(event) => setConfirmed(event.target.checked)}
          />
          {problemAt(fields, "confirmDifferences") ? (
            <p className="text-critical">✕ {problemAt(fields, "confirmDifferences")?.message}</p>
          ) : null}
        </Notice>
      )}
      <TextField
        label="How you know that they are one person"
        required
        maxLength={500}
        autoComplete="off"
        value={reason}
        error={problemAt(fields, "reason")?.message}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button type="submit" look="danger" busy={sending} busyText="Merging…">
          Merge into MRN {kept.mrn}
        </Button>
      </div>
    </FormFrame>
  );
}
