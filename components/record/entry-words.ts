import type { FollowUpAnswer, ProcedureAnswer } from "@/lib/contract/record-answers";
import { showNumber, showWords } from "@/lib/display";
import { showCns, showMrdMethod } from "@/lib/record-display";

/** The particulars of a procedure in a line; its conclusion, which somebody typed, stands apart. */
export function procedureWords(procedure: ProcedureAnswer): string {
  if (procedure.kind === "marrow") {
    const { samples, site, side, cellsCounted, cellularity, mrdMethod, mrdSensitivity } = procedure;
    return [
      samples.map(showWords).join(" and ").toLowerCase(),
      [side, site].filter(Boolean).join(" ").replaceAll("-", " "),
      cellsCounted === null ? "" : `${cellsCounted} cells counted`,
      cellularity === null ? "" : `cellularity ${showNumber(cellularity)} %`,
      mrdMethod === null
        ? ""
        : `MRD by ${showMrdMethod(mrdMethod)}${mrdSensitivity === null ? "" : `, sensitivity ${showNumber(mrdSensitivity)} %`}`,
    ]
      .filter(Boolean)
      .join(" · ");
  }
  if (procedure.kind !== "lumbar-puncture") return "";
  const { whiteCells, redCells, blasts, traumatic, steroidsBefore, clinicalSigns } = procedure;
  return [
    whiteCells === null ? "" : `${showNumber(whiteCells)} white cells/µL`,
    redCells === null ? "" : `${showNumber(redCells)} red cells/µL`,
    blasts === null ? "" : blasts === "none" ? "no blasts" : "blasts seen",
    traumatic ? "traumatic" : "",
    steroidsBefore ? "after steroids" : "",
    clinicalSigns ? "clinical signs" : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The class a clinician chose, and the one the cells suggest where that is another. */
export function cnsWords(procedure: ProcedureAnswer): string {
  if (procedure.kind !== "lumbar-puncture") return "";
  const { cns, suggested } = procedure;
  const [only, ...others] = suggested.classes;
  const differs = only !== undefined && others.length === 0 && only !== cns;
  return [cns === null ? "" : showCns(cns), differs ? `suggested ${showCns(only)}` : ""]
    .filter(Boolean)
    .join("; ");
}

/** Tests still to be done by their due date, then those that were done, the last first. */
export const inPlanOrder = (plans: readonly FollowUpAnswer[]): FollowUpAnswer[] => [
  ...plans.filter(({ doneOn }) => doneOn === null),
  ...plans.filter(({ doneOn }) => doneOn !== null).reverse(),
];
