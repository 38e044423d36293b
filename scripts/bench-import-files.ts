// The invented files of the import bench: 100,000 values as tables, 5,000 as a FHIR Bundle.
import { ANALYTES, type AnalyteCode } from "../lib/clinical/analytes";
import { asFile, bundle, type Json, loinc, observed, quantity } from "../lib/imports/fixtures/build-bundle";

export const PATIENTS = 500;
export const REPORTS = 5_000;
const USUAL: readonly (readonly [AnalyteCode, number])[] = [
  ["WBC", 5],
  ["RBC", 4.1],
  ["HGB", 12],
  ["HCT", 36],
  ["MCV", 88],
  ["MCH", 29],
  ["MCHC", 33],
  ["RDW", 14],
  ["PLT", 210],
  ["MPV", 9],
  ["NEUT_PCT", 50],
  ["LYMPH_PCT", 30],
  ["MONO_PCT", 8],
  ["EOS_PCT", 2],
  ["BASO_PCT", 1],
  ["BLAST_PCT", 0],
  ["ANC", 2.5],
  ["LYMPH", 1.5],
  ["MONO", 0.4],
  ["EOS", 0.1],
];
export const VALUES = REPORTS * USUAL.length;

const day = (n: number) => new Date(Date.parse("2024-01-01") + n * 86_400_000).toISOString().slice(0, 10);
const who = (n: number) => {
  const at = n % PATIENTS;
  return [`B${100_000 + at * 37}`, `Bench${at}`, "Patient", day(-9_000 + at), "female"];
};
const text = (usual: number, n: number) => (usual + (n % 7) / 10).toFixed(1);
const PERSON = ["MRN", "Family name", "Given name", "Birth date", "Sex", "Collection date", "Accession"];

/** One report a line. */
export function wide(run: string): string {
  const headings = USUAL.map(([code]) => `${code} (${ANALYTES[code].unit})`);
  const lines = Array.from({ length: REPORTS }, (_, n) =>
    [
      ...who(n),
      day(Math.floor(n / PATIENTS) * 3),
      `${run}${n}`,
      ...USUAL.map(([, usual]) => text(usual, n)),
    ].join(),
  );
  return `${[[...PERSON, ...headings].join(), ...lines].join("\n")}\n`;
}

/** One value a line. */
export function long(run: string): string {
  const lines = Array.from({ length: REPORTS }, (_, n) =>
    USUAL.map(([code, usual]) =>
      [
        ...who(n),
        day(Math.floor(n / PATIENTS) * 3),
        `${run}${n}`,
        code,
        text(usual, n),
        ANALYTES[code].unit,
      ].join(),
    ),
  );
  return `${[[...PERSON, "Test", "Value", "Unit"].join(), ...lines.flat()].join("\n")}\n`;
}

/** One Bundle of the first patients of the tables, 5,000 Observations of 250 reports. */
export const BUNDLED = 5_000;
export function fhir(): string {
  const reports = BUNDLED / USUAL.length;
  const resources = Array.from({ length: reports }, (_, n): readonly Json[] => {
    const [mrn, family, given, birthDate, gender] = who(n);
    const on = day(Math.floor(n / PATIENTS) * 3);
    const subject = { reference: `Patient/${mrn}` };
    const patient = {
      resourceType: "Patient",
      id: mrn,
      identifier: [{ type: { coding: [{ code: "MR" }] }, value: mrn }],
      name: [{ family, given: [given] }],
      birthDate,
      gender,
    };
    const values = USUAL.map(([code, usual], at) => {
      const { loinc: codes, unit } = ANALYTES[code];
      const valueQuantity = quantity(text(usual, n), unit);
      const parts = { code: loinc(codes[0] ?? ""), subject, effectiveDateTime: on, valueQuantity };
      return { ...observed(parts), id: `${n}-${at}` };
    });
    const report = {
      resourceType: "DiagnosticReport",
      id: `r${n}`,
      identifier: [{ value: `fhir${n}` }],
      status: "final",
      code: loinc("58410-2"),
      subject,
      effectiveDateTime: on,
      result: values.map(({ id }) => ({ reference: `Observation/${id}` })),
    };
    return [patient, report, ...values];
  });
  return asFile(bundle(resources.flat()));
}
