import { made } from "./api";
import { idOf, newMrn, receivedOf } from "./hospital-day";
import { expect, test } from "./sign-in";

test.use({ person: "nurse" });

/** Written as text: a number must arrive with the zeros it has. */
const bundle = (mrn: string, family: string, accession: string) => `{
  "resourceType": "Bundle",
  "type": "collection",
  "entry": [
    { "resource": {
      "resourceType": "Patient", "id": "p1", "birthDate": "2015-03-02", "gender": "female",
      "identifier": [{ "type": { "coding": [{ "code": "MR" }] }, "value": "${mrn}" }],
      "name": [{ "family": "${family}", "given": ["Mona"] }]
    } },
    { "resource": {
      "resourceType": "DiagnosticReport", "status": "final", "identifier": [{ "value": "${accession}" }],
      "code": { "coding": [{ "system": "http://loinc.org", "code": "58410-2" }] },
      "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-03-31T08:30:00+01:00",
      "result": [{ "reference": "Observation/hb" }, { "reference": "Observation/plt" }, { "reference": "Observation/anc" }]
    } },
    { "resource": {
      "resourceType": "Observation", "id": "hb", "status": "final", "subject": { "reference": "Patient/p1" },
      "code": { "coding": [{ "system": "http://loinc.org", "code": "718-7" }] },
      "valueQuantity": { "value": 12.50, "unit": "g/dL", "system": "http://unitsofmeasure.org", "code": "g/dL" }
    } },
    { "resource": {
      "resourceType": "Observation", "id": "plt", "status": "final", "subject": { "reference": "Patient/p1" },
      "code": { "coding": [{ "system": "http://loinc.org", "code": "777-3" }] },
      "valueQuantity": { "comparator": ">", "value": 1000, "system": "http://unitsofmeasure.org", "code": "10*9/L" }
    } },
    { "resource": {
      "resourceType": "Observation", "id": "anc", "status": "final", "subject": { "reference": "Patient/p1" },
      "code": { "coding": [{ "system": "http://loinc.org", "code": "751-8" }] },
      "dataAbsentReason": { "text": "specimen clotted" }
    } }
  ]
}`;

test("a FHIR Bundle goes in through the API as it was written, once, and says what became of each Observation", async ({
  api,
}) => {
  const mrn = `F-${newMrn()}`;
  const file = bundle(mrn, `Fhir-${mrn}`, newMrn());
  const upload = () => made(api.upload(file, "application/fhir+json", null));
  const preview = await upload();
  expect(preview.patients).toMatchObject([{ mrn, state: "unknown" }]);
  expect(preview.rows).toHaveLength(3);
  const { key } = preview.patients[0];
  await made(api.patch(`imports/${preview.id}`, { patients: { [key]: { create: true } } }, preview.version));
  const done = await made(api.post(`imports/${preview.id}/commit`, {}));
  expect(done).toMatchObject({ state: "committed", counts: { rows: 3, new: 2, setAside: 1, refused: 0 } });
  expect(await receivedOf(api, await idOf(api, mrn))).toEqual(
    expect.arrayContaining(["HGB 12.50", "PLT >1000"]),
  );
  expect((await upload()).counts).toMatchObject({ rows: 3, new: 0, same: 2, changed: 0, setAside: 1 });
});
