import Link from "next/link";
import { EntryList } from "@/components/entry/form/entry-list";
import { WithdrawRow } from "@/components/entry/treatment/withdraw-row";
import type {
  FollowUpAnswer,
  MarkerAnswer,
  ProcedureAnswer,
  TrialAnswer,
} from "@/lib/contract/record-answers";
import { showDate } from "@/lib/display";
import { showMarkerResult, showMarkerTest, showProcedure } from "@/lib/record-display";
import { ChangeFollowUp } from "./change-follow-up";
import { cnsWords, inPlanOrder, procedureWords } from "./entry-words";
import { PlanMark } from "./plan-mark";

export function ProcedureList({
  patientId,
  procedures,
}: {
  readonly patientId: string;
  readonly procedures: readonly ProcedureAnswer[];
}) {
  return (
    <EntryList
      label="Procedures on record"
      empty="No procedure is on record."
      heads={["Procedure", "Done on", "CNS", "Findings"]}
      rows={procedures.toReversed().map((one) => ({
        key: one.id,
        cells: [
          showProcedure(one.kind),
          "reportId" in one && one.reportId !== null ? (
            <Link
              key="report"
              href={`/patients/${patientId}/reports/${one.reportId}`}
              className="underline underline-offset-2"
            >
              {showDate(one.on)}
            </Link>
          ) : (
            showDate(one.on)
          ),
          cnsWords(one) || "–",
          [procedureWords(one), one.conclusion].filter(Boolean).join(" · ") || "–",
        ],
        withdraw: (
          <WithdrawRow
            key={one.version}
            path={`procedures/${one.id}/withdraw`}
            version={one.version}
            what={`${showProcedure(one.kind)} of ${showDate(one.on)}`}
          />
        ),
      }))}
    />
  );
}

export function MarkerList({ markers }: { readonly markers: readonly MarkerAnswer[] }) {
  return (
    <EntryList
      label="Chromosomes and markers on record"
      empty="No chromosome or marker finding is on record."
      heads={["Test", "Sample of", "Finding", "Remark"]}
      rows={markers.toReversed().map((one) => ({
        key: one.id,
        cells: [
          showMarkerTest(one.test),
          showDate(one.on),
          one.result === null ? "as written" : showMarkerResult(one.result),
          one.text ?? "–",
        ],
        withdraw: (
          <WithdrawRow
            key={one.version}
            path={`markers/${one.id}/withdraw`}
            version={one.version}
            what={`${showMarkerTest(one.test)} of ${showDate(one.on)}`}
          />
        ),
      }))}
    />
  );
}

export function FollowUpList({
  plans,
  today,
}: {
  readonly plans: readonly FollowUpAnswer[];
  readonly today: string;
}) {
  return (
    <EntryList
      label="Planned tests"
      empty="No test is planned."
      heads={["Test", "Due", "State", "Remark"]}
      rows={inPlanOrder(plans).map((plan) => ({
        key: plan.id,
        cells: [
          plan.test,
          showDate(plan.due),
          <span key="state" className="inline-flex items-center gap-2">
            <PlanMark plan={plan} today={today} />
            {plan.doneOn === null ? null : showDate(plan.doneOn)}
          </span>,
          plan.note ?? "–",
        ],
        withdraw: (
          <span key={plan.version} className="inline-flex flex-wrap justify-end gap-1">
            <ChangeFollowUp plan={plan} today={today} />
            <WithdrawRow path={`follow-up/${plan.id}/withdraw`} version={plan.version} what={plan.test} />
          </span>
        ),
      }))}
    />
  );
}

export function TrialList({ trials }: { readonly trials: readonly TrialAnswer[] }) {
  return (
    <EntryList
      label="Trials on record"
      empty="No trial is on record."
      heads={["NCT number", "Since", "Arm"]}
      rows={trials.map((one) => ({
        key: one.id,
        cells: [one.nct, one.on === null ? "–" : showDate(one.on), one.arm ?? "–"],
        withdraw: (
          <WithdrawRow
            key={one.version}
            path={`trials/${one.id}/withdraw`}
            version={one.version}
            what={one.nct}
          />
        ),
      }))}
    />
  );
}
