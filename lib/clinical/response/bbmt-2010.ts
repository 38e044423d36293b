import type { LocalDate } from "../../branded";
import { addDays } from "../calendar";
import type { KnownRecord } from "../judging/known-record";
import { atLeast, below } from "../judging/value-range";
import { type Answer, allOf } from "../truth";
import { bloodBlasts, stated } from "./clauses";
import type { CriteriaSet } from "./criteria-set";
import { extramedullaryAt } from "./extramedullary";
import { byDate, responseMarrows } from "./governing-marrow";
import type { ResponseEvidence } from "./seed-remission";

const BLASTS = 5;
const NEUTROPHILS = 1;
const PLATELETS = 100;
/** "No evidence of recurrence of ALL for at least 4 weeks." */
const DAYS_WITHOUT_RECURRENCE = 28;

interface Condition {
  readonly answer: Answer;
  readonly words: string;
}

/**
 * Complete remission "recorded concurrently": what was not recorded (blood blasts, extramedullary disease) is not
 * evaluable here. Cellularity and trilineage haematopoiesis, which the table also asks for, are not in the record,
 * and partial response, stable and progressive disease are comparisons that it does not define for one marrow.
 */
export const bbmt2010: CriteriaSet = {
  id: "bbmt2010",
  name: "BBMT 2010",
  source:
    "Response criteria in ALL, Table 4a (Biol Blood Marrow Transplant 2010;16:1187, the table read in PMC7272718); marrow cellularity is not asked here",
  verdicts: ["CR", "CRi", "NOT_CR", "NOT_EVALUABLE"],
  answer(known, evidence) {
    if (evidence === null) {
      return { verdict: "NOT_EVALUABLE", reasons: ["No usable marrow after the start of treatment."] };
    }
    const conditions = [...diseaseConditions(known, evidence), ...lastingConditions(known, evidence)];
    const disease = allOf(conditions.map(({ answer }) => answer));
    if (disease !== "met") {
      const said = disease === "not-met" ? "no" : "not known";
      const reasons = conditions
        .filter(({ answer }) => answer === disease)
        .map(({ words }) => `${words}: ${said}.`);
      return { verdict: disease === "not-met" ? "NOT_CR" : "NOT_EVALUABLE", reasons };
    }
    return countAnswer(evidence);
  },
};

function diseaseConditions(known: KnownRecord, evidence: ResponseEvidence): readonly Condition[] {
  const { governing, pairing } = evidence;
  const blood = bloodBlasts(pairing.count);
  const recorded = blood.readings.length > 0;
  return [
    { answer: blastsBelow(governing.counting), words: `Marrow blasts < ${BLASTS} %` },
    {
      answer: recorded ? blood.answer : "unknown",
      words: `No circulating blasts${recorded ? "" : " (not recorded with the marrow)"}`,
    },
    extramedullaryCondition(known, governing.date),
  ];
}

function blastsBelow(marrows: ResponseEvidence["governing"]["counting"]): Answer {
  const ranges = marrows.map((marrow) => marrow.reading("MARROW_BLAST")?.range ?? null);
  return allOf(ranges.map((range) => (range ? below(range, BLASTS) : "unknown")));
}

function extramedullaryCondition(known: KnownRecord, on: LocalDate): Condition {
  const finding = extramedullaryAt(known, on);
  const answer = finding === "absent" ? "met" : finding === "present" ? "not-met" : "unknown";
  return { answer, words: `No extramedullary disease (${finding.replace("-", " ")})` };
}

/** Four weeks since the first of an unbroken run of clear marrows, and nothing seen since. */
function lastingConditions(known: KnownRecord, { governing }: ResponseEvidence): readonly Condition[] {
  let since = governing.date;
  for (const group of byDate(responseMarrows(known)).toReversed()) {
    const [first] = group;
    if (!first || blastsBelow(group) !== "met") break;
    since = first.report.collected.date;
  }
  const over = addDays(since, DAYS_WITHOUT_RECURRENCE);
  // Four weeks before the marrow suffice: what was seen earlier and then cleared is over.
  const weeks = addDays(governing.date, -DAYS_WITHOUT_RECURRENCE);
  const later = known.bloods.filter(({ collected }) => collected.date > since && collected.date > weeks);
  return [
    {
      answer: allOf(later.map((blood) => bloodBlasts(known.read(blood)).answer)),
      words: `No circulating blasts after ${since}`,
    },
    {
      answer: extramedullaryAt(known, known.asOf.date) === "present" ? "not-met" : "met",
      words: "No extramedullary disease since",
    },
    {
      answer: known.asOf.date >= over ? "met" : "unknown",
      words: `Four weeks without recurrence (over on ${over})`,
    },
  ];
}

function countAnswer({ pairing: { count } }: ResponseEvidence): ReturnType<CriteriaSet["answer"]> {
  const range = (code: "ANC" | "PLT") => stated(count?.reading(code) ?? null)?.range;
  const [neutrophils, platelets] = [range("ANC"), range("PLT")];
  const counts = allOf([
    neutrophils ? atLeast(neutrophils, NEUTROPHILS) : "unknown",
    platelets ? atLeast(platelets, PLATELETS) : "unknown",
  ]);
  if (counts === "unknown") {
    return { verdict: "NOT_EVALUABLE", reasons: ["ANC or platelets are missing or cannot be used."] };
  }
  const limits = `ANC ≥ ${NEUTROPHILS.toFixed(1)} and platelets ≥ ${PLATELETS}`;
  return counts === "met"
    ? { verdict: "CR", reasons: [`${limits}, four weeks without recurrence.`] }
    : { verdict: "CRi", reasons: [`All but ${limits}.`] };
}
