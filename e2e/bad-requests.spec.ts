import { made } from "./api";
import { type Admitted, admit, countOf, daysAgo, newMrn, record, tally } from "./hospital-day";
import { hl7File } from "./laboratory-file";
import { cutUpload } from "./raw-upload";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

let patient: Admitted;
let before: Record<string, number>;
test.beforeEach(async ({ api }) => {
  patient = await admit(api);
  await record(api, patient.id, countOf(daysAgo(9), { WBC: "4.2", HGB: "11.5" }));
  before = await tally(api, patient.id);
});
test.afterEach(async ({ api }) => {
  expect(await tally(api, patient.id), "nothing was written").toEqual(before);
});

const value = (more: Record<string, unknown>) => ({ analyte: "HGB", text: "12.4", unit: "g/dL", ...more });
const withValue = (more: Record<string, unknown>) => ({
  specimen: "blood",
  collected: daysAgo(3),
  results: [value(more)],
});
const at = (collected: string) => ({ ...withValue({}), collected });

test("a report that cannot be true or read is refused at its place, with what would fit, and nothing is written", async ({
  api,
}) => {
  for (const [what, body, path, code, suggestion] of [
    ["unparseable", withValue({ text: "abc" }), "results.0.text", "unreadable", undefined],
    ["impossible", withValue({ text: "124" }), "results.0.text", "hard-limit", "12.4"],
    ["unit missing", withValue({ unit: null }), "results.0.unit", "unit-missing", "g/dL"],
    ["unit foreign", withValue({ unit: "g/mL" }), "results.0.unit", "unit-refused", "g/dL"],
    [
      "unit of another case",
      withValue({ text: "12", unit: "G/L" }),
      "results.0.unit",
      "unit-refused",
      undefined,
    ],
    ["future", at(daysAgo(-2)), "collected", "future-date", undefined],
    ["before birth", at("1992-02-29"), "collected", "before-birth", undefined],
    ["no such day", at("2025-02-30"), "collected", "no-such-date", undefined],
    ["no such time", at("2025-03-30T01:30"), "collected", "no-such-time", undefined],
    ["not a date", at("yesterday"), "collected", "invalid-format", undefined],
    ["unknown analyte", withValue({ analyte: "XYZ" }), "results.0.analyte", "analyte-unknown", undefined],
    [
      "twice",
      { ...withValue({}), results: [value({}), value({})] },
      "results.1.analyte",
      "analyte-repeated",
      undefined,
    ],
    ["no value", { ...withValue({}), results: [] }, "results", "too-small", undefined],
    ["too many", { ...withValue({}), results: Array(61).fill(value({})) }, "results", "too-big", undefined],
    ["too long", withValue({ text: "9".repeat(201) }), "results.0.text", "too-big", undefined],
    [
      "known too early",
      { ...withValue({}), knownSince: daysAgo(-2) },
      "knownSince",
      "future-date",
      undefined,
    ],
    ["a specimen of no kind", { ...withValue({}), specimen: "hair" }, "specimen", "invalid-value", undefined],
  ] as const) {
    const { status, body: answer } = await api.post(`patients/${patient.id}/reports`, body);
    expect([status, answer.error.code], what).toEqual([422, "invalid"]);
    const [field] = answer.error.fields;
    expect([field.path, field.code], what).toEqual([path, code]);
    expect(field.message, what).toMatch(/\S+ \S+/);
    if (suggestion !== undefined) expect(field.suggestion, what).toBe(suggestion);
  }
});

