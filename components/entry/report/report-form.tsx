"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { useSubmission } from "@/components/api/use-submission";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { ANALYTE_CODES } from "@/lib/clinical/analytes";
import { inductionClocks } from "@/lib/clinical/course";
import type { ReportAnswer } from "@/lib/contract/report";
import { protocolDayOf, showDate, showDay } from "@/lib/display";
import { FormFrame } from "../form/form-frame";
import { useLeaveWarning } from "../form/use-leave-warning";
import { type JudgingFacts, liveJudgement, unconfirmedLabels } from "./live-judgement";
import { shownPaths } from "./report-body";
import { emptyReport, hasValues, nextReport, paperOrder, type ReportDraft } from "./report-draft";
import {
  checkedBody,
  collectedAt,
  NO_MOMENT,
  type ReportKind,
  recordedAlready,
  type Section,
  savedWords,
  sectionsOf,
  sendReport,
  type When,
} from "./report-save";
import { SaveBar } from "./save-bar";
import { SpecimenSection } from "./specimen-section";
import { WhenCollected } from "./when-collected";

const codesOf = (section: Section) => {
  const { usual, more } = paperOrder(section);
  return [...usual, ...more];
};

/** A count, a marrow, or both of one day: typed as the paper reads, judged as it is typed, each report sent once. */
export function ReportForm({
  patientId,
  facts,
  startWith,
}: {
  readonly patientId: string;
  readonly facts: JudgingFacts;
  readonly startWith: ReportKind;
}) {
  const router = useRouter();
  const [kind, setKind] = useState<ReportKind>(startWith);
  const [when, setWhen] = useState<When>(NO_MOMENT);
  const [typed, setTyped] = useState({ blood: emptyReport("blood"), marrow: emptyReport("marrow") });
  const [saved, setSaved] = useState<Partial<Record<Section, ReportAnswer>>>({});
  const [lastSaved, setLastSaved] = useState<readonly string[]>([]);
  // Counts the reports entered on this page; each begins at its date again.
  const [round, setRound] = useState(0);
  const submissions = { blood: useSubmission(), marrow: useSubmission() };
  const sections = sectionsOf(kind);

  const drafts = useMemo(
    () => ({
      blood: collectedAt(typed.blood, kind, when),
      marrow: collectedAt(typed.marrow, kind, when),
    }),
    [typed, kind, when],
  );
  const judged = useMemo(
    () => ({
      blood: liveJudgement(drafts.blood, codesOf("blood"), facts),
      marrow: liveJudgement(drafts.marrow, codesOf("marrow"), facts),
    }),
    [drafts, facts],
  );
  const dirty = sections.some((section) => saved[section] === undefined && hasValues(drafts[section]));
  const sending = sections.some((section) => submissions[section].sending && !saved[section]);
  useLeaveWarning(dirty && !sending);

  const change = (section: Section) => (next: (old: ReportDraft) => ReportDraft) => {
    setTyped((old) => ({ ...old, [section]: next(old[section]) }));
    setLastSaved([]);
  };
  const fieldsOf = (section: Section) => submissions[section].problem?.fields ?? [];
  const momentErrors = {
    date: problemAt(sections.flatMap(fieldsOf), "collected")?.message,
    time: problemAt(fieldsOf(sections[0] ?? "blood"), "time")?.message,
    marrowTime: when.marrowTime.trim() === "" ? undefined : problemAt(fieldsOf("marrow"), "time")?.message,
  };
  const problems = sections.flatMap((section) => submissions[section].problem ?? []);
  const dayOne = inductionClocks(facts.record.courses, facts.policy)[0]?.dayOne;
  const aboutDay = (date: string, marrow: boolean) => {
    const early = marrow && facts.diagnosedOn != null && date < facts.diagnosedOn;
    const day = dayOne === undefined ? "" : showDay(protocolDayOf(dayOne, date));
    const warning = early ? `before the diagnosis of ${showDate(facts.diagnosedOn ?? "")}, please check` : "";
    return [day, warning].filter(Boolean).join(" · ") || null;
  };

  const saveAll = async (): Promise<ReportAnswer[] | null> => {
    const waiting = sections.filter((section) => saved[section] === undefined);
    const made = waiting.map((section) => ({
      section,
      body: checkedBody(drafts[section], judged[section], facts.today),
    }));
    // All are checked before any is sent: a typing error in the marrow must not leave the count saved alone.
    for (const { section, body } of made) if (!body.ok) submissions[section].refuse(body.fields);
    if (made.some(({ body }) => !body.ok)) return null;
    const answers: ReportAnswer[] = [];
    for (const { section, body } of made) {
      if (!body.ok) return null;
      const sent = await submissions[section].submit((key) => sendReport(patientId, body.body, key));
      if (!sent?.ok) return null;
      answers.push(sent.value);
      setSaved((old) => ({ ...old, [section]: sent.value }));
    }
    return answers;
  };
  const save = async () => {
    if ((await saveAll()) === null) return;
    router.push(`/patients/${patientId}`);
  };
  const saveAndNext = async () => {
    const answers = await saveAll();
    if (answers === null) return;
    setLastSaved([...Object.values(saved), ...answers].map(savedWords));
    setSaved({});
    setTyped(({ blood, marrow }) => ({ blood: nextReport(blood), marrow: nextReport(marrow) }));
    setWhen(NO_MOMENT);
    for (const section of sections) submissions[section].again();
    setRound((old) => old + 1);
    // What was saved is on record now: the next report is judged beside it.
    router.refresh();
  };

  return (
    <div className="flex flex-col gap-4">
      <p role="status" className={lastSaved.length > 0 ? "text-met" : "sr-only"}>
        {lastSaved.length > 0 ? `✓ Saved: ${lastSaved.join("; ")}` : ""}
      </p>
      <FormFrame
        key={round}
        label="Enter results"
        onSubmit={() => void save()}
        problem={problems[0] ?? null}
        shown={shownPaths(ANALYTE_CODES)}
        focusFirst
        enterMoves
      >
        {problems
          .map(({ current }) => recordedAlready(current))
          .map((id) =>
            id === null ? null : (
              <p key={id}>
                <Link href={`/patients/${patientId}/reports/${id}`} className="text-accent underline">
                  Open the report that is on record
                </Link>
              </p>
            ),
          )}
        <Panel title="Collected" aside="local time at the site">
          <WhenCollected
            kind={kind}
            onKind={setKind}
            locked={Object.keys(saved).length > 0}
            when={when}
            errors={momentErrors}
            today={facts.today}
            about={(date) => aboutDay(date, kind !== "blood")}
            onChange={(next) => {
              for (const section of sections) {
                submissions[section].mend("collected");
                submissions[section].mend("time");
              }
              setWhen(next);
            }}
          />
        </Panel>
        {sections.map((section) => {
          const answer = saved[section];
          return answer === undefined ? (
            <SpecimenSection
              key={section}
              draft={drafts[section]}
              live={judged[section]}
              fields={fieldsOf(section)}
              onMend={submissions[section].mend}
              onChange={change(section)}
            />
          ) : (
            <Notice key={section} tone="done" live title={`Saved: ${savedWords(answer)}`}>
              It will not be sent again.
            </Notice>
          );
        })}
        <SaveBar
          sending={sending}
          unconfirmed={sections.flatMap((section) =>
            saved[section] ? [] : unconfirmedLabels(judged[section]),
          )}
          problems={problems.length}
          onNext={() => void saveAndNext()}
        />
      </FormFrame>
    </div>
  );
}
