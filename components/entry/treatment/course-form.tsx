"use client";

import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { RecordWarnings } from "@/components/record/record-warnings";
import { SelectField, TextField } from "@/components/ui/field";
import { COURSE_PHASES, type CoursePart, type CoursePhase } from "@/lib/clinical/record";
import type { Philadelphia } from "@/lib/clinical/whole-record/record-entries";
import { TREATMENT_KINDS } from "@/lib/contract/patient";
import { showDate, showPhase } from "@/lib/display";
import { AddRow } from "../form/add-row";
import { CheckGroup } from "../form/check-group";
import { DateField } from "../form/date-field";
import { FormFrame } from "../form/form-frame";
import { useAdded } from "../form/use-added";
import { useLeaveWarning } from "../form/use-leave-warning";
import { agentsHint, courseWarnings } from "./course-warnings";
import { DrugPicker } from "./drug-picker";
import { KindFields } from "./kind-fields";
import { COURSE_PATHS, type CourseDraft, courseBody, EMPTY_COURSE, withDrug } from "./treatment-draft";

const PARTS: Record<CoursePart, string> = {
  induction: "Induction part",
  "post-remission": "Post-remission part",
};
const PHASES = Object.entries(COURSE_PHASES) as [CoursePhase, CoursePart][];

/** What the warnings of a course rest on. */
export interface CourseFacts {
  readonly birthDate: string;
  readonly philadelphia: Philadelphia;
  readonly diagnosedOn: string | null;
}

export function CourseForm({ patientId, ...facts }: CourseFacts & { readonly patientId: string }) {
  const [draft, setDraft] = useState<CourseDraft>(EMPTY_COURSE);
  const { sending, problem, saved, add } = useAdded();
  useLeaveWarning(JSON.stringify(draft) !== JSON.stringify(EMPTY_COURSE));
  const set = <K extends keyof CourseDraft>(path: K, value: CourseDraft[K]) =>
    setDraft((old) => ({ ...old, [path]: value }));
  const error = (path: keyof CourseDraft) => problemAt(problem?.fields, path)?.message;

  const save = async () => {
    const done = await add(
      `patients/${patientId}/courses`,
      courseBody(draft),
      ({ phase, start }) => `${showPhase(phase)} from ${showDate(start)}`,
    );
    if (done) setDraft(EMPTY_COURSE);
  };

  return (
    <FormFrame label="Add a course" onSubmit={() => void save()} problem={problem} shown={COURSE_PATHS}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          label="Phase"
          required
          value={draft.phase}
          error={error("phase")}
          onChange={(event) => set("phase", event.target.value as CourseDraft["phase"])}
        >
          <option value="">Choose…</option>
          {(Object.keys(PARTS) as CoursePart[]).map((part) => (
            <optgroup key={part} label={PARTS[part]}>
              {PHASES.filter(([, of]) => of === part).map(([phase]) => (
                <option key={phase} value={phase}>
                  {showPhase(phase)}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <DateField
          label="First day"
          required
          value={draft.start}
          error={error("start")}
          onChange={(text) => set("start", text)}
          hint="Day 1: the first treatment day."
        />
        <DateField
          label="Last day"
          value={draft.end}
          error={error("end")}
          onChange={(text) => set("end", text)}
        />
        <TextField
          label="Protocol"
          value={draft.protocol}
          error={error("protocol")}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => set("protocol", event.target.value)}
        />
      </div>
      <CheckGroup
        legend="Kinds of treatment"
        choices={TREATMENT_KINDS}
        chosen={draft.kinds}
        words={{ "car-t": "CAR-T" }}
        error={error("kinds")}
        onChange={(kinds) => set("kinds", kinds)}
      />
      <KindFields draft={draft} set={set} error={error} />
      <div className="grid gap-4 lg:grid-cols-[1fr_16rem]">
        <TextField
          label="Agents"
          hint={agentsHint(draft.agents)}
          value={draft.agents}
          error={error("agents")}
          autoComplete="off"
          onChange={(event) => set("agents", event.target.value)}
        />
        <DrugPicker onPick={(drug) => setDraft((old) => withDrug(old, drug))} />
      </div>
      <RecordWarnings live warnings={courseWarnings(draft, facts)} />
      <AddRow label="Add course" sending={sending} saved={saved} />
    </FormFrame>
  );
}
