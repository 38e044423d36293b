import { ANALYTES, type AnalyteCode, acceptUnit } from "@/lib/clinical/analytes";
import { type Measurement, parseMeasurement } from "@/lib/clinical/measurement";
import type { Collected, Specimen } from "@/lib/clinical/record";
import type { ImportPatient } from "./import-format";
import type { AnalyteMatch, TestName } from "./match-analyte";
import type { CollectionReading, Observation, RowProblem } from "./observation";

/** Where an observation belongs, or why it belongs nowhere. */
export type Placement =
  | { readonly problem: RowProblem; readonly analyte: AnalyteCode | null; readonly suggestion: string | null }
  | {
      readonly problem: null;
      readonly analyte: AnalyteCode;
      readonly patientKey: string;
      readonly specimen: Specimen;
      readonly collected: Collected;
      readonly ambiguous: boolean;
    };

export interface PlacingContext {
  readonly patients: ReadonlyMap<string, ImportPatient>;
  readonly match: (test: TestName) => AnalyteMatch;
}

/** A patient problem under which no value goes in. */
export const IDENTITY_CONFLICT = "identity-conflict";

export function placeObservation(
  observation: Observation,
  { patients, match: matchOf }: PlacingContext,
): Placement {
  const { problem, patientKey, specimen, collected } = observation;
  if (problem?.outcome === "refused" || problem?.code === "no-value") {
    return { problem, analyte: null, suggestion: null };
  }
  const match = matchOf(observation.test);
  if (match.kind !== "analyte") return withoutAnalyte(observation, match);
  const { analyte } = match;
  const stop = (stopping: RowProblem): Placement => ({ problem: stopping, analyte, suggestion: null });

  const untimed = timeProblem(collected);
  if (untimed) return stop(untimed);
  if (problem) return stop(problem);
  const patient = patientKey === null ? undefined : patients.get(patientKey);
  if (!patient) return stop(setAside("no-patient", "The file names no patient for this value."));
  const conflict = patient.problems.find(({ code }) => code === IDENTITY_CONFLICT);
  if (conflict) return stop(setAside("identity-conflict", conflict.message));
  if (collected.kind !== "read") return stop(setAside("date-missing", "There is no collection time."));
  if (patient.birthDate !== null && collected.collected.date < patient.birthDate) {
    const reason = `Collected on ${collected.collected.date}, before the birth date ${patient.birthDate}.`;
    return stop(setAside("before-birth", reason));
  }
  if (specimen === "unknown") {
    return stop(setAside("specimen-unknown", "The specimen is not blood, marrow or cerebrospinal fluid."));
  }
  return {
    problem: null,
    analyte,
    patientKey: patient.key,
    specimen: specimen === "unstated" ? ANALYTES[analyte].specimen : specimen,
    collected: collected.collected,
    ambiguous: collected.ambiguous,
  };
}

const setAside = (code: RowProblem["code"], reason: string): RowProblem => ({
  outcome: "set-aside",
  code,
  reason,
});

function withoutAnalyte(
  { test, text, unit, decimalMark, specimen }: Observation,
  match: Exclude<AnalyteMatch, { kind: "analyte" }>,
): Placement {
  const named = `“${(test.label || test.codes[0]?.code || "").slice(0, 120)}”`;
  const question = (candidates: readonly AnalyteCode[], reason: string): Placement => ({
    problem: setAside("mapping-question", reason),
    analyte: null,
    suggestion: candidates[0] ?? null,
  });
  if (match.kind === "question") {
    const names = match.candidates.map((code) => ANALYTES[code].name).join(" or ");
    return question(match.candidates, `${named} may be ${names}: a person decides.`);
  }
  if (match.kind === "morphology" && isCount(match.analyte, parseMeasurement(text, decimalMark), unit)) {
    const reason = `${named} is a code for morphology, sent with a count: ${ANALYTES[match.analyte].name}? A person decides.`;
    return question([match.analyte], reason);
  }
  // Of a urine nothing is kept, whatever its codes are; words of unknown tests are for reading.
  if (match.kind === "local" && specimen !== "unknown" && isMeasured(parseMeasurement(text, decimalMark))) {
    return question([], `${named} is the source's own code: a person says once which value it is, or none.`);
  }
  const reason = `${named} is none of the values kept here; its text is kept for reading.`;
  return { problem: setAside("no-analyte", reason), analyte: null, suggestion: null };
}

function isMeasured({ kind }: Measurement): boolean {
  return kind !== "missing" && kind !== "unreadable";
}

function isCount(analyte: AnalyteCode, { kind }: Measurement, unit: string | null): boolean {
  const amount = kind === "number" || kind === "censored" || kind === "range";
  return amount && unit !== null && acceptUnit(analyte, unit) !== null;
}

/** What makes a time no time is refused; a time that is unlikely or not exact enough is kept for a person. */
function timeProblem(reading: CollectionReading): RowProblem | null {
  if (reading.kind === "impossible") {
    const reason = `The collection time “${reading.text.slice(0, 40)}” does not exist.`;
    return { outcome: "refused", code: "date-impossible", reason };
  }
  if (reading.kind === "skipped") {
    const reason = `The collection time “${reading.text}” does not exist at the site: the clocks were put forward over it.`;
    return { outcome: "refused", code: "time-skipped", reason };
  }
  if (reading.kind === "imprecise") {
    return setAside("date-imprecise", `The collection date “${reading.text}” is not known to the day.`);
  }
  if (reading.kind === "ambiguous") {
    const reason = `The collection date “${reading.text.slice(0, 40)}” can be read in two ways: a person says which.`;
    return setAside("date-ambiguous", reason);
  }
  if (reading.kind === "absent") return setAside("date-missing", "There is no collection time.");
  return reading.future
    ? setAside("future-date", `Collected on ${reading.collected.date}, after the file was received.`)
    : null;
}
