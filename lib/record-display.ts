import type { PlanState } from "./clinical/whole-record/follow-up";
import type { Prognosis, WbcAtDiagnosis } from "./clinical/whole-record/prognosis";
import type {
  CnsClass,
  Lineage,
  MarkerResult,
  MarkerTest,
  Philadelphia,
  ProcedureKind,
  RadiationField,
  RiskFactor,
  TransplantIntensity,
  TransplantSource,
} from "./clinical/whole-record/record-entries";
import { showMilestone, showNumber, showUnit, showWords } from "./display";

/** The words of the record beside results; `display.ts` has the rest. */

const MARKERS: Record<MarkerTest, string> = {
  karyotype: "Karyotype",
  "bcr-abl1": "BCR::ABL1 (Philadelphia)",
  "etv6-runx1": "ETV6::RUNX1",
  kmt2a: "KMT2A rearrangement",
  hyperdiploidy: "Hyperdiploidy",
  hypodiploidy: "Hypodiploidy",
  "ph-like": "Ph-like",
  ikzf1: "IKZF1 deletion",
  iamp21: "iAMP21",
};
export const showMarkerTest = (test: MarkerTest): string => MARKERS[test];

export const showMarkerResult = (result: MarkerResult | null): string =>
  result === null ? "–" : showWords(result);

const PROCEDURES: Record<ProcedureKind, string> = {
  marrow: "Marrow",
  "lumbar-puncture": "Lumbar puncture",
  smear: "Blood smear",
  "x-ray": "X-ray",
  ct: "CT",
  ultrasound: "Ultrasound",
};
export const showProcedure = (kind: ProcedureKind): string => PROCEDURES[kind];

const RISKS: Record<RiskFactor, string> = {
  radiation: "Radiation",
  benzene: "Benzene",
  "htlv-1": "HTLV-1",
  ebv: "EBV",
  "down-syndrome": "Down syndrome",
};
export const showRisk = (risk: RiskFactor): string => RISKS[risk];

export const showCns = (cns: CnsClass): string => `CNS${cns}`;
export const showLineage = (lineage: Lineage): string => `${lineage}-ALL`;

const PHILADELPHIA: Record<MarkerResult, string> = {
  positive: "Ph+",
  negative: "Ph−",
  pending: "Ph pending",
  "not-done": "Ph not done",
};
export const showPhiladelphia = (found: Philadelphia): string =>
  found === null ? "Ph not recorded" : PHILADELPHIA[found];

const FIELDS: Record<RadiationField, string> = {
  brain: "brain",
  bone: "bone",
  "before-transplant": "before transplant",
};
export const showRadiation = (fields: readonly RadiationField[]): string =>
  fields.map((field) => FIELDS[field]).join(", ");

export const showTransplant = (
  from: TransplantSource | null,
  intensity: TransplantIntensity | null,
): string => [from, intensity === "mini" ? "“mini”" : intensity].filter((word) => word !== null).join(", ");

const MRD_METHODS: Readonly<Record<string, string>> = { pcr: "PCR", "flow-cytometry": "flow cytometry" };
export const showMrdMethod = (method: string): string => MRD_METHODS[method] ?? method;

/** "62 ×10⁹/L"; empty where none is known. */
export function showWbc({ value, comparator }: Pick<WbcAtDiagnosis, "value" | "comparator">): string {
  if (value === null) return "";
  const mark = comparator === null ? "" : { "<": "<", "<=": "≤", ">": ">", ">=": "≥" }[comparator];
  return `${mark}${showNumber(value)} ${showUnit("10*9/L")}`;
}

/** Coded facts of a diagnosis, in order; nothing somebody typed, so that they can be told without identifiers. */
export function diagnosisFacts(line: {
  readonly lineage: Lineage | null;
  readonly philadelphia: Philadelphia;
  readonly cns: CnsClass | null;
}): string[] {
  const { lineage, philadelphia, cns } = line;
  return [
    ...(lineage === null ? [] : [showLineage(lineage)]),
    ...(philadelphia === null ? [] : [showPhiladelphia(philadelphia)]),
    ...(cns === null ? [] : [showCns(cns)]),
  ];
}

export interface ShownFactor {
  readonly label: string;
  readonly value: string;
  /** A word beside it: "high", or why it cannot be told. */
  readonly mark: string | null;
  /** What was asked, or where the value comes from. */
  readonly about: string;
}

/** The prognostic factors as facts of this patient; never odds. */
export function showPrognosis(factors: Prognosis, date: (on: string) => string): ShownFactor[] {
  const { ageAtDiagnosis: age, wbc, philadelphia, response } = factors;
  const high = { met: "high", "not-met": null, unknown: wbc.value === null ? null : "cannot be judged" }[
    wbc.high
  ];
  return [
    {
      label: "Age at diagnosis",
      value: age === null ? "not known" : `${age} y`,
      mark: null,
      about: age === null ? "the date of diagnosis is needed" : age < 18 ? "child" : "adult",
    },
    {
      label: "WBC at diagnosis",
      value: showWbc(wbc) || "not known",
      mark: high,
      about: [
        wbc.value === null ? "no usable count before treatment" : wbcSource(wbc, date),
        wbc.high === "unknown" ? wbc.limit : `marked if ${wbc.limit}`,
      ].join("; "),
    },
    {
      label: "Philadelphia chromosome",
      value: philadelphia === null ? "not recorded" : showWords(philadelphia).toLowerCase(),
      mark: null,
      about: philadelphia === "positive" ? "once found it stays a property of the disease" : "BCR::ABL1",
    },
    {
      label: "4–5 week response",
      value: showMilestone(response).word.toLowerCase(),
      mark: null,
      about: "no evidence of leukaemia in the marrow of Day 29–36",
    },
  ];
}

const wbcSource = ({ on }: WbcAtDiagnosis, date: (on: string) => string) =>
  on === null ? "told by another hospital" : `highest before treatment, ${date(on)}`;

const PLAN_STATES: Record<PlanState, string> = {
  done: "Done",
  overdue: "Overdue",
  due: "Due today",
  planned: "Planned",
};
export const showPlanState = (state: PlanState): string => PLAN_STATES[state];

/** Days as a clinician says them: "12 days", "7 weeks", "14 months", "3 y 2 mo". */
export function showSpan(days: number): string {
  if (days < 21) return days === 1 ? "1 day" : `${days} days`;
  if (days < 91) return `${Math.floor(days / 7)} weeks`;
  const months = Math.floor(days / 30.44);
  if (months < 24) return `${months} months`;
  return months % 12 === 0 ? `${months / 12} y` : `${Math.floor(months / 12)} y ${months % 12} mo`;
}
