import { describe, expect, it } from "vitest";
import type { ImportAnswer, ImportPatientAnswer, ImportRowAnswer } from "@/lib/contract/import";
import { commitBlock, commitLabel, commitWarning, converted, isOutcome, reconciliation } from "./outcome";

const counts = { rows: 28, new: 18, same: 0, changed: 0, setAside: 10, refused: 0 };

const row: ImportRowAnswer = {
  at: "OBX[4]",
  line: 8,
  column: null,
  outcome: "new",
  code: null,
  reason: null,
  analyte: "WBC",
  label: "Leukocytes",
  text: "105600",
  unit: "{cells}/uL",
  interval: "4300 to 10800",
  value: 105.6,
  canonicalUnit: "10*9/L",
};

const patient: ImportPatientAnswer = {
  key: "PATID1234",
  mrn: "PATID1234",
  familyName: "Jones",
  givenName: "William",
  birthDate: "1961-06-15",
  sex: "male",
  state: "unknown",
  patientId: null,
  candidates: [],
};

const preview: ImportAnswer = {
  id: "i",
  version: 1,
  format: "hl7-oru",
  state: "ready",
  createdAt: "2026-04-10T12:00:00.000Z",
  source: "hl7 LAB at HOSPITAL",
  reading: {},
  remembered: [],
  questions: [],
  unmapped: [],
  counts,
  patients: [{ ...patient, state: "to-create" }],
  patientTotal: 1,
  rows: [row],
  batchId: null,
  next: null,
  commits: [],
  waiting: 0,
  answered: false,
  reverted: null,
};

describe("the reconciliation", () => {
  it("adds every outcome up to the rows of the file", () => {
    expect(reconciliation(counts)).toEqual({
      sentence: "18 new + 0 same + 0 changed + 10 set aside + 0 refused = 28 rows",
      holds: true,
    });
  });

  it("that does not add up says so instead of hiding it", () => {
    expect(reconciliation({ ...counts, rows: 29 })).toMatchObject({ holds: false });
    expect(reconciliation({ ...counts, rows: 29 }).sentence).toContain("≠ 29 rows");
  });
});

describe("a converted value", () => {
  it("is shown beside the one sent", () => {
    expect(converted(row)).toBe("105.6 ×10⁹/L");
  });

  it("is not repeated where nothing was converted", () => {
    expect(converted({ ...row, text: "41", unit: "%", value: 41, canonicalUnit: "%" })).toBeNull();
    expect(converted({ ...row, value: null })).toBeNull();
  });
});

describe("commit", () => {
  it("of a patient nobody has decided on keeps the rows waiting, and says so", () => {
    const nobody = { ...preview, patients: [patient], patientTotal: 1 };
    expect(commitBlock({ ...nobody, state: "needs-answers" }, false)).toBeNull();
    expect(commitWarning(nobody)).toContain("1 undecided patient will wait");
    expect(commitLabel(nobody)).toBe("Keep the rows waiting");
  });

  it("is not blocked by values set aside", () => {
    expect(commitBlock(preview, false)).toBeNull();
  });

  it("is blocked by rows that cannot be read until the person takes the good ones only", () => {
    const partly = { ...preview, counts: { ...counts, refused: 2 } };
    expect(commitBlock(partly, false)).toContain("2 rows cannot be read");
    expect(commitBlock(partly, true)).toBeNull();
  });

  it("with one patient decided and another not says whose rows stay behind", () => {
    const mixed = { ...preview, patients: [...preview.patients, { ...patient, key: "other" }] };
    expect(commitBlock(mixed, false)).toBeNull();
    expect(commitWarning(mixed)).toContain("1 undecided patient");
    expect(commitLabel({ ...mixed, patientTotal: 2 })).toBe("Commit the patients decided on");
    expect(commitWarning(preview)).toBeNull();
  });

  it("says how much goes in", () => {
    const labelOf = (some: object) => commitLabel({ ...preview, counts: { ...counts, ...some } });
    expect(labelOf({})).toBe("Commit 18 new");
    expect(labelOf({ changed: 2 })).toBe("Commit 18 new and 2 changed");
    expect(labelOf({ new: 0, same: 18 })).toContain("nothing new");
  });
});

it("a filter from the URL is one of the five outcomes or none", () => {
  expect(isOutcome("set-aside")).toBe(true);
  expect(isOutcome("constructor")).toBe(false);
  expect(isOutcome(undefined)).toBe(false);
});
