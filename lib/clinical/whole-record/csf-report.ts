import type { AnalyteCode } from "../analytes";
import type { JudgedReport } from "../assessment";
import type { BloodCells, CsfFindings } from "./cns-status";

/** What a CSF report says of the cells; null where it does not. */
export type CsfCells = Pick<CsfFindings, "whiteCells" | "redCells" | "blasts">;

/** The number of a result that is one number and may be used. */
function exact(judged: JudgedReport, analyte: AnalyteCode): number | null {
  const found = judged.results.find((result) => result.analyte === analyte && result.state === "ok");
  return found?.comparator === null && !found.seen ? found.value : null;
}

export function csfCells(judged: JudgedReport | undefined): CsfCells {
  if (!judged?.usable) return { whiteCells: null, redCells: null, blasts: null };
  const share = judged.results.find(({ analyte, state }) => analyte === "CSF_BLAST_PCT" && state === "ok");
  const seen = share !== undefined && (share.seen || (share.value ?? 0) > 0);
  return {
    whiteCells: exact(judged, "CSF_WBC"),
    redCells: exact(judged, "CSF_RBC"),
    blasts: share === undefined ? null : seen ? "seen" : "none",
  };
}

/** The cells of the report where it has them, else those typed with the puncture. */
export const cellsOf = <Typed extends CsfFindings>(typed: Typed, report: CsfCells): Typed => ({
  ...typed,
  whiteCells: report.whiteCells ?? typed.whiteCells,
  redCells: report.redCells ?? typed.redCells,
  blasts: report.blasts ?? typed.blasts,
});

/** White and red cells of every usable count that has both. */
export function bloodCells(reports: readonly JudgedReport[]): BloodCells[] {
  return reports.flatMap((judged) => {
    if (!judged.usable || judged.report.specimen !== "blood") return [];
    const wbc = exact(judged, "WBC");
    const rbc = exact(judged, "RBC");
    return wbc === null || rbc === null ? [] : [{ date: judged.report.collected.date, wbc, rbc }];
  });
}
