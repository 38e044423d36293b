import type { ConflictRow } from "@/components/entry/form/conflict-table";
import { type Body, dateOf, textOrNull } from "@/components/entry/form/request-draft";
import type { CnsClass, Lineage, RiskFactor } from "@/lib/clinical/whole-record/record-entries";
import type { DiagnosisEdit, DiagnosisFields } from "@/lib/contract/record";
import type { DiagnosisAnswer } from "@/lib/contract/record-answers";
import { showDate, showNumber } from "@/lib/display";
import type { FieldProblem } from "@/lib/errors";
import { showCns, showLineage, showRisk } from "@/lib/record-display";
import { numberOf } from "./record-drafts";

export interface DiagnosisDraft {
  readonly on: string;
  readonly lineage: Lineage | "";
  readonly cns: CnsClass | "";
  readonly wbc: string;
  readonly riskFactors: readonly RiskFactor[];
  readonly otherRisk: string;
}

/** Labels in the order of the form; the keys are the paths of the API's refusals. */
export const DIAGNOSIS_LABELS = {
  on: "Date of diagnosis",
  lineage: "Lineage",
  cns: "CNS class at diagnosis",
  wbc: "WBC told by another hospital",
  riskFactors: "Risk factors",
  otherRisk: "Other risk factor",
} as const satisfies Record<keyof DiagnosisDraft, string>;
export const DIAGNOSIS_PATHS = Object.keys(DIAGNOSIS_LABELS) as (keyof DiagnosisDraft)[];

export const draftOfDiagnosis = (known: DiagnosisFields): DiagnosisDraft => ({
  on: known.on ?? "",
  lineage: known.lineage ?? "",
  cns: known.cns ?? "",
  wbc: known.wbc === null ? "" : String(known.wbc),
  riskFactors: known.riskFactors,
  otherRisk: known.otherRisk ?? "",
});

export function diagnosisBody(draft: DiagnosisDraft): Body<DiagnosisFields> {
  const fields: FieldProblem[] = [];
  const on = dateOf("on", draft.on, fields);
  const wbc = numberOf("wbc", draft.wbc, fields);
  if (fields.length > 0) return { ok: false, fields };
  const { lineage, cns, riskFactors } = draft;
  return {
    ok: true,
    body: {
      on,
      lineage: lineage || null,
      cns: cns || null,
      wbc,
      riskFactors,
      otherRisk: textOrNull(draft.otherRisk),
    },
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Only what the person changed: a field they did not touch stays as whoever saved it last left it. */
export function diagnosisChanges(before: DiagnosisFields, after: DiagnosisFields): DiagnosisEdit {
  return Object.fromEntries(
    DIAGNOSIS_PATHS.filter((path) => !same(before[path], after[path])).map((path) => [path, after[path]]),
  );
}

function shown(known: DiagnosisFields, path: keyof DiagnosisDraft): string {
  const words = {
    on: known.on && showDate(known.on),
    lineage: known.lineage && showLineage(known.lineage),
    cns: known.cns && showCns(known.cns),
    wbc: known.wbc === null ? null : showNumber(known.wbc),
    riskFactors: known.riskFactors.map(showRisk).join(", "),
    otherRisk: known.otherRisk,
  };
  return words[path] || "none";
}

/** Fields somebody changed, in words, for the person who decides between them. */
export function diagnosisDifferences(
  original: DiagnosisFields,
  theirs: DiagnosisFields,
  mine: DiagnosisFields,
): ConflictRow[] {
  return DIAGNOSIS_PATHS.filter(
    (path) => !same(theirs[path], original[path]) || !same(mine[path], original[path]),
  ).map((path) => ({
    label: DIAGNOSIS_LABELS[path],
    original: shown(original, path),
    theirs: shown(theirs, path),
    mine: same(mine[path], original[path]) ? null : shown(mine, path),
  }));
}

/** What stands now in a conflict, if the answer carried it. */
export function diagnosisNow(current: unknown): DiagnosisAnswer | null {
  const now = current as Partial<DiagnosisAnswer> | null | undefined;
  return typeof now?.version === "number" && Array.isArray(now.riskFactors) ? (now as DiagnosisAnswer) : null;
}
