"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { PatientFinder } from "@/components/patients/patient-finder";
import { Button } from "@/components/ui/button";
import { Identifier } from "@/components/ui/identifier";
import { Notice } from "@/components/ui/notice";
import type { CorrectionReason, MovedReportAnswer, ReportAnswer } from "@/lib/contract/report";
import type { WorklistRow } from "@/lib/contract/worklist";
import { showCount, showDate, showName } from "@/lib/display";
import { FormFrame } from "../form/form-frame";
import { BecauseFields } from "./because-fields";
import { type BecauseDraft, becauseBody } from "./correction-draft";

const REASONS: readonly CorrectionReason[] = ["wrong-patient", "other"];

/** Gives a report to the patient it belongs to, in one step: withdrawn here, recorded there to the letter. */
export function MoveReport({
  patientId,
  report,
  onMoved,
}: {
  readonly patientId: string;
  readonly report: ReportAnswer;
  /** Where this is taken away once the report is withdrawn, the notice is shown by who asked. */
  readonly onMoved?: (moved: MovedReportAnswer) => void;
}) {
  const router = useRouter();
  const [to, setTo] = useState<WorklistRow | null>(null);
  const [because, setBecause] = useState<BecauseDraft>({ reason: "wrong-patient", note: "" });
  const [moved, setMoved] = useState<MovedReportAnswer | null>(null);
  const { sending, problem, submit, refuse, again } = useSubmission();

  const move = async (row: WorklistRow) => {
    const made = becauseBody(because);
    if (!made.ok) return refuse(made.fields);
    const sent = await submit((idempotencyKey) =>
      post<MovedReportAnswer>(
        `reports/${report.id}/move`,
        { ...made.body, patientId: row.id },
        { idempotencyKey, version: report.version },
      ),
    );
    if (sent?.ok) (onMoved ?? setMoved)(sent.value);
    // After a conflict too: what a colleague made of the report meanwhile must be seen first.
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };

  if (moved !== null) return <MovedNotice moved={moved} />;
  if (to === null) {
    return (
      <PatientFinder
        busy={false}
        label="Whose report it is: name, MRN or study code"
        action="Move to this patient…"
        except={patientId}
        onChoose={(_, row) => setTo(row)}
      />
    );
  }
  const values = report.results.filter(({ derived }) => !derived).length;
  const whither = problemAt(problem?.fields ?? [], "patientId");
  return (
    <FormFrame
      label="Move this report"
      onSubmit={() => void move(to)}
      problem={problem}
      shown={["reason", "note", "patientId"]}
    >
      <div>
        <p>
          To <Identifier>{showName(to)}</Identifier>, MRN <Identifier>{to.mrn}</Identifier>, born{" "}
          <Identifier>{showDate(to.birthDate)}</Identifier>:
        </p>
        <ul className="ml-5 list-disc text-muted">
          <li>
            There, {showCount(values, "value")} of {showDate(report.collectedOn)} are recorded to the letter,
            known from now on.
          </li>
          <li>Here, the report stays on record as entered in error and is used nowhere.</li>
          <li>Both patients are assessed again at once.</li>
        </ul>
      </div>
      {whither ? <p className="text-critical">✕ {whither.message}</p> : null}
      <BecauseFields
        reasons={REASONS}
        because={because}
        fields={problem?.fields ?? []}
        onChange={setBecause}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" busy={sending} busyText="Moving…">
          Move report
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            again();
            setTo(null);
          }}
        >
          Another patient
        </Button>
      </div>
    </FormFrame>
  );
}

export function MovedNotice({ moved }: { readonly moved: MovedReportAnswer }) {
  return (
    <Notice tone="done" live title="Moved.">
      The report is withdrawn here and recorded at{" "}
      <Link
        href={`/patients/${moved.patientId}/reports/${moved.report.id}`}
        className="text-accent underline"
      >
        the patient it belongs to
      </Link>
      .
    </Notice>
  );
}
