import { Block, Entry } from "@/components/patients/record-block";
import { LinkButton } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { WholeRecord } from "@/lib/contract/record-answers";
import { protocolDayOf, showDate, showDay, showInstant } from "@/lib/display";
import { showMarkerResult, showMarkerTest, showProcedure, showRisk, showSpan } from "@/lib/record-display";
import { cnsWords, inPlanOrder, procedureWords } from "./entry-words";
import { NoteText } from "./note-list";
import { PlanMark } from "./plan-mark";
import { PrognosisList } from "./prognosis-list";
import { RecordWarnings } from "./record-warnings";

interface RecordPanelProps {
  readonly patientId: string;
  readonly whole: WholeRecord;
  readonly dayZero: string | null;
  readonly today: string;
  readonly timeZone: string;
  readonly mayWrite: boolean;
}

/** The rest of the record, compact: prognosis, procedures, markers, follow-up, notes, trial. */
export function RecordPanel({ patientId, whole, dayZero, today, timeZone, mayWrite }: RecordPanelProps) {
  const { diagnosis, procedures, markers, followUps, notes, trials, endOfTherapy, warnings } = whole;
  const day = (date: string) => (dayZero === null ? "" : ` · ${showDay(protocolDayOf(dayZero, date))}`);
  const risks = [...diagnosis.riskFactors.map(showRisk), diagnosis.otherRisk].filter(Boolean).join(", ");
  return (
    <Panel
      title="Record"
      aside={endOfTherapy === null ? undefined : `${showSpan(endOfTherapy.days)} since the end of therapy`}
      tools={
        mayWrite ? (
          <LinkButton
            size="small"
            href={`/patients/${patientId}/record`}
            data-shortcut="c"
            data-shortcut-label="Diagnosis, procedures, markers, follow-up, notes and trial"
          >
            Add or correct
          </LinkButton>
        ) : null
      }
    >
      <RecordWarnings warnings={warnings} className="mx-3.5 mt-3" />
      <div className="border-b border-line px-3.5 py-3">
        <PrognosisList prognosis={whole.prognosis} />
        {risks === "" ? null : (
          <p className="mt-1.5 wrap-anywhere">
            <span className="text-sm text-muted">Risk factors </span>
            <bdi>{risks}</bdi>
          </p>
        )}
      </div>
      <div className="grid gap-x-8 gap-y-4 px-3.5 py-3 md:grid-cols-2 lg:grid-cols-3">
        <Block title="Procedures" empty="None recorded.">
          {procedures.toReversed().map((one) => (
            <Entry
              key={one.id}
              what={[showProcedure(one.kind), cnsWords(one)].filter(Boolean).join(" · ")}
              when={`${showDate(one.on)}${day(one.on)}`}
            >
              {[procedureWords(one), one.conclusion].filter(Boolean).join(" · ")}
            </Entry>
          ))}
        </Block>
        <Block title="Chromosomes and markers" empty="None recorded.">
          {markers.toReversed().map((one) => (
            <Entry
              key={one.id}
              what={`${showMarkerTest(one.test)}${one.result === null ? "" : `: ${showMarkerResult(one.result).toLowerCase()}`}`}
              when={showDate(one.on)}
            >
              {one.text}
            </Entry>
          ))}
        </Block>
        <Block title="Follow-up" empty="No test is planned.">
          {inPlanOrder(followUps).map((plan) => (
            <Entry
              key={plan.id}
              what={
                <>
                  {plan.test} <PlanMark plan={plan} today={today} />
                </>
              }
              when={plan.doneOn === null ? `due ${showDate(plan.due)}` : showDate(plan.doneOn)}
            >
              {plan.note}
            </Entry>
          ))}
        </Block>
        <Block title="Problems" empty="None recorded.">
          {notes
            .filter(({ kind }) => kind === "problem")
            .reverse()
            .map((note) => (
              <Entry
                key={note.id}
                what={<NoteText text={note.text} />}
                when={showInstant(note.writtenAt, timeZone)}
              />
            ))}
        </Block>
        <Block title="Notes" empty="None recorded.">
          {notes
            .filter(({ kind }) => kind === "note")
            .reverse()
            .map((note) => (
              <Entry
                key={note.id}
                what={<NoteText text={note.text} />}
                when={showInstant(note.writtenAt, timeZone)}
              >
                {note.author}
              </Entry>
            ))}
        </Block>
        <Block title="Clinical trial" empty="None recorded.">
          {trials.map((trial) => (
            <Entry
              key={trial.id}
              what={trial.nct}
              when={trial.on === null ? "" : `since ${showDate(trial.on)}`}
            >
              {trial.arm}
            </Entry>
          ))}
        </Block>
      </div>
    </Panel>
  );
}
