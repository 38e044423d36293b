"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { patch, post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { ConflictTable } from "@/components/entry/form/conflict-table";
import { DateField } from "@/components/entry/form/date-field";
import { FormFrame } from "@/components/entry/form/form-frame";
import { useLeaveWarning } from "@/components/entry/form/use-leave-warning";
import {
  draftOfPatient,
  EMPTY_PATIENT,
  PATIENT_LABELS,
  PATIENT_PATHS,
  type PatientDraft,
  patientBody,
  patientChanges,
  patientDifferences,
  patientNow,
} from "@/components/entry/patient-draft";
import { Button, LinkButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import type { Sex } from "@/lib/clinical/record";
import type { PatientAnswer } from "@/lib/contract/patient";

/** A new patient, or the identity of one that exists. */
export function PatientForm({ patient }: { readonly patient: PatientAnswer | null }) {
  const router = useRouter();
  const before = patient === null ? EMPTY_PATIENT : draftOfPatient(patient);
  const [draft, setDraft] = useState<PatientDraft>(before);
  const { sending, problem, submit, refuse } = useSubmission();
  const dirty = PATIENT_PATHS.some((path) => draft[path] !== before[path]);
  useLeaveWarning(dirty && !sending);

  const set = (path: keyof PatientDraft) => (value: string) =>
    setDraft((old) => ({ ...old, [path]: value }) as PatientDraft);
  const text = (path: "familyName" | "givenName" | "mrn" | "studyCode") => ({
    label: PATIENT_LABELS[path],
    value: draft[path],
    onChange: (event: { target: { value: string } }) => set(path)(event.target.value),
    error: problemAt(problem?.fields, path)?.message,
    autoComplete: "off",
    spellCheck: false,
  });

  const leave = () => {
    if (patient) router.push(`/patients/${patient.id}`);
  };
  const save = async (version: number | undefined) => {
    const made = patientBody(draft);
    if (!made.ok) return refuse(made.fields);
    if (patient !== null && Object.keys(patientChanges(patient, made.body)).length === 0) return leave();
    const sent = await submit((idempotencyKey) =>
      patient === null
        ? post<PatientAnswer>("patients", made.body, { idempotencyKey })
        : patch<PatientAnswer>(`patients/${patient.id}`, patientChanges(patient, made.body), {
            idempotencyKey,
            ...(version === undefined ? {} : { version }),
          }),
    );
    if (sent?.ok) router.push(`/patients/${sent.value.id}`);
  };

  const theirs = problem?.code === "conflict" ? patientNow(problem.current) : null;
  const mine = patientBody(draft);

  return (
    <FormFrame
      label={patient === null ? "New patient" : "Edit patient"}
      onSubmit={() => void save(patient?.version)}
      problem={problem}
      shown={PATIENT_PATHS}
    >
      {patient !== null && theirs !== null && mine.ok ? (
        <Notice tone="warning" title="A colleague saved this patient while you were typing.">
          <ConflictTable rows={patientDifferences(patient, theirs, mine.body)} />
          <div className="mt-2 flex flex-wrap gap-2">
            <Button onClick={() => void save(theirs.version)}>Save my changes over theirs</Button>
            <Button onClick={leave}>Keep theirs</Button>
          </div>
        </Notice>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text("familyName")} required maxLength={120} />
        <TextField {...text("givenName")} required maxLength={120} />
        <TextField
          {...text("mrn")}
          required
          maxLength={64}
          hint="As the hospital writes it; unique at your site."
        />
        <TextField
          {...text("studyCode")}
          maxLength={64}
          hint="Shown instead of the name where a study asks for it."
        />
        <DateField
          label={PATIENT_LABELS.birthDate}
          required
          value={draft.birthDate}
          onChange={set("birthDate")}
          error={problemAt(problem?.fields, "birthDate")?.message}
        />
        <SelectField
          label={PATIENT_LABELS.sex}
          required
          value={draft.sex}
          onChange={(event) => set("sex")(event.target.value as Sex | "")}
          error={problemAt(problem?.fields, "sex")?.message}
          hint="As the laboratory's reference intervals use it."
        >
          <option value="">Choose…</option>
          <option value="female">Female</option>
          <option value="male">Male</option>
          <option value="unknown">Not known</option>
        </SelectField>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={sending} busyText="Saving…">
          {patient === null ? "Create patient" : "Save changes"}
        </Button>
        <LinkButton look="quiet" href={patient === null ? "/" : `/patients/${patient.id}`}>
          Cancel
        </LinkButton>
        <span className="hidden text-sm text-muted sm:inline">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> saves
        </span>
      </div>
    </FormFrame>
  );
}
