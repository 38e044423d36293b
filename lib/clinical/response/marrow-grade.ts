import { above, atLeast, atMost, below } from "../judging/value-range";
import { type Answer, allOf, anyOf } from "../truth";
import type { CriteriaSet } from "./criteria-set";

/** Marrow grades: M1 below 5 %, M2 from 5 to 25 %, M3 above 25 %. */
export const marrowGrade: CriteriaSet = {
  id: "marrowGrade",
  name: "Marrow grade",
  source: "Children's Oncology Group: M1 < 5 %, M2 5–25 %, M3 > 25 %",
  verdicts: ["M1", "M2", "M3", "NOT_EVALUABLE"],
  answer(_known, evidence) {
    if (evidence === null) {
      return { verdict: "NOT_EVALUABLE", reasons: ["No usable marrow after the start of treatment."] };
    }
    const ranges = evidence.governing.counting.map((marrow) => marrow.reading("MARROW_BLAST")?.range ?? null);
    type Test = (range: NonNullable<(typeof ranges)[number]>) => Answer;
    const ask = (test: Test) => ranges.map((range) => (range ? test(range) : "unknown"));
    // The highest of one date decides.
    if (anyOf(ask((range) => above(range, 25))) === "met") return { verdict: "M3", reasons: [] };
    const middle = (range: NonNullable<(typeof ranges)[number]>) => atLeast(range, 5);
    const notAbove = allOf(ask((range) => atMost(range, 25)));
    if (anyOf(ask(middle)) === "met" && notAbove === "met") return { verdict: "M2", reasons: [] };
    if (allOf(ask((range) => below(range, 5))) === "met") return { verdict: "M1", reasons: [] };
    return { verdict: "NOT_EVALUABLE", reasons: ["The blast percentage does not fix one grade."] };
  },
};
