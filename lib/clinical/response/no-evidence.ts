import type { Clause } from "../assessment";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import { compareUpper } from "../judging/value-range";
import { pairedCount } from "../pairing";
import { type Answer, allOf } from "../truth";
import { blastsClause, bloodBlastsClause } from "./clauses";
import { extramedullaryClause } from "./extramedullary";
import { residualClause } from "./residual-disease";

/** Does one marrow show no evidence of leukaemia; normal counts are not asked for, nor a paired count. */
export interface NoEvidence {
  readonly marrow: ReadReport;
  readonly answer: Answer;
  readonly clauses: readonly Clause[];
  readonly basis: "morphology" | "morphology+MRD";
}

/** Marrow blasts, blood blasts in the paired count, extramedullary disease, and residual disease where it was measured. */
export function noEvidenceOf(known: KnownRecord, marrow: ReadReport): NoEvidence {
  const { date } = marrow.report.collected;
  const residual = residualClause(known, date);
  const clauses = [
    blastsClause(known, marrow),
    bloodBlastsClause(pairedCount(known, marrow).count),
    extramedullaryClause(known, date),
    ...(residual ? [residual] : []),
  ];
  return {
    marrow,
    answer: allOf(clauses.map(({ answer }) => answer)),
    clauses,
    basis: residual ? "morphology+MRD" : "morphology",
  };
}

const WORST_FIRST: readonly Answer[] = ["not-met", "unknown", "met"];

/** Of the marrows of one date the worse answer; of equal answers the higher blasts. */
export function worstOf(known: KnownRecord, marrows: readonly ReadReport[]): NoEvidence | null {
  let worst: NoEvidence | null = null;
  for (const marrow of marrows) {
    const evidence = noEvidenceOf(known, marrow);
    if (worst === null || isWorse(evidence, worst)) worst = evidence;
  }
  return worst;
}

function isWorse(a: NoEvidence, b: NoEvidence): boolean {
  const order = WORST_FIRST.indexOf(a.answer) - WORST_FIRST.indexOf(b.answer);
  if (order !== 0) return order < 0;
  const [left, right] = [a, b].map(({ marrow }) => marrow.reading("MARROW_BLAST")?.range);
  return !!left && !!right && compareUpper(left, right) > 0;
}
