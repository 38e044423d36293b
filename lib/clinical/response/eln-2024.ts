import type { KnownRecord } from "../judging/known-record";
import type { Reading } from "../judging/reading";
import { above, atLeast, below, isExact } from "../judging/value-range";
import { anyOf } from "../truth";
import { bloodBlasts, stated, supportOf } from "./clauses";
import type { CriteriaSet } from "./criteria-set";
import { extramedullaryAt } from "./extramedullary";
import { residualDiseaseOn } from "./residual-disease";
import type { ResponseEvidence } from "./seed-remission";

const BLASTS = 5;
const RESIDUAL_FAILURE = 1;
const NEUTROPHILS = 1;
const PLATELETS = 100;

type Eln = "CR" | "CRi" | "MLFS" | "FAILURE" | "UNASSIGNED" | "NOT_EVALUABLE";
interface ElnAnswer {
  readonly verdict: Eln;
  readonly reasons: readonly string[];
}

const given = (verdict: Eln, ...reasons: string[]): ElnAnswer => ({ verdict, reasons });

/** Response of adult ALL as the table is printed: the questions are asked in its order and the first answer stands. */
export const eln2024: CriteriaSet = {
  id: "eln2024",
  name: "ELN 2024",
  source: "European LeukemiaNet, adult ALL (Gökbuget, Blood 2024;143:1891)",
  verdicts: ["CR", "CRi", "MLFS", "FAILURE", "UNASSIGNED", "NOT_EVALUABLE"],
  answer(known, evidence) {
    if (evidence === null) return given("NOT_EVALUABLE", "No usable marrow after the start of treatment.");
    return diseaseAnswer(known, evidence) ?? countAnswer(known, evidence);
  },
};

/** What marrow, residual disease, blood blasts and extramedullary disease decide before any count is looked at. */
function diseaseAnswer(known: KnownRecord, { governing, pairing }: ResponseEvidence): ElnAnswer | null {
  const blasts = governing.counting.map((marrow) => marrow.reading("MARROW_BLAST")?.range ?? null);
  const residual = residualDiseaseOn(known, governing.date).map(({ reading }) => reading);
  const extramedullary = extramedullaryAt(known, governing.date);

  const failures = [
    blasts.some((range) => range && atLeast(range, BLASTS) === "met") && `Marrow blasts ≥ ${BLASTS} %.`,
    extramedullary === "present" && "Extramedullary disease is present.",
    residual.some(({ range }) => range && atLeast(range, RESIDUAL_FAILURE) === "met") &&
      `Residual disease ≥ ${RESIDUAL_FAILURE} %.`,
  ].filter((reason) => reason !== false);
  if (failures.length > 0) return given("FAILURE", ...failures);

  const doubts = [
    blasts.some((range) => !range || below(range, BLASTS) !== "met") &&
      `Marrow blasts are not certainly < ${BLASTS} %.`,
    extramedullary === "suspected" && "Extramedullary disease is suspected.",
    residual.some(({ range }) => !range || below(range, RESIDUAL_FAILURE) !== "met") &&
      `Residual disease is not certainly < ${RESIDUAL_FAILURE} %.`,
    bloodBlasts(pairing.count).answer !== "met" &&
      "Blood blasts are reported and not certainly 0; the table has no line for them.",
  ].filter((reason) => reason !== false);
  return doubts.length > 0 ? given("NOT_EVALUABLE", ...doubts) : null;
}

/** What the paired count decides. */
function countAnswer(known: KnownRecord, { pairing: { count } }: ResponseEvidence): ElnAnswer {
  if (count === null) return given("MLFS", "No paired count: at least a morphologic leukaemia-free state.");
  const neutrophils = usableRange(count.reading("ANC"));
  const platelets = usableRange(count.reading("PLT"));
  if (neutrophils === null || platelets === null) {
    return given("NOT_EVALUABLE", "ANC or platelets are missing or cannot be used.");
  }
  const low = anyOf([below(neutrophils, NEUTROPHILS), below(platelets, PLATELETS)]);
  if (low === "met") return given("CRi", `ANC < ${NEUTROPHILS.toFixed(1)} or platelets < ${PLATELETS}.`);
  if (above(neutrophils, NEUTROPHILS) === "met" && above(platelets, PLATELETS) === "met") {
    const { date } = count.report.collected;
    const supported = supportOf(known, "PLT", date) ?? supportOf(known, "HGB", date);
    if (supported) return given("NOT_EVALUABLE", "The count is under transfusion support.");
    return given("CR", `ANC > ${NEUTROPHILS.toFixed(1)} and platelets > ${PLATELETS}, unsupported.`);
  }
  const onLimit =
    (isExact(neutrophils) && neutrophils.low === NEUTROPHILS) ||
    (isExact(platelets) && platelets.low === PLATELETS);
  if (onLimit) return given("UNASSIGNED", "Exactly on a limit, where the printed table has a gap.");
  return given("NOT_EVALUABLE", "A count is given as a range that lies on both sides of a limit.");
}

function usableRange(reading: Reading | null): Reading["range"] {
  return stated(reading)?.range ?? null;
}