test("what is no person, no course and no finding is refused by name of the field", async ({ api }) => {
  const person = {
    mrn: newMrn(),
    familyName: "A",
    givenName: "B",
    birthDate: "1992-03-01",
    sex: "female",
  };
  for (const [body, path] of [
    [{ ...person, birthDate: daysAgo(-2) }, "birthDate"],
    [{ ...person, birthDate: "1992-13-01" }, "birthDate"],
    [{ ...person, familyName: "  " }, "familyName"],
    [{ ...person, familyName: "x".repeat(121) }, "familyName"],
    [{ ...person, givenName: "two\nlines" }, "givenName"],
    [{ ...person, givenName: "nul\u0000" }, "givenName"],
    [{ ...person, sex: "robot" }, "sex"],
    [{ ...person, mrn: null }, "mrn"],
    [{ ...person, mrn: { $gt: "" } }, "mrn"],
  ] as const) {
    const { status, body: answer } = await api.post("patients", body);
    expect([status, answer.error.fields[0]?.path], JSON.stringify(body)).toEqual([422, path]);
  }
  for (const [path, body, field] of [
    ["courses", { phase: "induction", start: "1991-01-01" }, "start"],
    ["courses", { phase: "induction", start: daysAgo(5), end: daysAgo(9) }, "end"],
    ["courses", { phase: "holiday", start: daysAgo(5) }, "phase"],
    ["support", { kind: "platelets", on: daysAgo(-2) }, "on"],
    ["support", { kind: "coffee", on: daysAgo(2) }, "kind"],
    ["extramedullary", { finding: "present", on: daysAgo(-2), sites: ["cns"] }, "on"],
    ["extramedullary", { finding: "present", on: null, sites: ["ear"] }, "sites.0"],
  ] as const) {
    const { status, body: answer } = await api.post(`patients/${patient.id}/${path}`, body);
    expect([status, answer.error.fields[0]?.path], `${path} ${JSON.stringify(body)}`).toEqual([422, field]);
  }
});

test("a body of the wrong shape is refused without a word of our own code", async ({ api }) => {
  for (const bytes of [
    "null",
    "[]",
    "7",
    '"text"',
    '{"__proto__":{"admin":true}}',
    '{"results":{}}',
    '{"a":1e999}',
  ]) {
    for (const path of ["patients", `patients/${patient.id}/reports`, "patients/search", "me/site"]) {
      const answer = await api.send("POST", path, { bytes, type: "application/json" });
      expect(answer.status, `${path} ${bytes}`).toBe(422);
      expect(answer.text, `${path} ${bytes}`).not.toMatch(
        /prisma|sqlite|SELECT|node_modules|\.ts\b|at \w+ \(/i,
      );
    }
  }
});

test("a correction that cannot be true leaves the version that stands", async ({ api }) => {
  const [report] = (await made(api.get(`patients/${patient.id}/reports`))).items;
  for (const results of [[value({ text: "124" })], [value({ unit: "mg" })], []]) {
    const answer = await api.patch(
      `reports/${report.id}`,
      { reason: "typing-error", results },
      report.version,
    );
    expect(answer.status).toBe(422);
  }
  const results = [value({})];
  for (const because of [{ reason: "because" }, { reason: "other" }, { reason: "other", note: "  " }, {}]) {
    const answer = await api.patch(`reports/${report.id}`, { ...because, results }, report.version);
    expect([answer.status, ["reason", "note"].includes(answer.body.error.fields[0].path)]).toEqual([
      422,
      true,
    ]);
  }
});

test("an upload that ends before it was whole writes nothing, and the server goes on", async ({
  api,
  stateOf,
}) => {
  const { cookies } = await stateOf("nurse");
  const imports = (await made(api.get("imports"))).items;
  const file = hl7File("blood-count");
  const json = JSON.stringify(at(daysAgo(2)));
  for (const [path, type, body] of [
    ["/api/v1/imports?format=hl7-oru", "application/hl7-v2", file],
    [`/api/v1/patients/${patient.id}/reports`, "application/json", json],
  ] as const) {
    // Even where what has arrived is whole by itself: the sender said that more was to come.
    for (const arrived of [body, body.slice(0, body.length / 2)]) {
      const said = await cutUpload({
        path,
        type,
        body: arrived,
        announced: body.length + 500,
        cookies,
        hangUp: true,
      });
      expect(said, path).toMatch(/^(HTTP\/1\.1 400 |$)/);
    }
  }
  expect((await made(api.get("imports"))).items).toEqual(imports);
});

test("more than 25 MB is refused before it is sent", async ({ stateOf }) => {
  const { cookies } = await stateOf("nurse");
  const said = await cutUpload({
    path: "/api/v1/imports?format=hl7-oru",
    type: "application/hl7-v2",
    body: "MSH|",
    announced: 25 * 1024 * 1024 + 1,
    cookies,
    hangUp: false,
  });
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  expect(said).toContain("larger than 25 MB");
});
