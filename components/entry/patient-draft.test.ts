import { describe, expect, it } from "vitest";
import { patientEdit, patientInput } from "@/lib/contract/patient";
import {
  draftOfPatient,
  EMPTY_PATIENT,
  type PatientDraft,
  patientBody,
  patientChanges,
  patientDifferences,
  patientNow,
} from "./patient-draft";

const anna: PatientDraft = {
  familyName: " Demo ",
  givenName: "Anna",
  mrn: "4410-2291",
  studyCode: "  ",
  birthDate: "14-Mar-1992",
  sex: "female",
};

describe("the patient form", () => {
  it("becomes a body the contract accepts", () => {
    const made = patientBody(anna);
    expect(made.ok && made.body).toEqual({
      familyName: "Demo",
      givenName: "Anna",
      mrn: "4410-2291",
      studyCode: null,
      birthDate: "1992-03-14",
      sex: "female",
    });
    expect(made.ok && patientInput.safeParse(made.body).success).toBe(true);
  });

  it("left empty names every field that is missing, in the order of the form, and sends nothing", () => {
    const made = patientBody(EMPTY_PATIENT);
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual([
      "familyName",
      "givenName",
      "mrn",
      "birthDate",
      "sex",
    ]);
  });

  it("never chooses a sex for the person", () => {
    const made = patientBody({ ...anna, sex: "" });
    expect(!made.ok && made.fields.map((field) => field.path)).toEqual(["sex"]);
  });

  it("refuses a birth date that could be two days", () => {
    const made = patientBody({ ...anna, birthDate: "03/04/1992" });
    expect(!made.ok && made.fields[0]?.path).toBe("birthDate");
  });

  it("filled from a patient and saved unchanged sends the same patient", () => {
    const made = patientBody(anna);
    expect(made.ok && patientBody(draftOfPatient(made.body))).toEqual(made);
  });
});

describe("a conflict", () => {
  const base = patientBody(anna);
  if (!base.ok) throw new Error("the sample is sound");
  const original = base.body;

  it("shows what anybody changed, and that an untouched field keeps what the colleague wrote", () => {
    const rows = patientDifferences(
      original,
      { ...original, sex: "unknown" },
      { ...original, givenName: "Ana" },
    );
    expect(rows).toEqual([
      { label: "Given name", original: "Anna", theirs: "Anna", mine: "Ana" },
      { label: "Sex", original: "Female", theirs: "Unknown", mine: null },
    ]);
  });

  it("cannot undo a colleague's change to a field I did not touch, because only mine is sent", () => {
    const changes = patientChanges(original, { ...original, givenName: "Ana", studyCode: "ABC-1" });
    expect(changes).toEqual({ givenName: "Ana", studyCode: "ABC-1" });
    expect(patientEdit.safeParse(changes).success).toBe(true);
    expect(patientChanges(original, original)).toEqual({});
  });

  it("without the present patient in the answer is not invented", () => {
    expect(patientNow({ version: 3 })).toBeNull();
    expect(patientNow(undefined)).toBeNull();
    expect(patientNow({ ...original, id: "p", version: 3 })?.version).toBe(3);
  });
});
