import { describe, expect, test } from "vitest";
import { bundle, type Json, loinc, MONA, observed, quantity, without } from "../fixtures/build-bundle";
import { readFhir, readResources } from "../fixtures/read-bundle";

const report = (more: Json = {}, ...ids: string[]): Json => ({
  resourceType: "DiagnosticReport",
  status: "final",
  identifier: [{ value: "F-9" }],
  result: (ids.length > 0 ? ids : ["o"]).map((id) => ({ reference: `Observation/${id}` })),
  ...more,
});
const platelets = (more: Json = {}) =>
  observed({ id: "p", code: loinc("777-3"), valueQuantity: quantity("150", "10*9/L"), ...more });

describe("status", () => {
  test.each([
    ["final", "final", "final", null],
    ["final", "corrected", "corrected", null],
    ["amended", "final", "amended", null],
    ["appended", "final", "amended", null],
    ["corrected", "final", "corrected", null],
    ["partial", "final", "preliminary", null],
    ["final", "preliminary", "preliminary", null],
    ["unknown", "final", "final", null],
    ["entered-in-error", "final", "entered-in-error", null],
    ["final", "entered-in-error", "entered-in-error", null],
    ["final", "unknown", "final", "status-unknown"],
  ])("a report %s with a value %s is %s", async (whole, one, status, code) => {
    const { reports, rows } = await readResources(
      observed({ id: "o", status: one }),
      report({ status: whole }),
    );
    expect(reports[0]?.status).toBe(status);
    expect(rows[0]?.code).toBe(code);
  });

  test.each([
    ["preliminary", "not-final"],
    ["registered", "not-final"],
    ["cancelled", "cancelled"],
    ["entered-in-error", "entered-in-error"],
  ])("a number %s beside a final one is kept and not used", async (status, code) => {
    const { reports, rows } = await readResources(
      observed({ id: "o", status }),
      platelets(),
      report({}, "o", "p"),
    );
    expect(rows[0]).toMatchObject({ outcome: "set-aside", code });
    expect(reports[0]?.results[0]).toMatchObject({ text: "12.50", setAside: expect.any(String) });
  });

  test("is preliminary where nobody states it", async () => {
    const { reports } = await readResources(observed({ status: undefined }));
    expect(reports[0]).toMatchObject({ status: "preliminary", notes: [{ code: "status-missing" }] });
  });
});

describe("a statement that changes the meaning and is not understood", () => {
  const modifierExtension = [{ url: "http://elm.example/not-this-patient" }];

  test("sets the value aside, wherever it stands", async () => {
    const files: Json[][] = [
      [MONA, observed({ id: "o", modifierExtension }), report()],
      [MONA, observed({ id: "o" }), report({ modifierExtension })],
      [{ ...MONA, modifierExtension }, observed({ id: "o" }), report()],
      [MONA, observed({ id: "o", implicitRules: "http://elm.example/rules" }), report()],
    ];
    for (const file of files) {
      const { rows, reports } = await readFhir(bundle(file));
      expect(rows[0]).toMatchObject({ outcome: "set-aside", code: "modifier-unknown" });
      expect(reports[0]?.results[0]?.setAside).toContain("modifierExtension");
    }
  });

  test("on one component leaves the others", async () => {
    const component = [
      { code: loinc("718-7"), valueQuantity: quantity("12.5"), modifierExtension },
      { code: loinc("777-3"), valueQuantity: quantity("150", "10*9/L") },
    ];
    const { rows } = await readResources(without({ component }));
    expect(rows.map(({ code }) => code)).toEqual(["no-value", "modifier-unknown", null]);
  });
});

