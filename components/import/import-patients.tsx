import Link from "next/link";
import { PatientFinder } from "@/components/patients/patient-finder";
import { Button } from "@/components/ui/button";
import { Table, TableScroll, Td, Th } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { ImportAnswer, ImportAnswers, ImportPatientAnswer } from "@/lib/contract/import";
import { showDate, showWords } from "@/lib/display";
import { PATIENT_STATES } from "./outcome";

export type PatientChoice = ImportAnswers["patients"][string];

/** Who the results belong to: as the file names them, and who that is here. A person decides what is not certain. */
export function ImportPatients({
  patients,
  questions,
  committed,
  busy,
  onChoose,
}: {
  readonly patients: readonly ImportPatientAnswer[];
  readonly questions: ImportAnswer["questions"];
  readonly committed: boolean;
  readonly busy: boolean;
  readonly onChoose: (key: string, choice: PatientChoice) => void;
}) {
  return (
    <ul>
      {patients.map((patient) => {
        const { word, open } = PATIENT_STATES[patient.state];
        return (
          <li
            key={patient.key}
            className="flex flex-col gap-2 border-b border-line px-3.5 py-3 last:border-b-0"
          >
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span data-identifier className="font-semibold">
                {patient.familyName ?? "No family name"}, {patient.givenName ?? "no given name"}
              </span>
              <span data-identifier>MRN {patient.mrn ?? "not sent"}</span>
              <span data-identifier>
                {patient.birthDate ? `born ${showDate(patient.birthDate)}` : "no birth date sent"}
              </span>
              <span>{patient.sex ? showWords(patient.sex) : "sex not sent"}</span>
              <Tag tone={open ? "open" : "met"}>
                {open ? "?" : "✓"} {committed && patient.state === "to-create" ? "Created" : word}
              </Tag>
              {patient.patientId ? (
                <Link href={`/patients/${patient.patientId}`} className="text-accent underline">
                  Open patient
                </Link>
              ) : null}
            </div>
            {committed
              ? null
              : questions
                  .filter(({ about }) => about === patient.key)
                  .map(({ code, message }) => (
                    <p key={code} className="text-open">
                      {message}
                    </p>
                  ))}
            {committed || patient.state === "matched" ? null : (
              <PatientChoices patient={patient} busy={busy} onChoose={onChoose} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Who a person of a file is here: one who resembles them, a new patient, or somebody found. */
export function PatientChoices({
  patient,
  busy,
  onChoose,
}: {
  readonly patient: ImportPatientAnswer;
  readonly busy: boolean;
  readonly onChoose: (key: string, choice: PatientChoice) => void;
}) {
  return (
    <>
      {patient.candidates.length > 0 ? (
        <TableScroll label="Patients of this site who resemble this one">
          <Table>
            <thead>
              <tr>
                <Th>Patient here</Th>
                <Th>MRN</Th>
                <Th>Born</Th>
                <Th>Why it resembles</Th>
                <Th>
                  <span className="sr-only">Choice</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {patient.candidates.map((candidate) => (
                <tr key={candidate.patientId}>
                  <Td data-identifier>{candidate.name}</Td>
                  <Td data-identifier>{candidate.mrn}</Td>
                  <Td data-identifier className="whitespace-nowrap">
                    {showDate(candidate.birthDate)}
                  </Td>
                  <Td>{candidate.why}</Td>
                  <Td className="text-right">
                    {candidate.patientId === patient.patientId ? (
                      <span className="font-medium text-met">✓ Chosen</span>
                    ) : (
                      <Button
                        size="small"
                        disabled={busy}
                        onClick={() => onChoose(patient.key, { patientId: candidate.patientId })}
                      >
                        Use {candidate.name}
                      </Button>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      ) : null}
      {mayCreate(patient) ? (
        <div>
          <Button size="small" disabled={busy} onClick={() => onChoose(patient.key, { create: true })}>
            Create as a new patient
          </Button>
        </div>
      ) : null}
      {patient.state === "unknown" || patient.state === "near" ? (
        <PatientFinder busy={busy} onChoose={(patientId) => onChoose(patient.key, { patientId })} />
      ) : null}
    </>
  );
}

/** A record number the site has already, or one the file does not give, cannot become a new patient. */
export function mayCreate({
  state,
  mrn,
  familyName,
  givenName,
  birthDate,
  candidates,
}: ImportPatientAnswer): boolean {
  if (state === "to-create") return false;
  if (mrn === null || familyName === null || givenName === null || birthDate === null) return false;
  return !candidates.some((candidate) => candidate.mrn === mrn);
}
