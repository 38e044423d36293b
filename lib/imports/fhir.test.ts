import { describe, expect, test } from "vitest";
import { bundle, type Json, loinc, MONA, observed, quantity, without } from "./fixtures/build-bundle";
import { readFhir, readResources, tryFhir } from "./fixtures/read-bundle";

const refusal = async (file: string | Json) => (await tryFhir(file)).refusal?.code ?? null;
const platelets = (more: Json = {}) =>
  observed({ code: loinc("777-3"), valueQuantity: quantity("150", "10*9/L"), ...more });
const report = (more: Json = {}): Json => ({
  resourceType: "DiagnosticReport",
  status: "final",
  code: loinc("58410-2"),
  identifier: [{ value: "F-9" }],
  subject: { reference: "Patient/p1" },
  effectiveDateTime: "2026-03-31T08:30:00+02:00",
  ...more,
});

describe("a file that is not read at all", () => {
  test.each([
    ["", "empty"],
    ["  \n", "empty"],
    ["%PDF-1.7", "wrong-kind"],
    ["MSH|^~\\&|", "wrong-kind"],
    ["[]", "wrong-kind"],
    ["{}", "wrong-kind"],
    ['{"resourceType":"Patient"}', "message-type"],
    ['{"resourceType":"Bundle"}', "message-type"],
    ['{"resourceType":"Bundle","type":"history"}', "message-type"],
    ['{"resourceType":"Bundle","type":"collection"}', "no-results"],
    ['{"resourceType":"Bundle","type":"collection",', "truncated"],
    ['{"resourceType":"Bundle","type":"batch","type":"message"}', "duplicate-key"],
  ])("%s is refused: %s", async (file, code) => {
    expect(await refusal(file)).toBe(code);
  });

  test("a reading with more than 200,000 observations and components is refused, one of 200,000 is not", async () => {
    const parts = (count: number) =>
      `{"resourceType":"Observation","component":[${Array(count).fill("{}").join(",")}]}`;
    expect(await refusal(parts(200_000))).toBe("too-many-rows");
    expect((await readFhir(parts(199_999))).rows).toHaveLength(200_000);
  });
});

describe("results are found", () => {
  const values = async (file: Json) =>
    (await readFhir(file)).rows.map(({ at, analyte, text, outcome }) => [at, analyte, text, outcome]);

  test.each(["transaction", "batch", "collection", "message", "searchset", "document"])(
    "in a Bundle of type %s, other resources passed over",
    async (type) => {
      const others = [{ resourceType: "Organization", name: "Elm" }, { resourceType: "List" }];
      expect(await values(bundle([MONA, ...others, observed()], { type }))).toEqual([
        ["Bundle.entry[3].resource", "HGB", "12.50", "value"],
      ]);
    },
  );

  test("in a report that contains them, with its patient and specimen", async () => {
    const file = report({
      subject: { reference: "#p" },
      specimen: [{ reference: "#s" }],
      contained: [
        { ...MONA, id: "p" },
        { resourceType: "Specimen", id: "s", type: { coding: [{ code: "BMAR" }] } },
        without({ id: "o", subject: undefined, code: loinc("709-6"), valueQuantity: quantity("3", "%") }),
      ],
      result: [{ reference: "#o" }],
    });
    const { rows, reports, patients } = await readFhir(file);
    expect(rows[0]).toMatchObject({ at: "DiagnosticReport.contained[2]", patientKey: "E-4711" });
    expect(reports[0]).toMatchObject({ specimen: "marrow", accession: "F-9" });
    expect(patients[0]).toMatchObject({
      mrn: "E-4711",
      familyName: "Alder",
      givenName: "Mona",
      sex: "female",
    });
  });

  test("in an observation alone, its patient named by record number", async () => {
    const file = observed({ subject: { identifier: { value: "E-4711" } } });
    const { rows, reports, patients } = await readFhir(file);
    expect(rows[0]).toMatchObject({ at: "Observation", line: 1, outcome: "value", value: 12.5 });
    expect(reports[0]).toMatchObject({ accession: null, specimen: "blood" });
    expect(patients[0]).toMatchObject({ key: "E-4711", birthDate: null, sex: "unknown" });
  });

  test("in a Bundle inside a Bundle, as a document of its own", async () => {
    const message = (text: string) =>
      bundle([
        MONA,
        observed({ id: "o", valueQuantity: quantity(text) }),
        report({ result: [{ reference: "Observation/o" }] }),
      ]);
    const { rows, reports } = await readFhir(bundle([message("12.5"), message("12.9")], { type: "batch" }));
    expect(rows.map(({ at }) => at)).toEqual(
      [0, 1].map((at) => `Bundle.entry[${at}].resource.entry[1].resource`),
    );
    expect(reports.map(({ results }) => results.map(({ text }) => text))).toEqual([["12.5"], ["12.9"]]);
  });

  test("as components, each a row, and as members of a panel", async () => {
    const pressure = without({
      id: "panel",
      code: loinc("58410-2"),
      component: [
        { code: loinc("718-7"), valueQuantity: quantity("12.5") },
        { code: loinc("777-3"), dataAbsentReason: { text: "specimen clotted" } },
        "broken",
      ],
      hasMember: [{ reference: "Observation/m" }],
    });
    const member = platelets({ id: "m", valueQuantity: quantity("9", "10*9/L") });
    const { rows, reports } = await readResources(
      pressure,
      member,
      report({ result: [{ reference: "Observation/panel" }] }),
    );
    expect(rows.map(({ at, outcome, code }) => [at.replace("Bundle.entry", ""), outcome, code])).toEqual([
      ["[1].resource", "set-aside", "no-value"],
      ["[1].resource.component[0]", "value", null],
      ["[1].resource.component[1]", "set-aside", "no-value"],
      ["[1].resource.component[2]", "refused", "incomplete"],
      ["[2].resource", "value", null],
    ]);
    expect(reports.map(({ accession }) => accession)).toEqual(["F-9"]);
  });
});