describe("when it was collected", () => {
  const at = async (parts: Json, ...more: Json[]) => {
    const { rows, reports } = await readResources(
      observed({ id: "o", effectiveDateTime: undefined, ...parts }),
      ...more,
    );
    return reports[0]?.collected ?? rows[0]?.code;
  };
  const morning = { date: "2026-03-31", minute: 510 };

  test("is effective[x], in each of its kinds", async () => {
    expect(await at({ effectiveDateTime: "2026-03-31T06:30:00Z" })).toEqual(morning);
    expect(await at({ effectiveDateTime: "2026-03-31T08:30:00" })).toEqual(morning);
    expect(await at({ effectiveInstant: "2026-03-31T06:30:00.000Z" })).toEqual(morning);
    expect(await at({ effectiveDateTime: "2026-03-31" })).toEqual({ date: "2026-03-31", minute: null });
    expect(
      await at({ effectivePeriod: { start: "2026-03-31T08:30:00", end: "2026-03-31T08:35:00" } }),
    ).toEqual(morning);
    expect(await at({ effectivePeriod: { end: "2026-03-31T08:30:00" } })).toEqual(morning);
    expect(await at({ effectiveTiming: { event: ["2026-03-31T08:30:00"] } })).toEqual(morning);
  });

  test("is not known where it is not exact, spans days or is no time", async () => {
    expect(await at({ effectiveDateTime: "2026-03" })).toBe("date-imprecise");
    expect(await at({ effectiveDateTime: "2026" })).toBe("date-imprecise");
    expect(await at({ effectivePeriod: { start: "2026-03-30", end: "2026-03-31" } })).toBe("date-imprecise");
    expect(await at({ effectiveTiming: { repeat: { frequency: 1 } } })).toBe("date-imprecise");
    expect(await at({ effectiveDateTime: "2026-02-30" })).toBe("date-impossible");
    expect(await at({ effectiveDateTime: "2026-03-29T02:30:00" })).toBe("time-skipped");
    expect(await at({ effectiveDateTime: "2026-04-02" })).toBe("future-date");
    expect(await at({ issued: "2026-03-31T08:30:00Z" })).toBe("date-missing");
  });

  test("is the report's, else the specimen's, where the value has none", async () => {
    const specimen = {
      resourceType: "Specimen",
      id: "s",
      collection: { collectedDateTime: "2026-03-31T08:30:00" },
    };
    expect(await at({}, report({ effectiveDateTime: "2026-03-31T08:30:00" }))).toEqual(morning);
    expect(await at({ specimen: { reference: "Specimen/s" } }, specimen)).toEqual(morning);
    expect(await at({}, specimen, report({ specimen: [{ reference: "Specimen/s" }] }))).toEqual(morning);
  });

  test("is the report's within one day, and on another day the value is set aside", async () => {
    const { reports, rows } = await readResources(
      observed({ id: "o", effectiveDateTime: "2026-03-31T08:42:00" }),
      platelets({ effectiveDateTime: "2026-03-30" }),
      report({ effectiveDateTime: "2026-03-31T08:30:00" }, "o", "p"),
    );
    expect(reports.map(({ collected }) => collected)).toEqual([morning]);
    expect(rows.map(({ code }) => code)).toEqual([null, "collected-differs"]);
  });
});

