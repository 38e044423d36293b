import { describe, expect, it } from "vitest";
import { day } from "@/lib/clinical/testing/sample-record";
import { followUpInput, markerInput, noteInput, procedureInput, trialInput } from "@/lib/contract/record";
import { diagnosisBody, diagnosisChanges, diagnosisDifferences, draftOfDiagnosis } from "./diagnosis-draft";
import { EMPTY_PROCEDURE, type ProcedureFacts, procedureBody, samplesFor, typedCns } from "./procedure-draft";
import {
  EMPTY_FOLLOW_UP,
  EMPTY_MARKER,
  EMPTY_NOTE,
  EMPTY_TRIAL,
  followUpBody,
  markerBody,
  noteBody,
  trialBody,
} from "./record-drafts";

const paths = (made: { ok: boolean; fields?: readonly { path: string }[] }) =>
  made.fields?.map(({ path }) => path);

describe("an empty form", () => {
  it("is not sent, and names what it needs", () => {
    expect(paths(markerBody(EMPTY_MARKER))).toEqual(["test", "on", "result"]);
    expect(paths(followUpBody(EMPTY_FOLLOW_UP))).toEqual(["test", "due"]);
    expect(paths(noteBody({ ...EMPTY_NOTE, text: " \n " }))).toEqual(["text"]);
    expect(paths(trialBody(EMPTY_TRIAL))).toEqual(["nct"]);
    expect(paths(procedureBody(EMPTY_PROCEDURE))).toEqual(["kind", "on"]);
    expect(paths(procedureBody({ ...EMPTY_PROCEDURE, kind: "ct", on: "2026-03-02" }))).toEqual([
      "conclusion",
    ]);
  });
});

describe("what is filled in", () => {
  it("becomes bodies the contract accepts", () => {
    const marker = markerBody({ ...EMPTY_MARKER, test: "karyotype", on: "2 Mar 2026", text: " 46,XX[20] " });
    expect(marker.ok && markerInput.parse(marker.body)).toEqual({
      test: "karyotype",
      on: "2026-03-02",
      result: null,
      text: "46,XX[20]",
    });
    const plan = followUpBody({ ...EMPTY_FOLLOW_UP, test: " Marrow ", due: "2026-06-01" });
    expect(plan.ok && followUpInput.parse(plan.body).test).toBe("Marrow");
    const note = noteBody({ kind: "problem", text: " a\nb " });
    expect(note.ok && noteInput.parse(note.body).text).toBe("a\nb");
    const trial = trialBody({ ...EMPTY_TRIAL, nct: " nct00000001 " });
    expect(trial.ok && trialInput.parse(trial.body).nct).toBe("NCT00000001");
  });

  it("of a procedure holds what belongs to its kind, whatever was typed before the kind was changed", () => {
    const typed = {
      ...EMPTY_PROCEDURE,
      on: "2026-03-02",
      whiteCells: "3",
      cellularity: "80",
      conclusion: "x",
    };
    for (const kind of ["marrow", "lumbar-puncture", "ultrasound"] as const) {
      const made = procedureBody({ ...typed, kind });
      expect(made.ok && procedureInput.safeParse(made.body).success, kind).toBe(true);
      expect(made.ok && "whiteCells" in made.body).toBe(kind === "lumbar-puncture");
      expect(made.ok && "cellularity" in made.body).toBe(kind === "marrow");
    }
  });

  it("with a number that can be read two ways is refused at its field", () => {
    const typed = { ...EMPTY_PROCEDURE, kind: "lumbar-puncture" as const, on: "2026-03-02" };
    for (const redCells of ["1,5", "1e3", "-1", "ten"]) {
      expect(paths(procedureBody({ ...typed, redCells })), redCells).toEqual(["redCells"]);
    }
  });
});

describe("a lumbar puncture that is typed", () => {
  const facts: ProcedureFacts = {
    samples: [
      {
        reportId: "r",
        specimen: "csf",
        on: "2026-03-02",
        label: "CSF",
        cells: { whiteCells: 8, redCells: 1000, blasts: "seen" },
      },
    ],
    blood: [{ date: day("2026-03-01"), wbc: 40, rbc: 4 }],
    pairingDays: 7,
    diagnosedOn: null,
  };
  const puncture = { ...EMPTY_PROCEDURE, kind: "lumbar-puncture" as const, on: "2026-03-02" };

  it("is judged by the report that was chosen before what was typed, and by the blood of that week", () => {
    const typed = { ...puncture, whiteCells: "2", redCells: "0", blasts: "seen" as const };
    expect(typedCns(typed, facts).classes).toEqual(["2a"]);
    expect(typedCns({ ...typed, reportId: "r" }, facts).classes).toEqual(["2c"]);
    expect(typedCns({ ...typed, reportId: "r", on: "2026-03-20" }, facts).classes).toEqual(["2c", "3b"]);
    expect(samplesFor(facts, "marrow")).toEqual([]);
    expect(samplesFor(facts, "ct")).toEqual([]);
  });
});

describe("the diagnosis", () => {
  const known = {
    on: "2026-03-01",
    lineage: "B" as const,
    cns: null,
    wbc: 62.5,
    riskFactors: ["ebv" as const],
    otherRisk: null,
  };

  it("that nobody touched changes nothing", () => {
    const made = diagnosisBody(draftOfDiagnosis(known));
    expect(made.ok && diagnosisChanges(known, made.body)).toEqual({});
  });

  it("sends only what was changed, and sets against a colleague's change only what differs", () => {
    const made = diagnosisBody({ ...draftOfDiagnosis(known), cns: "2a", wbc: "" });
    if (!made.ok) throw new Error("it is sound");
    expect(diagnosisChanges(known, made.body)).toEqual({ cns: "2a", wbc: null });
    const theirs = { ...known, lineage: "T" as const };
    expect(diagnosisDifferences(known, theirs, made.body)).toEqual([
      { label: "Lineage", original: "B-ALL", theirs: "T-ALL", mine: null },
      { label: "CNS class at diagnosis", original: "none", theirs: "none", mine: "CNS2a" },
      { label: "WBC told by another hospital", original: "62.5", theirs: "62.5", mine: "none" },
    ]);
  });
});