describe("a reference", () => {
  const linked = async (entries: Json[], reference: string) =>
    await readFhir({
      resourceType: "Bundle",
      type: "collection",
      entry: [...entries, { resource: report({ result: [{ reference }] }) }],
    });
  const patient = { resource: MONA };

  test.each([
    ["Observation/o1", { resource: observed({ id: "o1" }) }],
    ["Observation/o1/_history/2", { resource: observed({ id: "o1" }) }],
    ["urn:uuid:6AB5", { fullUrl: "urn:uuid:6ab5", resource: observed() }],
    [
      "http://lab.example/fhir/Observation/7",
      { fullUrl: "http://lab.example/fhir/Observation/7", resource: observed({ id: "7" }) },
    ],
    ["http://lab.example/fhir/Observation/7", { resource: observed({ id: "7" }) }],
  ])("%s is followed", async (reference, entry) => {
    const { reports } = await linked([patient, entry], reference);
    expect(reports).toMatchObject([{ accession: "F-9" }]);
  });

  test("to what the file does not hold, or to something else, is a row of its own", async () => {
    for (const reference of [
      "Observation/lost",
      "Patient/p1",
      "#o",
      "http://other.example/Observation/o1",
      "",
    ]) {
      const { rows } = await linked(
        [patient, { fullUrl: "http://lab.example/Observation/o1", resource: observed({ id: "o1" }) }],
        reference,
      );
      expect(
        rows.map(({ at, outcome, code }) => [at, outcome, code]),
        reference,
      ).toEqual([
        ["Bundle.entry[1].resource", "value", null],
        ["Bundle.entry[2].resource.result[0]", "set-aside", "no-value"],
      ]);
    }
  });

  test("that two resources answer to is followed to neither", async () => {
    const twin = { ...MONA, identifier: [{ value: "OTHER" }] };
    const { rows } = await readFhir(bundle([MONA, twin, observed()]));
    expect(rows[0]).toMatchObject({ code: "no-patient", patientKey: null });
  });

  test("is relative to the server of the entry that refers", async () => {
    const at = (server: string, resource: Json) => ({
      fullUrl: `http://${server}/${resource.resourceType}/${resource.id}`,
      resource,
    });
    const twin = { ...MONA, identifier: [{ value: "OTHER" }] };
    const entry = [at("a", MONA), at("b", twin), at("b", observed({ id: "o" }))];
    expect((await readFhir({ resourceType: "Bundle", type: "collection", entry })).rows[0]).toMatchObject({
      patientKey: "OTHER",
    });
  });

  test("may lead in a circle", async () => {
    const one = without({
      id: "a",
      hasMember: [{ reference: "Observation/b" }, { reference: "Observation/a" }],
    });
    const two = without({ id: "b", hasMember: [{ reference: "Observation/a" }] });
    const { rows } = await readResources(
      one,
      two,
      report({ id: "r", result: [{ reference: "Observation/a" }] }),
    );
    expect(rows.map(({ code }) => code)).toEqual(["no-value", "no-value"]);
  });
});

test("what the file asks to delete, and an entry that says nothing, are rows for a person", async () => {
  const entry = [
    { resource: MONA },
    { request: { method: "DELETE", url: "Observation/7" } },
    { resource: { id: "x" } },
    { resource: observed() },
  ];
  const { rows } = await readFhir({ resourceType: "Bundle", type: "transaction", entry });
  expect(rows.map(({ outcome, code }) => [outcome, code])).toEqual([
    ["set-aside", "no-value"],
    ["refused", "incomplete"],
    ["value", null],
  ]);
  expect(rows[0]?.reason).toContain("Observation/7");
});

describe("the source", () => {
  const named = async (more: Json, ...resources: Json[]) =>
    (await readFhir(bundle([MONA, ...resources, observed()], more))).source;

  test("is meta.source without the request, else the message header, else the first identifier's system", async () => {
    expect(await named({ meta: { source: "urn:lab#a1b2" } })).toBe("fhir urn:lab");
    expect(await named({}, { resourceType: "MessageHeader", source: { name: "Elm LIS" } })).toBe(
      "fhir Elm LIS",
    );
    expect(await named({})).toBe("fhir urn:national");
    expect((await readFhir(without({ valueString: "x" }))).source).toBe("fhir without a name");
  });
});

test("a code of the source's own is asked about, and read as a person mapped it", async () => {
  const own = observed({ code: { coding: [{ system: "urn:elm:tests", code: "HBX", display: "Hb" }] } });
  const words = observed({ code: { text: "Haemoglobin (whole blood)" } });
  const asked = await readResources(own, words);
  expect(asked.rows.map(({ code, sourceCode, label }) => [code, sourceCode, label])).toEqual([
    ["mapping-question", "HBX", "Hb"],
    ["mapping-question", "Haemoglobin (whole blood)", "Haemoglobin (whole blood)"],
  ]);
  const { rows } = await readFhir(bundle([MONA, own, words]), {
    analytes: { HBX: "HGB", "Haemoglobin (whole blood)": null },
  });
  expect(rows.map(({ analyte, code }) => [analyte, code])).toEqual([
    ["HGB", null],
    [null, "no-analyte"],
  ]);
});