describe("the patient", () => {
  const patients = async (more: Json) =>
    (await readFhir(bundle([{ ...MONA, ...more }, observed()]))).patients[0];

  test("is known by the identifier of type MR, else by the first still in use", async () => {
    expect(await patients({})).toMatchObject({ mrn: "E-4711" });
    expect(await patients({ identifier: [{ use: "old", value: "1" }, { value: "2" }] })).toMatchObject({
      mrn: "2",
    });
    expect(await patients({ identifier: [] })).toMatchObject({ mrn: null, key: "Bundle.entry[0].resource" });
  });

  test("has an official name, a whole birth date and one of two sexes, or it is not known", async () => {
    const name = [
      { use: "maiden", family: "Birch" },
      { use: "official", family: "Alder", given: ["Mona"] },
    ];
    expect(await patients({ name })).toMatchObject({ familyName: "Alder", givenName: "Mona" });
    expect(await patients({ birthDate: "2015-03" })).toMatchObject({
      birthDate: null,
      problems: [{ code: "birth-date-unreadable" }],
    });
    expect(await patients({ gender: "other" })).toMatchObject({ sex: "unknown" });
  });

  test("of a value and of its report must be one", async () => {
    const other = { ...MONA, id: "p2", identifier: [{ value: "OTHER" }] };
    const { rows } = await readFhir(
      bundle([MONA, other, observed({ id: "o" }), report({ subject: { reference: "Patient/p2" } })]),
    );
    expect(rows[0]).toMatchObject({ code: "identity-conflict" });
  });

  test("that is not in the file, or is no person, is nobody", async () => {
    for (const reference of ["Patient/elsewhere", "Group/g"]) {
      const { rows } = await readFhir(bundle([MONA, observed({ subject: { reference } })]));
      expect(rows[0]).toMatchObject({ code: "no-patient", patientKey: null });
    }
  });
});

describe("the report", () => {
  test("is filed under the laboratory's number, whichever stands first", async () => {
    const typed = (value: string, code: string) => ({ value, type: { coding: [{ code }] } });
    const identifier = [typed("ORDER", "PLAC"), typed("FILED", "FILL")];
    const filed = async (...resources: Json[]) =>
      (await readResources(observed({ id: "o", specimen: { reference: "Specimen/s" } }), ...resources))
        .reports[0]?.accession;
    const specimen = { resourceType: "Specimen", id: "s", accessionIdentifier: { value: "TUBE" } };
    expect(await filed(report({ identifier }))).toBe("FILED");
    expect(await filed(specimen, report({ identifier: [] }))).toBe("TUBE");
    expect(await filed(specimen)).toBe("TUBE");
  });

  test("keeps its conclusion, and a value its notes and its flag", async () => {
    const { rows, reports } = await readResources(
      observed({
        id: "o",
        note: [{ text: "haemolysed" }],
        interpretation: [{ coding: [{ code: "H" }] }],
        referenceRange: [{ text: "13-18" }],
      }),
      report({ conclusion: "Repeat." }),
    );
    expect(reports[0]?.notes).toEqual([{ code: "comment", message: "Repeat." }]);
    expect(rows[0]?.notes.map(({ code }) => code)).toEqual(["comment", "flag-differs"]);
  });

  test("of several specimens does not say whose a value is", async () => {
    const specimens = ["BLD", "BMAR"].map((code, at) => ({
      resourceType: "Specimen",
      id: `s${at}`,
      type: { coding: [{ code }] },
    }));
    const named = { specimen: [{ reference: "Specimen/s0" }, { reference: "Specimen/s1" }] };
    const { rows, reports } = await readResources(
      observed({ id: "o" }),
      platelets({ specimen: { reference: "Specimen/s0" } }),
      ...specimens,
      report(named, "o", "p"),
    );
    expect(rows.map(({ code }) => code)).toEqual(["specimen-unknown", null]);
    expect(reports[0]?.specimen).toBe("blood");
  });

  test("of two sides of a marrow is two", async () => {
    const marrow = (id: string, side: string) => ({
      resourceType: "Specimen",
      id,
      type: { text: "Bone marrow" },
      collection: { bodySite: { text: `${side} iliac crest` } },
    });
    const blasts = (id: string, specimen: string) =>
      observed({
        id,
        code: loinc("11150-0"),
        valueQuantity: quantity("3", "%"),
        specimen: { reference: `Specimen/${specimen}` },
      });
    const { reports } = await readResources(
      marrow("l", "Left"),
      marrow("r", "Right"),
      blasts("o", "l"),
      blasts("p", "r"),
      report({}, "o", "p"),
    );
    expect(reports.map(({ subId, specimen }) => [subId, specimen])).toEqual([
      ["left", "marrow"],
      ["right", "marrow"],
    ]);
  });
});
