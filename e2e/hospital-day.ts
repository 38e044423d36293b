import { type Api, made } from "./api";

const DAY_MS = 86_400_000;

/** Sites of the demo; dates are those of their clocks. */
export const ZONES = { north: "Europe/London", south: "Asia/Kolkata" } as const;

/** The calendar date at a site, so many days ago; a negative number lies ahead. */
export function daysAgo(days: number, site: keyof typeof ZONES = "north"): string {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: ZONES[site] });
  // Counted in calendar days: an hour before midnight, a clock change between would make it another day.
  return daysAfter(date.format(Date.now()), -days);
}

export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

let counter = 0;
/** A record number nobody else has, whoever runs these tests, however often. */
export function newMrn(): string {
  counter += 1;
  return `E2E-${Date.now().toString(36)}-${counter}`;
}

export interface Admitted {
  readonly id: string;
  readonly version: number;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
}

/** A new invented patient of the site of whoever asks. */
export function admit(
  api: Api,
  more: Partial<Record<keyof Admitted | "sex" | "studyCode", string>> = {},
): Promise<Admitted> {
  const mrn = newMrn();
  return made(
    api.post("patients", {
      mrn,
      studyCode: null,
      familyName: `Test-${mrn}`,
      givenName: "Invented",
      birthDate: "1992-03-01",
      sex: "female",
      ...more,
    }),
  );
}

export interface Value {
  readonly analyte: string;
  readonly text: string;
  readonly unit: string | null;
  readonly confirmed?: boolean;
}

const COUNT_UNITS = { WBC: "10*9/L", ANC: "10*9/L", HGB: "g/dL", PLT: "10*9/L", BLAST_PCT: "%" } as const;

/** A blood count as the API takes it; a value left out was not reported. */
export function countOf(
  collected: string,
  values: Partial<Record<keyof typeof COUNT_UNITS, string>>,
  more: Record<string, unknown> = {},
) {
  const results = Object.entries(values).map(([analyte, text]) => ({
    analyte,
    text,
    unit: COUNT_UNITS[analyte as keyof typeof COUNT_UNITS],
    // Nadirs are beyond the soft limits, and right.
    confirmed: true,
  }));
  return { specimen: "blood", collected, results, ...more };
}

export function marrowOf(collected: string, blasts: string, more: Record<string, unknown> = {}) {
  const results = [{ analyte: "MARROW_BLAST", text: blasts, unit: "%", confirmed: true }];
  return { specimen: "marrow", collected, results, ...more };
}

export const NORMAL_COUNT = { WBC: "5.2", ANC: "2.8", HGB: "13.1", PLT: "240", BLAST_PCT: "0" } as const;

export function record(api: Api, patientId: string, report: object) {
  return made(api.post(`patients/${patientId}/reports`, report));
}

export function startInduction(api: Api, patientId: string, start: string) {
  return made(
    api.post(`patients/${patientId}/courses`, {
      phase: "induction",
      start,
      kinds: ["chemotherapy"],
      protocol: "Invented 26",
    }),
  );
}

/**
 * Six weeks of an invented induction: blasts fall from 84 % to 1.5 % on Day 29, counts fall and come back, platelets
 * are given once. The criterion and the milestone are met.
 */
export async function sixWeeks(api: Api, patient: Admitted): Promise<{ start: string }> {
  const start = daysAgo(42);
  await startInduction(api, patient.id, start);
  await made(api.post(`patients/${patient.id}/extramedullary`, { on: start, finding: "absent", sites: [] }));
  await made(api.post(`patients/${patient.id}/support`, { kind: "platelets", on: daysAfter(start, 10) }));
  const counts = [
    [-1, "48.5", "0.9", "8.1", "34"],
    [3, "12.0", "0.6", "7.9", "22"],
    [7, "2.1", "0.3", "8.4", "18"],
    [10, "0.9", "0.12", "8.0", "9"],
    [14, "0.6", "0.08", "8.8", "41"],
    [21, "1.4", "0.45", "9.6", "88"],
    [25, "3.2", "1.3", "10.9", "154"],
    [28, "5.2", "2.8", "12.9", "241"],
    [35, "6.1", "3.4", "13.2", "262"],
  ] as const;
  for (const [day, WBC, ANC, HGB, PLT] of counts) {
    const blasts = day < 10 ? { BLAST_PCT: day < 0 ? "71" : "12" } : { BLAST_PCT: "0" };
    await record(
      api,
      patient.id,
      countOf(`${daysAfter(start, day)}T08:30`, { WBC, ANC, HGB, PLT, ...blasts }),
    );
  }
  for (const [day, blasts] of [
    [-1, "84"],
    [14, "12"],
    [28, "1.5"],
  ] as const) {
    await record(api, patient.id, marrowOf(`${daysAfter(start, day)}T09:15`, blasts));
  }
  return { start };
}

/** Everything of a site that a refused request must leave as it was. */
export async function tally(api: Api, patientId?: string): Promise<Record<string, number>> {
  const patients = (await made(api.get("patients?limit=1"))).total;
  if (patientId === undefined) return { patients };
  const reports = await made(api.get(`patients/${patientId}/reports`));
  const versions = reports.items.reduce((sum: number, one: { version: number }) => sum + one.version, 0);
  return { patients, reports: reports.items.length, versions };
}

/** What was received of each value of a patient's first report. */
export async function receivedOf(api: Api, patientId: string): Promise<string[]> {
  const { items } = await made(api.get(`patients/${patientId}/reports`));
  type Result = { readonly analyte: string; readonly text: string };
  return (items[0]?.results ?? []).map(({ analyte, text }: Result) => `${analyte} ${text}`).sort();
}

export async function idOf(api: Api, mrn: string): Promise<string> {
  const { items } = await made(api.post("patients/search", { text: mrn, limit: 10 }));
  return items[0]?.id;
}
