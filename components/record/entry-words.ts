import type { FollowUpAnswer, ProcedureAnswer } from "@/lib/contract/record-answers";
import { showNumber, showWords } from "@/lib/display";
import { showCns, showMrdMethod } from "@/lib/record-display";

/** The particulars of a procedure in a line; its conclusion, which somebody typed, stands apart. */
export function procedureWords(procedure: ProcedureAnswer): string {
  if (procedure.kind === "marrow") {
    const { samples, site, side, cellsCounted, cellularity, mrdMethod, found } = procedure;
    const cells = found?.cells ?? cellsCounted;
    const sensitivity = found?.sensitivity ?? procedure.mrdSensitivity;
    const mrd = [
      found?.mrd == null ? "" : `MRD ${inPercent(found.mrd)}`,
      mrdMethod === null ? "" : `${found?.mrd == null ? "MRD " : ""}by ${showMrdMethod(mrdMethod)}`,
    ].filter(Boolean);
    return [
      found?.blasts == null ? "" : `blasts ${inPercent(found.blasts)}`,
      found?.adequate === false ? "inadequate sample" : "",
      cells === null ? "" : `${cells} cells counted`,
      mrd.length > 0 && sensitivity !== null
        ? `${mrd.join(" ")}, sensitivity ${showNumber(sensitivity)} %`
        : mrd.join(" "),
      samples.map(showWords).join(" and ").toLowerCase(),
      [side, site].filter(Boolean).join(" ").replaceAll("-", " "),
      cellularity === null ? "" : `cellularity ${showNumber(cellularity)} %`,
    ]
      .filter(Boolean)
      .join(" · ");
  }
  if (procedure.kind !== "lumbar-puncture") return "";
  const { whiteCells, redCells, blasts } = procedure.cells;
  const { traumatic, steroidsBefore, clinicalSigns } = procedure;
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

/** "not detected" and "occasional" have no unit. */
const inPercent = (text: string) => (/\d/.test(text) ? `${text} %` : text);

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
