import type { LocalDate } from "../../branded";
import type { Assessment, JudgedReport, JudgedResult, MilestoneState } from "../assessment";
import { ageInYears } from "../calendar";
import { firstCourseStart } from "../course";
import { above, atLeast, exactly, type ValueRange } from "../judging/value-range";
import type { PatientRecord } from "../record";
import { type Answer, anyOf } from "../truth";
import type { Lineage, Philadelphia } from "./record-entries";

/** The factors a clinician weighs, as facts of this patient. Never odds of a population. */
export interface Prognosis {
  /** Completed years on the day of diagnosis; null without that day. */
  readonly ageAtDiagnosis: number | null;
  readonly wbc: WbcAtDiagnosis;
  readonly philadelphia: Philadelphia;
  /** The 4–5 week response. */
  readonly response: MilestoneState;
}

export interface WbcAtDiagnosis {
  /** The highest before treatment in 10*9/L; null where there is none. */
  readonly value: number | null;
  readonly comparator: JudgedResult["comparator"];
  /** Null: as another hospital told it. */
  readonly on: LocalDate | null;
  /** Whether it is one of the high counts that are marked. */
  readonly high: Answer;
  /** What was asked: "≥ 50 in a child", or what is needed to ask. */
  readonly limit: string;
}

/** A child's limits hold below this age. */
const ADULT = 18;

/** Source: clinical policy §11 (children: Smith, J Clin Oncol 1996;14:18; adults: Rowe, Blood 2005;106:3760). */
const HIGH = {
  child: { text: "≥ 50 in a child", asks: (range: ValueRange) => atLeast(range, 50) },
  B: { text: "> 30 in an adult, B lineage", asks: (range: ValueRange) => above(range, 30) },
  T: { text: "> 100 in an adult, T lineage", asks: (range: ValueRange) => above(range, 100) },
} as const;

export interface DiagnosisFacts {
  readonly on: string | null;
  readonly lineage: Lineage | null;
  /** 10*9/L, as another hospital told it. */
  readonly wbc: number | null;
}

export function prognosis(
  record: PatientRecord,
  reports: readonly JudgedReport[],
  assessment: Pick<Assessment, "milestone">,
  diagnosis: DiagnosisFacts | null,
  philadelphia: Philadelphia,
): Prognosis {
  const age = diagnosis?.on ? ageInYears(record.patient.birthDate, diagnosis.on as LocalDate) : null;
  return {
    ageAtDiagnosis: age,
    wbc: wbcAtDiagnosis(record, reports, diagnosis, age),
    philadelphia,
    response: assessment.milestone.state,
  };
}

interface Candidate extends Pick<WbcAtDiagnosis, "value" | "comparator" | "on"> {
  readonly value: number;
  readonly range: ValueRange;
}

/** Of all counts up to the first day of treatment and of what another hospital told, the highest. */
function wbcAtDiagnosis(
  record: PatientRecord,
  reports: readonly JudgedReport[],
  diagnosis: DiagnosisFacts | null,
  age: number | null,
): WbcAtDiagnosis {
  const treated = firstCourseStart(record.courses);
  const before = reports
    .filter(({ usable, report }) => usable && report.specimen === "blood")
    .filter(({ report }) => treated === null || report.collected.date <= treated)
    .flatMap(({ report, results }) =>
      results
        .filter(({ analyte }) => analyte === "WBC")
        .map((result) => ({ on: report.collected.date, result })),
    );
  const candidates: Candidate[] = before.flatMap(({ on, result: { state, value, comparator } }) =>
    state === "ok" && value !== null ? [{ on, value, comparator, range: rangeOf(value, comparator) }] : [],
  );
  if (diagnosis?.wbc != null) {
    const { wbc } = diagnosis;
    candidates.push({ on: null, value: wbc, comparator: null, range: exactly(wbc) });
  }
  // Shown and not used: what it says is unknown, not absent.
  const unusable = before.some(
    ({ result }) => result.state === "unconfirmed" || result.state === "set-aside",
  );
  const tests = possibleLimits(age, diagnosis?.lineage ?? null);
  const answers = tests.map(({ asks }) => highIn(candidates, unusable, asks));
  const highest = candidates.sort((a, b) => b.value - a.value)[0];
  return {
    value: highest?.value ?? null,
    comparator: highest?.comparator ?? null,
    on: highest?.on ?? null,
    high: answers.every((answer) => answer === answers[0]) ? (answers[0] ?? "unknown") : "unknown",
    limit: limitWords(tests, age),
  };
}

/** Without age or lineage several limits may be the right one; all must agree. */
function possibleLimits(age: number | null, lineage: Lineage | null) {
  const adult = lineage === null ? [HIGH.B, HIGH.T] : [HIGH[lineage]];
  if (age === null) return [HIGH.child, ...adult];
  return age < ADULT ? [HIGH.child] : adult;
}

function limitWords(tests: readonly { readonly text: string }[], age: number | null): string {
  const [only] = tests;
  if (tests.length === 1 && only) return only.text;
  return age === null ? "the date of diagnosis is needed" : "the lineage is needed";
}

function highIn(
  candidates: readonly Candidate[],
  unusable: boolean,
  asks: (range: ValueRange) => Answer,
): Answer {
  if (candidates.length === 0) return "unknown";
  return anyOf([...candidates.map(({ range }) => asks(range)), unusable ? "unknown" : "not-met"]);
}

function rangeOf(value: number, comparator: JudgedResult["comparator"]): ValueRange {
  const open = comparator === "<" || comparator === ">";
  if (comparator === "<" || comparator === "<=")
    return { low: 0, lowOpen: false, high: value, highOpen: open };
  if (comparator === null) return exactly(value);
  return { low: value, lowOpen: open, high: Infinity, highOpen: true };
}
