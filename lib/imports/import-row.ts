import type { DecimalMark } from "@/lib/clinical/measurement";
import type { ImportRow } from "./import-format";
import { sourceCode } from "./match-analyte";
import type { Observation, RowProblem } from "./observation";
import type { IntervalReading } from "./read-interval";

const LABEL_LENGTH = 200;

/** A row as far as the file alone tells it: before anything is known of its analyte. */
export function rowOf(
  observation: Observation,
  intervalOf: (text: string, unit: string | null, mark: DecimalMark | null) => IntervalReading,
): ImportRow {
  const { at, line, column, patientKey, test, text, decimalMark = null } = observation;
  const { unit, intervalText, intervalMark = null, notes = [] } = observation;
  const { interval, problem } = observation.interval ?? intervalOf(intervalText ?? "", unit, intervalMark);
  const unread = problem === null ? [] : [{ code: problem, message: INTERVAL_NOTES[problem] }];
  return {
    at,
    line,
    column,
    patientKey,
    reportIndex: null,
    analyte: null,
    label: (test.label || test.codes[0]?.code || "").slice(0, LABEL_LENGTH),
    sourceCode: sourceCode(test),
    text,
    decimalMark,
    unit,
    intervalText,
    interval,
    value: null,
    canonicalUnit: null,
    outcome: "value",
    code: null,
    reason: null,
    suggestion: null,
    notes: [...unread, ...notes],
  };
}

const INTERVAL_NOTES = {
  "interval-unreadable":
    "The interval sent with the value could not be read; it is kept as text and not used.",
  "interval-inverted":
    "The interval sent with the value is inverted; it is kept as it was sent and not used.",
} as const;

export function withProblem(row: ImportRow, { outcome, code, reason }: RowProblem): ImportRow {
  return { ...row, outcome, code, reason };
}
