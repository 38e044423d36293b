import { describe, expect, test } from "vitest";
import { message, observation, PATIENT } from "../fixtures/build-message";
import { readFile } from "../fixtures/read-file";

describe("patients", () => {
  test("values before any patient are kept for a person", () => {
    expect(readFile(message({ patient: null, observations: [observation()] })).rows[0]).toMatchObject({
      patientKey: null,
      code: "no-patient",
    });
  });

  test("one number with two birth dates: nothing goes in under it", () => {
    const second = PATIENT.replace("20150302", "20150203");
    const { rows, patients } = readFile(
      message({ observations: [observation()] }) +
        message({ patient: second, observations: [observation()] }),
    );
    expect(patients).toHaveLength(1);
    expect(rows.map(({ at, code }) => [at, code])).toEqual([
      ["MSG[1]/OBX[1]", "identity-conflict"],
      ["MSG[2]/OBX[1]", "identity-conflict"],
    ]);
  });

  test("the same number from another authority is another patient", () => {
    const second = PATIENT.replace("^^^ELM^MR", "^^^OAK^MR");
    const { patients } = readFile(
      message({ observations: [observation()] }) +
        message({ patient: second, observations: [observation()] }),
    );
    expect(patients.map(({ key }) => key)).toEqual(["E-4711", "E-4711^OAK"]);
  });

  test("a birth date that lies ahead is no birth date: nobody is created with it", () => {
    const { patients } = readFile(
      message({ patient: PATIENT.replace("20150302", "20990302"), observations: [observation()] }),
    );
    expect(patients[0]).toMatchObject({ birthDate: null });
    expect(patients[0]?.problems).toEqual([
      { code: "birth-date-unreadable", message: "The birth date “20990302” lies in the future." },
    ]);
  });

  test("a patient without a record number still has a key, so that a person can say who it is", () => {
    const { patients, reports } = readFile(
      message({ patient: "PID|1||||Alder^Mona||2015|X", observations: [observation()] }),
    );
    expect(patients[0]).toMatchObject({ key: "PID[1]", mrn: null, birthDate: null, sex: "unknown" });
    expect(patients[0]?.problems.map(({ code }) => code)).toEqual(["mrn-missing", "birth-date-unreadable"]);
    expect(reports[0]?.patientKey).toBe("PID[1]");
  });
});
