"use client";

import { useRouter } from "next/navigation";
import { post } from "@/components/api/client";
import { ProblemNotice } from "@/components/api/problem-notice";
import { useSubmission } from "@/components/api/use-submission";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ANALYTES } from "@/lib/clinical/analytes";
import type { CriticalAnswer } from "@/lib/contract/review";
import type { CriticalValue } from "@/lib/contract/worklist";
import { showDate, showFlag, showInstant, showNumber, showUnit } from "@/lib/display";

const words = ({ analyte, text, unit, flag, limit, why, on, preliminary }: CriticalValue) =>
  `${ANALYTES[analyte].label} ${text} ${showUnit(unit)} ${showFlag(flag)?.letters ?? ""} on ${showDate(on)}: ${
    why === "worse" ? "worse, " : ""
  }${flag === "LL" ? "below" : "above"} ${showNumber(limit)}${preliminary ? ", preliminary" : ""}`;

/** Critical values that nobody has acknowledged yet, and who acknowledged the last ones. */
export function CriticalAlert({
  patientId,
  critical,
  mayAcknowledge,
  timeZone,
}: {
  readonly patientId: string;
  readonly critical: CriticalAnswer;
  readonly mayAcknowledge: boolean;
  readonly timeZone: string;
}) {
  const router = useRouter();
  const { submit, sending, problem, again } = useSubmission();
  const { unseen, seen } = critical;
  const last = seen[0];
  const acknowledge = async () => {
    const values = unseen.map(({ reportId, reportVersion, analyte }) => ({
      reportId,
      reportVersion,
      analyte,
    }));
    const sent = await submit((idempotencyKey) =>
      post(`patients/${patientId}/critical`, { values }, { idempotencyKey }),
    );
    if (sent?.ok) again();
    if (sent?.ok || sent?.problem.code === "conflict") router.refresh();
  };
  if (unseen.length === 0) {
    return last === undefined ? null : (
      <p className="text-sm text-muted">
        Critical{" "}
        {[...new Set(seen.filter(({ at }) => at === last.at).map((one) => ANALYTES[one.analyte].label))].join(
          ", ",
        )}{" "}
        acknowledged by {last.author}, {showInstant(last.at, timeZone)}
      </p>
    );
  }
  return (
    <Notice tone="error" title="Critical value, not acknowledged" className="w-full">
      <ul className="flex flex-wrap gap-x-5">
        {unseen.map((one) => (
          <li key={`${one.analyte} ${one.flag}`}>{words(one)}</li>
        ))}
      </ul>
      {problem === null ? null : <ProblemNotice problem={problem} shown={[]} />}
      {mayAcknowledge ? (
        <Button
          size="small"
          className="mt-1.5"
          busy={sending}
          busyText="Acknowledging…"
          data-shortcut="k"
          data-shortcut-label="Acknowledge critical values"
          onClick={() => void acknowledge()}
        >
          Acknowledge
        </Button>
      ) : (
        <p className="text-sm text-muted">An oncologist acknowledges it.</p>
      )}
    </Notice>
  );
}
