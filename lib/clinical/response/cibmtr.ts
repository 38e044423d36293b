import { atLeast, below } from "../judging/value-range";
import { type Answer, allOf } from "../truth";
import { bloodBlasts, stated, supportOf } from "./clauses";
import type { CriteriaSet } from "./criteria-set";
import { extramedullaryAt } from "./extramedullary";

const VERDICT: Readonly<Record<Answer, string>> = {
  met: "CR",
  "not-met": "NOT_CR",
  unknown: "NOT_EVALUABLE",
};

/** Complete remission as registered for transplants: all conditions, none of them under transfusion. */
export const cibmtr: CriteriaSet = {
  id: "cibmtr",
  name: "CIBMTR",
  source: "Center for International Blood and Marrow Transplant Research, complete remission of ALL",
  verdicts: ["CR", "NOT_CR", "NOT_EVALUABLE"],
  answer(known, evidence) {
    if (evidence === null) {
      return { verdict: VERDICT.unknown, reasons: ["No usable marrow after the start of treatment."] };
    }
    const { governing, pairing } = evidence;
    const { count } = pairing;
    const extramedullary = extramedullaryAt(known, governing.date);
    const date = count?.report.collected.date;
    const supported = date && (supportOf(known, "PLT", date) ?? supportOf(known, "HGB", date));
    const asked: readonly (readonly [condition: string, answer: Answer, why?: string])[] = [
      [
        "Marrow blasts < 5 %",
        allOf(governing.counting.map((marrow) => test(marrow.reading("MARROW_BLAST")?.range, below, 5))),
      ],
      ["ANC ≥ 1.0", test(stated(count?.reading("ANC") ?? null)?.range, atLeast, 1)],
      ["Platelets ≥ 100", test(stated(count?.reading("PLT") ?? null)?.range, atLeast, 100)],
      // Its text as checked has no line for blood blasts: with them no verdict is given.
      [
        "Blood blasts",
        bloodBlasts(count).answer === "met" ? "met" : "unknown",
        "Blood blasts are reported and not certainly 0; the text has no line for them.",
      ],
      ["No extramedullary disease", FINDING[extramedullary]],
      // Values under support can fail but cannot pass.
      ["Transfusion independent", supported ? "unknown" : "met"],
    ];
    const answer = allOf(asked.map(([, each]) => each));
    const reasons = asked
      .filter(([, each]) => each !== "met")
      .map(([condition, each, why]) => why ?? `${condition}: ${each === "unknown" ? "not known" : "no"}.`);
    return { verdict: VERDICT[answer], reasons };
  },
};

const FINDING: Readonly<Record<ReturnType<typeof extramedullaryAt>, Answer>> = {
  absent: "met",
  "not-assessed": "met",
  suspected: "unknown",
  present: "not-met",
};

type Range = Parameters<typeof below>[0];

function test(
  range: Range | null | undefined,
  compare: (range: Range, limit: number) => Answer,
  limit: number,
): Answer {
  return range ? compare(range, limit) : "unknown";
}
